using System;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Engine.Recovery;

/// <summary>
/// Decides the inputs of a journal again, from an empty state on, and compares what comes out with what stands there,
/// byte by byte. A difference means that a decision depended on something that is not in the journal, or that another
/// build decided it.
/// </summary>
public sealed class Redecider : IInputListener
{
    private readonly Books books = new();
    private readonly BlockBuilder block = new();
    private readonly Effects effects = new();
    private readonly ExecutionEngine engine;
    private readonly BlockPlayer player;

    public Redecider()
    {
        engine = new ExecutionEngine(books, default);
        player = new BlockPlayer(new Books(), this);
    }

    /// <summary>The state that deciding led to.</summary>
    public Books Books => books;

    /// <summary>Inputs decided so far.</summary>
    public long Inputs { get; private set; }

    /// <summary>
    /// Takes the next block. Null: it was decided the same way; else the sequence of the first record that differs.
    /// </summary>
    public ulong? Check(ReadOnlySpan<byte> records, ulong firstSeq, int count, ReadOnlySpan<byte> raw)
    {
        block.Reset(firstSeq);
        engine.Open(block);
        player.Play(records, firstSeq, count, raw);
        return records.SequenceEqual(block.Records) ? null : FirstDifference(records, firstSeq, count);
    }

    void IInputListener.OnInput(in JournaledInput journaled)
    {
        Input input = journaled.Read(books);
        UtcNanos at = journaled.Header.At;
        effects.Clear();
        engine.Step(new ReadOnlySpan<Input>(in input), at, effects);
        Inputs++;
    }

    private ulong FirstDifference(ReadOnlySpan<byte> records, ulong firstSeq, int count)
    {
        RecordCursor expected = new(records, firstSeq, count);
        RecordCursor found = new(block.Records, firstSeq, block.Count);
        while (expected.MoveNext())
        {
            bool same = found.MoveNext() && found.Type == expected.Type && found.Version == expected.Version
                && found.Payload.SequenceEqual(expected.Payload);
            if (!same) return expected.Seq;
        }

        return firstSeq + (ulong)count;
    }
}
