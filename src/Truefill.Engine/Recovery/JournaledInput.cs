using System;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;

namespace Truefill.Engine.Recovery;

/// <summary>An input as it stands in the journal, with its bytes. Valid during the call it is handed in.</summary>
public readonly ref struct JournaledInput
{
    private readonly UtcNanos timeBase;
    private readonly byte type;
    private readonly byte version;
    private readonly ReadOnlySpan<byte> payload;

    internal JournaledInput(
        in InputHeader header, UtcNanos timeBase, ulong seq, byte type, byte version, ReadOnlySpan<byte> payload,
            ReadOnlySpan<byte> raw)
    {
        Header = header;
        Seq = seq;
        Raw = raw;
        this.timeBase = timeBase;
        this.type = type;
        this.version = version;
        this.payload = payload;
    }

    public InputHeader Header { get; }

    public ulong Seq { get; }

    /// <summary>The bytes as received; empty where it had none.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>The whole input, to decide it again.</summary>
    /// <param name="books">As they were before it.</param>
    public Input Read(Books books) => InputCodec.Read(type, version, payload, timeBase, books, Raw.ToArray());
}
