using System;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Engine.Recovery;

/// <summary>
/// Reads the records of journal blocks in order: facts go to a target, inputs to a listener. Recovery, the replica and
/// every follower are this loop with different targets. Deciding is never repeated here.
/// </summary>
/// <param name="prefetch">The books behind the target, for hints; null: none.</param>
/// <param name="chains">Likewise, what is noted of each order beside them.</param>
public sealed class BlockPlayer(
    IFacts target, IInputListener? inputs = null, Books? prefetch = null, SeqChains? chains = null)
{
    private readonly long[] counts = new long[byte.MaxValue + 1];
    private IFacts target = target;

    /// <summary>Engine time of the last input seen.</summary>
    public UtcNanos At { get; private set; }

    /// <summary>Sequence of the last record played; 0 before the first.</summary>
    public ulong Seq { get; private set; }

    /// <summary>Records of a type that were played.</summary>
    public long CountOf(byte type) => counts[type];

    /// <summary>Facts that follow go there instead.</summary>
    public void Retarget(IFacts facts) => target = facts;

    /// <summary>Goes on behind a checkpoint instead of from the start.</summary>
    public void Resume(ulong seq, UtcNanos at)
    {
        Seq = seq;
        At = at;
    }

    /// <param name="raw">The block's raw section, for the listener; may be empty when nobody reads it.</param>
    public void Play(ReadOnlySpan<byte> records, ulong firstSeq, int count, ReadOnlySpan<byte> raw = default)
    {
        RecordCursor cursor = new(records, firstSeq, count);
        UtcNanos timeBase = default;
        ReadOnlySpan<byte> body = default;
        int rawAt = 0;
        ReadOnlySpan<byte> rawOfInput = default;
        ReplayScout scout = prefetch is null ? default : new ReplayScout(prefetch, chains, records, firstSeq, count);
        while (cursor.MoveNext())
        {
            Seq = cursor.Seq;
            counts[cursor.Type]++;
#if PLANTED_BUGS
            if (Planted.Is(Bug.RecordSkipped) && cursor.Seq % 997 == 0) continue;
#endif
            if (FactDecoder.IsFact(cursor.Type))
            {
                if (cursor.Type == (byte)FactType.DeadLettered) inputs?.OnDeadLetter(rawOfInput);
                FactDecoder.Decode(cursor.Type, cursor.Version, cursor.Payload, timeBase, body, target);
                continue;
            }

            if (prefetch is not null) scout.Advance();
            InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, timeBase);
            rawOfInput = raw.IsEmpty ? default : raw.Slice(rawAt, header.RawLength);
            inputs?.OnInput(new JournaledInput(
                in header, timeBase, cursor.Seq, cursor.Type, cursor.Version, cursor.Payload, rawOfInput));
            rawAt += header.RawLength;
            timeBase = header.At;
            body = cursor.Payload[header.Bytes..];
            At = header.At;
        }
    }
}
