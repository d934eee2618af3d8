using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>
/// The fields that may contain separators, because the field before them says how long they are. Immutable; <see
/// cref="Default"/> has those of FIX 4.0 to 5.0 SP2, <see cref="With"/> adds a counterparty's own.
/// </summary>
public sealed class FixDataFields
{
    internal const byte Plain = 0;
    internal const byte Frame = 1;
    internal const byte Data = 2;

    private static readonly (int Length, int Data)[] Standard =
    [
        (Tags.SecureDataLen, Tags.SecureData),
        (Tags.SignatureLength, Tags.Signature),
        (Tags.RawDataLength, Tags.RawData),
        (Tags.XmlDataLen, Tags.XmlData),
        (Tags.EncodedIssuerLen, Tags.EncodedIssuer),
        (Tags.EncodedSecurityDescLen, Tags.EncodedSecurityDesc),
        (Tags.EncodedListExecInstLen, Tags.EncodedListExecInst),
        (Tags.EncodedTextLen, Tags.EncodedText),
        (Tags.EncodedSubjectLen, Tags.EncodedSubject),
        (Tags.EncodedHeadlineLen, Tags.EncodedHeadline),
        (Tags.EncodedAllocTextLen, Tags.EncodedAllocText),
        (Tags.EncodedUnderlyingIssuerLen, Tags.EncodedUnderlyingIssuer),
        (Tags.EncodedUnderlyingSecurityDescLen, Tags.EncodedUnderlyingSecurityDesc),
        (Tags.EncodedListStatusTextLen, Tags.EncodedListStatusText),
        (Tags.EncodedLegIssuerLen, Tags.EncodedLegIssuer),
        (Tags.EncodedLegSecurityDescLen, Tags.EncodedLegSecurityDesc),
        (Tags.SecurityXMLLen, Tags.SecurityXML),
        (1277, 1278), (1280, 1281), (1282, 1283), (1397, 1398),
        (Tags.EncryptedPasswordLen, Tags.EncryptedPassword),
        (Tags.EncryptedNewPasswordLen, Tags.EncryptedNewPassword),
        (1468, 1469), (1578, 1579), (1664, 1665),
    ];

    /// <summary>Per tag below <see cref="FixFieldIndex.DirectTags"/>, what the parser has to do about it. Read without
    /// a bounds check.</summary>
    internal readonly byte[] Kinds = new byte[FixFieldIndex.DirectTags];
    private readonly Dictionary<int, int> lengthTagOf = [];

    private FixDataFields(IEnumerable<(int Length, int Data)> pairs)
    {
        foreach (var (length, data) in pairs)
        {
            lengthTagOf[data] = length;
            if (data < Kinds.Length) Kinds[data] = Data;
        }

        Kinds[Tags.BeginString] = Kinds[Tags.BodyLength] = Kinds[Tags.CheckSum] = Frame;
    }

    public static FixDataFields Default { get; } = new(Standard);

    /// <summary>The same fields and one pair more.</summary>
    public FixDataFields With(int lengthTag, int dataTag)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lengthTag);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dataTag);
        var pairs = new List<(int, int)> { (lengthTag, dataTag) };
        foreach (var (data, length) in lengthTagOf)
            if (data != dataTag) pairs.Add((length, data));
        return new FixDataFields(pairs);
    }

    /// <summary>The tag of the length field of a data field, 0 for any other field.</summary>
    public int LengthTagOf(int dataTag) => lengthTagOf.GetValueOrDefault(dataTag);
}
