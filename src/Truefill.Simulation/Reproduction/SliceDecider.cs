using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Engine;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Reproduction;

/// <summary>
/// Decides blocks again from the state before them, and compares facts and state with what stands there.
/// </summary>
internal sealed class SliceDecider
{
    private readonly IReadOnlyList<JournalBlock> blocks;
    private readonly BlockInputs inputs;
    private readonly ExecutionEngine engine;
    private readonly Books replayed;
    private readonly BlockPlayer player;
    private readonly BlockBuilder block = new();
    private readonly Effects effects = new();

    public SliceDecider(Checkpoint? start, IReadOnlyList<JournalBlock> blocks)
    {
        this.blocks = blocks;
        inputs = new BlockInputs(Loaded(start));
        engine = new ExecutionEngine(Loaded(start), start?.At ?? default);
        replayed = Loaded(start);
        player = new BlockPlayer(replayed);
    }

    /// <summary>Null: decided and replayed as it stands there.</summary>
    public string? Check()
    {
        List<Divergence> thrown = [];
        string? found = null;
        EngineFault.Watch(thrown, () => found = CheckAll());
        return thrown.Count > 0 ? thrown[0].ToString() : found;
    }

    private static Books Loaded(Checkpoint? start)
    {
        Books books = new();
        if (start is not null) CheckpointStore.Load(start, books);
        return books;
    }

    private string? CheckAll()
    {
        foreach (JournalBlock each in blocks)
        {
            if (Decide(each) is { } difference) return difference;
            player.Play(each.Records, each.FirstSeq, each.Count, each.Raw);
        }

        string live = StateHash.Text(StateHash.Of(engine.Books));
        string found = StateHash.Text(StateHash.Of(replayed));
        return live == found ? null : new Divergence("replayed state", "hash", live, found).ToString();
    }

    private string? Decide(JournalBlock each)
    {
        block.Reset(each.FirstSeq);
        engine.Open(block);
        foreach (RecordedInput recorded in inputs.Read(each))
        {
            Input input = recorded.Input;
            effects.Clear();
            engine.Step(new ReadOnlySpan<Input>(in input), recorded.At, effects);
        }

        return each.Records.AsSpan().SequenceEqual(block.Records) ? null : FirstDifference(each);
    }

    private string FirstDifference(JournalBlock each)
    {
        RecordCursor expected = new(each.Records, each.FirstSeq, each.Count);
        RecordCursor found = new(block.Records, each.FirstSeq, block.Count);
        while (expected.MoveNext())
        {
            if (!found.MoveNext())
                return $"sequence {expected.Seq}: expected {NameOf(expected.Type)}, and nothing more was decided";
            if (found.Type != expected.Type)
                return $"sequence {expected.Seq}: expected {NameOf(expected.Type)}, found {NameOf(found.Type)}";
            if (!found.Payload.SequenceEqual(expected.Payload) || found.Version != expected.Version)
            {
                return $"sequence {expected.Seq}: expected {NameOf(expected.Type)} {Hex(expected.Payload)}, "
                    + $"found {Hex(found.Payload)}";
            }
        }

        return found.MoveNext() ? $"sequence {found.Seq}: {NameOf(found.Type)} was decided and is not in the journal"
            : "the blocks differ";
    }

    private static string NameOf(byte type) => FactDecoder.IsFact(type) ? $"{(FactType)type}"
        : $"{(InputKind)(type - FactDecoder.FirstInputType)}";

    private static string Hex(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(payload);
}
