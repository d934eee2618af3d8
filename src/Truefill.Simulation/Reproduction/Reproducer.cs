using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Simulation.Comparison;

namespace Truefill.Simulation.Reproduction;

/// <summary>
/// Makes a test of a piece of a journal. Where engine and independent model differ on it, the test holds the engine to
/// the model, with as few inputs as show it; else it holds the engine to what the journal says.
/// </summary>
public sealed class Reproducer
{
    // The model adds up from its first input.
    private const int StoryInputsMax = 20_000;

    private readonly ulong from;
    private readonly ulong to;
    private readonly Func<ulong, Replica> stateAt;
    private readonly Books books = new();
    private readonly BlockInputs reader;
    private readonly List<RecordedInput> story = [];
    private JournalSlice? slice;
    private string? noStory;

    /// <param name="from">First sequence; what the block that holds it began with comes along.</param>
    /// <param name="to">Last sequence, included.</param>
    /// <param name="stateAt">The state behind a record of the journal.</param>
    public Reproducer(ulong from, ulong to, Func<ulong, Replica> stateAt)
    {
        this.from = from;
        this.to = to;
        this.stateAt = stateAt;
        reader = new BlockInputs(books);
    }

    /// <summary>Sequence of the last record that was added; 0 before the first.</summary>
    public ulong Last { get; private set; }

    /// <summary>Takes the journal's next block, from its oldest on. False: there is no need of more.</summary>
    public bool Add(in BlockView block)
    {
        if (block.Count == 0) return true;
        if (Last == 0 && block.FirstSeq != 1) noStory = "the beginning of the journal was archived";
        Last = block.FirstSeq + (ulong)block.Count - 1;
        if (Last >= from)
        {
            slice ??= block.FirstSeq == 1 ? new JournalSlice() : new JournalSlice(stateAt(block.FirstSeq - 1));
            slice.Add(block);
        }

        if (noStory is null) Tell(block);
        return Last < to;
    }

    /// <summary>The test, once the block with its last record was added.</summary>
    /// <param name="build">Version and commit of this build.</param>
    public ReproTest Make(string build)
    {
        Invariant.Holds(slice is not null && Last >= to, "the whole piece was added");
        if (noStory is null && Differs() is { } divergence)
        {
            IReadOnlyList<RecordedInput> kept = new StoryShrinker(story, from, divergence).Shrink();
            int judgedFrom = StoryShrinker.FirstJudged(kept, from);
            string finding = Story.Play(kept, judgedFrom)!.ToString();
            return ReproTest.OfStory(from, to, build, finding, kept, judgedFrom);
        }

        return ReproTest.OfSlice(from, to, build, slice.Check(), slice) with { NotCompared = noStory };
    }

    private Divergence? Differs() => Story.Play(story, StoryShrinker.FirstJudged(story, from));

    private void Tell(in BlockView block)
    {
        JournalBlock read = new(block.FirstSeq, block.Count, block.Records.ToArray(), block.Raw.ToArray());
        foreach (RecordedInput input in reader.Read(read, kind => noStory ??= kind))
            if (input.Seq <= to) story.Add(input);
        if (story.Count > StoryInputsMax) noStory = $"more than {StoryInputsMax} inputs lead there";
    }
}
