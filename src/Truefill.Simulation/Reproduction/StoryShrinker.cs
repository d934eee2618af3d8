using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Simulation.Comparison;

namespace Truefill.Simulation.Reproduction;

/// <summary>
/// Leaves inputs out of a story that fails for as long as the rest fails in the same way: first halves, then ever
/// smaller pieces, from the end, because what came last explains least.
/// </summary>
internal sealed class StoryShrinker(IReadOnlyList<RecordedInput> story, ulong judgedFrom, Divergence divergence)
{
    // Of plays; enough to try each input of a hundred after the halving of thousands.
    private const int PlaysMax = 3000;

    private int plays;

    /// <summary>As few inputs as were found to end in the same divergence.</summary>
    public IReadOnlyList<RecordedInput> Shrink()
    {
        List<RecordedInput> kept = [.. story];
        for (int size = Math.Max(1, kept.Count / 2); ; size = Math.Max(1, size / 2))
        {
            bool isLess = LeaveOut(ref kept, size);
            if (plays >= PlaysMax || (size == 1 && !isLess)) return kept;
        }
    }

    /// <summary>Index of the first input of a story that is judged.</summary>
    public static int FirstJudged(IReadOnlyList<RecordedInput> story, ulong judgedFrom) =>
        story.TakeWhile(input => input.Seq < judgedFrom).Count();

    /// <summary>
    /// The same key and field; of an order or position the same numbers too. Counters, hashes and texts of exceptions
    /// change with what else is in a story.
    /// </summary>
    public static bool IsSame(Divergence one, Divergence? other)
    {
        if (other is null || one.Key != other.Key || one.Field != other.Field) return false;
        bool hasNumbers = one.Key.StartsWith("order ", StringComparison.Ordinal)
            || one.Key.StartsWith("position ", StringComparison.Ordinal)
            || one.Key.StartsWith("input ", StringComparison.Ordinal);
        return !hasNumbers || one == other;
    }

    private bool LeaveOut(ref List<RecordedInput> kept, int size)
    {
        bool isLess = false;
        for (int end = kept.Count; end > 0 && plays < PlaysMax; end -= size)
        {
            int from = Math.Max(0, end - size);
            List<RecordedInput> rest = [.. kept[..from], .. kept[Math.Min(end, kept.Count)..]];
            plays++;
            if (!IsSame(divergence, Story.Play(rest, FirstJudged(rest, judgedFrom)))) continue;
            kept = rest;
            isLess = true;
        }

        return isLess;
    }
}
