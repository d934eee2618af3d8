using System;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Journal;

namespace Truefill.Engine.Codec;

/// <summary>
/// Reads a fact's record and hands the fact on. Recovery, the replica and the followers all read through here.
/// </summary>
public static partial class FactDecoder
{
    /// <summary>Records of this type and above are inputs, not facts.</summary>
    public const byte FirstInputType = 128;

    public static bool IsFact(byte type) => type < FirstInputType;

    /// <param name="timeBase">Engine time of the input that the fact belongs to.</param>
    /// <param name="inputBody">What follows the header of that input; a trade's fact may refer to it.</param>
    /// <exception cref="JournalFormatException">An unknown type or version, or bytes left over.</exception>
    public static void Decode(
        byte type,
        byte version,
        ReadOnlySpan<byte> payload,
        UtcNanos timeBase,
        ReadOnlySpan<byte> inputBody,
        IFacts target)
    {
        if (version != 1)
            throw new JournalFormatException($"Fact type {type} has version {version}; this build reads version 1.");
        FactFields fields = new(payload, timeBase);
        FactType fact = (FactType)type;
        bool known = FactFamilies.IsKnown(fact) && FactFamilies.Of(fact) switch
        {
            FactFamily.Orders => DecodeOrderFact(fact, ref fields, target),
            FactFamily.Executions => DecodeExecutionFact(fact, ref fields, timeBase, inputBody, target),
            FactFamily.Books => DecodeBookFact(fact, ref fields, target),
            FactFamily.Intake => DecodeIntakeFact(fact, ref fields, target),
            FactFamily.Sessions => DecodeSessionFact(fact, ref fields, target),
            FactFamily.Engine => DecodeEngineFact(fact, ref fields, target),
            FactFamily.Reconciliation => DecodeReconciliationFact(fact, ref fields, target),
            FactFamily.Clients => DecodeClientFact(fact, ref fields, target),
            FactFamily.Risk => DecodeRiskFact(fact, ref fields, target),
            FactFamily.Advisories => DecodeAdvisoryFact(fact, ref fields, target),
        };
        if (!known) throw new JournalFormatException($"Fact type {type} is not known to this build.");
        if (!fields.AtEnd) throw new JournalFormatException($"Bytes are left over behind a {fact}.");
    }
}
