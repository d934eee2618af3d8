using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Engine.Codec;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Simulation.Reproduction;

namespace Truefill.Simulation.Tests.Reproduction;

/// <summary>Tests made of pieces of journals: what they hold, and that they notice.</summary>
public sealed class ReproducerTests
{
    private const ulong Seed = 5;
    private const int Steps = 700;

    private static readonly List<BlockView> Journal = Recorded();

    private static ulong End => Journal[^1].FirstSeq + (ulong)Journal[^1].Count - 1;

    [Fact]
    public void A_piece_on_which_engine_and_model_agree_holds_later_builds_to_the_journal()
    {
        ReproTest test = Make(1, End, Journal);
        Assert.Null(test.NotCompared);
        Assert.False(test.IsAgainstModel);
        Assert.Null(test.Finding);
        Assert.Contains($"class Journal_1_to_{End}\n", test.Source, StringComparison.Ordinal);
        Assert.Null(JournalSlice.Check(Packed(test)));
    }

    [Fact]
    public void A_piece_from_the_middle_brings_the_state_before_it()
    {
        ReproTest test = Make(End / 2, (End / 2) + 40, Journal);
        Assert.Null(test.Finding);
        Assert.Null(JournalSlice.Check(Packed(test)));
        Assert.True(test.Source.Length < Make(1, End, Journal).Source.Length);
    }

    [Fact]
    public void What_this_build_decides_otherwise_is_named_with_its_sequence()
    {
        List<BlockView> changed = [.. Journal];
        int at = changed.Count / 2;
        (changed[at], ulong seq) = WithAnotherOutcome(changed[at]);
        ReproTest test = Make(1, End, changed);
        Assert.False(test.IsAgainstModel);
        Assert.StartsWith($"sequence {seq}: expected InputSettled ", test.Finding, StringComparison.Ordinal);
        Assert.Equal(test.Finding, JournalSlice.Check(Packed(test)));
        Assert.Contains("// It fails there: " + test.Finding, test.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_model_does_not_know_is_left_to_the_journal_and_said()
    {
        ReproTest test = Make(2, End, [.. Journal.Skip(1)]);
        Assert.Equal("the beginning of the journal was archived", test.NotCompared);
        Assert.Null(test.Finding);
    }

    private static ReproTest Make(ulong from, ulong to, List<BlockView> blocks)
    {
        Reproducer reproducer = new(from, to, StateAt);
        foreach (BlockView block in blocks)
            if (!reproducer.Add(block)) break;
        return reproducer.Make("a test");
    }

    private static Replica StateAt(ulong seq)
    {
        Replica replica = new();
        foreach (BlockView block in Journal.TakeWhile(block => block.FirstSeq <= seq))
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        Assert.Equal(seq, replica.Seq);
        return replica;
    }

    // The text between the quotes of the written test.
    private static string Packed(ReproTest test) => test.Source.Split("\"\"\"")[1];

    private static (BlockView Block, ulong Seq) WithAnotherOutcome(BlockView block)
    {
        byte[] records = block.Records.ToArray();
        RecordCursor cursor = new(records, block.FirstSeq, block.Count);
        while (cursor.MoveNext())
        {
            if (cursor.Type != (byte)FactType.InputSettled) continue;
            records[records.Length - cursor.BytesLeft - 1] ^= 1;
            return (block with { Records = records }, cursor.Seq);
        }

        throw new InvalidOperationException("each block settles an input");
    }

    private static List<BlockView> Recorded()
    {
        List<BlockView> blocks = [];
        Assert.True(Simulation.Driving.Simulation.Record(Seed, Steps, block => blocks.Add(new BlockView
        {
            Position = new JournalPosition(1, 0, block.FirstSeq, default),
            Next = new JournalPosition(1, 0, block.NextSeq, default),
            Count = block.Count,
            Records = block.Records.ToArray(),
            Raw = block.Raw.ToArray(),
            IsSeal = false,
            Seal = default,
        })).IsOk);
        return blocks;
    }
}
