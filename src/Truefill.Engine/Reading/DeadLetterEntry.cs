using Truefill.Domain.Intake;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Engine.Reading;

/// <summary>What is known of one dead letter. Its bytes stand in the journal at <see cref="InputSeq"/>.</summary>
public sealed record DeadLetterEntry
{
    public required int Id { get; init; }

    /// <summary>Sequence of the fact; the input stands at <see cref="InputSeq"/>.</summary>
    public required ulong Seq { get; init; }

    public required ulong InputSeq { get; init; }

    public required UtcNanos Time { get; init; }

    public required UtcNanos ReceivedAt { get; init; }

    public required string Source { get; init; }

    /// <summary>MsgSeqNum(34) where it could be read, else 0.</summary>
    public required long MsgSeqNum { get; init; }

    public required DeadLetterReason Reason { get; init; }

    public required string Detail { get; init; }

    /// <summary>
    /// The bytes as received, at most <see cref="ReadIndex.RawKept"/> of them; none once it is closed, or where newer
    /// ones take all of <see cref="ReadIndex.RawKeptInAll"/>.
    /// </summary>
    public byte[] Raw { get; internal set; } = [];

    /// <summary>Length of the bytes as received.</summary>
    public required int RawLength { get; init; }

    public bool IsOpen { get; set; } = true;

    public bool Replayed { get; set; }

    public string? ClosedBy { get; set; }

    public string? CloseReason { get; set; }

    internal static DeadLetterEntry Load(IStateReader reader) => new()
    {
        Id = reader.ReadInt(),
        Seq = reader.Unsigned(),
        InputSeq = reader.Unsigned(),
        Time = reader.ReadTime(),
        ReceivedAt = reader.ReadTime(),
        Source = reader.ReadString() ?? "",
        MsgSeqNum = reader.Signed(),
        Reason = (DeadLetterReason)reader.Byte(),
        Detail = reader.ReadString() ?? "",
        Raw = reader.Text().ToArray(),
        RawLength = reader.ReadInt(),
        IsOpen = reader.Bool(),
        Replayed = reader.Bool(),
        ClosedBy = reader.ReadString(),
        CloseReason = reader.ReadString(),
    };

    internal void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)Id);
        writer.Unsigned(Seq);
        writer.Unsigned(InputSeq);
        writer.Write(Time);
        writer.Write(ReceivedAt);
        writer.Write(Source);
        writer.Signed(MsgSeqNum);
        writer.Byte((byte)Reason);
        writer.Write(Detail);
        writer.Text(Raw);
        writer.Unsigned((ulong)RawLength);
        writer.Bool(IsOpen);
        writer.Bool(Replayed);
        writer.Write(ClosedBy);
        writer.Write(CloseReason);
    }
}
