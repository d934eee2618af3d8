using System;
using System.Numerics;

namespace Truefill.Fix;

/// <summary>One step of a shape: the field that may follow.</summary>
internal struct FixShapeStep
{
    /// <summary>The bytes that the field starts with: tag and equals sign; of MsgType(35) the whole field.</summary>
    internal ulong Prefix;

    /// <summary>Which of the eight bytes those are.</summary>
    internal ulong Mask;

    internal int Tag;

    /// <summary>Bytes before the value.</summary>
    internal int PrefixLength;

    /// <summary>The first field that may come next, 0: none known.</summary>
    internal int Next;

    /// <summary>Another field that may stand here, 0: none known.</summary>
    internal int Other;

    /// <summary>The ordinal of the first field up to here whose tag occurred before it, or -1.</summary>
    internal int FirstDuplicate;
}

/// <summary>
/// The orders of tags in which messages have come so far, as a tree from MsgType(35) on. A counterparty writes its
/// messages from few programs, so the tag of a field is nearly always that of the message before, and is told by one
/// comparison of eight bytes instead of being read; and what depends on the tags alone need be found out once.
/// Bounded: full, it is forgotten and learnt anew. Belongs to one <see cref="FixFieldIndex"/>. Benchmark: FixBenchmark.
/// </summary>
internal sealed class FixShapes
{
    /// <summary>The step before the first.</summary>
    internal const int Root = 1;

    /// <summary>Messages with more fields are not remembered: they are lists, each with another number of
    /// entries.</summary>
    internal const int DepthMax = 128;

    private const int StepsMax = 2048;

    /// <summary>Looked at before a place counts as unknown: a message of a hostile sender costs no more.</summary>
    private const int OthersMax = 8;

    private static readonly FixShapeStep None = new() { Prefix = 1, FirstDuplicate = -1 };

    private readonly byte separator;
    private readonly FixDataFields dataFields;
    private FixShapePlan?[] plans = new FixShapePlan?[64];
    private FixTagSet[] tags = new FixTagSet[64];
    private int count = Root + 1;

    internal FixShapes(byte separator, FixDataFields dataFields)
    {
        this.separator = separator;
        this.dataFields = dataFields;
        Steps = new FixShapeStep[64];
        // Step 0 is what no field matches.
        Steps.AsSpan(0, Root + 1).Fill(None);
        tags[Root] = default(FixTagSet).With(Tags.BeginString).With(Tags.BodyLength).With(Tags.CheckSum);
    }

    /// <summary>Grown while shapes are new; read without bounds checks by the parser.</summary>
    internal FixShapeStep[] Steps { get; private set; }

    internal bool AreFor(byte separator, FixDataFields dataFields) =>
        separator == this.separator && ReferenceEquals(dataFields, this.dataFields);

    /// <summary>
    /// The step after another that a field starts with, learnt if it is new; 0: this field is not of the plain kind
    /// that is remembered, or there are too many. The first one of the list has been compared already.
    /// </summary>
    /// <param name="from">The step before it.</param>
    /// <param name="word">The eight bytes from the start of the field on.</param>
    /// <param name="length">From the start of the field to its separator.</param>
    /// <param name="index">With the fields before it.</param>
    /// <param name="count">The number of those.</param>
    internal int Turn(int from, ulong word, int length, FixFieldIndex index, int count)
    {
        var before = Steps[from].Next;
        var looked = 0;
        for (var at = Steps[before].Other; before != 0 && at != 0; before = at, at = Steps[at].Other)
        {
            if ((word & Steps[at].Mask) == Steps[at].Prefix)
            {
                // What came last comes first next time.
                Steps[before].Other = Steps[at].Other;
                Steps[at].Other = Steps[from].Next;
                Steps[from].Next = at;
                return at;
            }

            if (++looked == OthersMax) return 0;
        }

        return Learn(from, word, length, index, count);
    }

    /// <summary>The tags of the fields up to a step, and of the frame.</summary>
    internal ref readonly FixTagSet TagsOf(int step) => ref tags[step];

    /// <summary>What a validator found out about a shape, null: nothing yet.</summary>
    internal FixShapePlan? PlanOf(int shape, FixValidator owner)
    {
        var plan = plans[shape];
        while (plan is not null && !ReferenceEquals(plan.Owner, owner)) plan = plan.Older;
        return plan;
    }

    internal void Keep(int shape, FixShapePlan plan)
    {
        // One validator per connection is usual; who goes through many is not slowed down by their plans.
        plan.Older = plans[shape] is { Older: null } only ? only : null;
        plans[shape] = plan;
    }

    private int Learn(int from, ulong word, int length, FixFieldIndex index, int count)
    {
        var digits = BitOperations.TrailingZeroCount(FixDigits.FirstEqual(word, (byte)'=')) >> 3;
        if (count >= DepthMax || digits is 0 or 8 || (word & 0xFF) == '0') return 0;
        var values = (word ^ FixDigits.Zeros) << (64 - (digits << 3));
        if (!FixDigits.AreDigits(values)) return 0;
        var tag = (int)FixDigits.ToNumber(values);
        if ((uint)tag >= FixFieldIndex.DirectTags || dataFields.Kinds[tag] != FixDataFields.Plain) return 0;
        // The message type belongs to the shape, and its separator too: AE does not start with A.
        var bytes = tag == Tags.MsgType ? length + 1 : digits + 1;
        if (bytes > 8) return 0;
        if (this.count == StepsMax) return Forget();
        if (this.count == Steps.Length) Grow();
        var mask = ulong.MaxValue >> (64 - (bytes << 3));
        Steps[this.count] = new FixShapeStep
        {
            Prefix = word & mask,
            Mask = mask,
            Tag = tag,
            PrefixLength = digits + 1,
            Other = Steps[from].Next,
            FirstDuplicate = Steps[from].FirstDuplicate >= 0 ? Steps[from].FirstDuplicate
                : Occurs(index, count, tag) ? count : -1,
        };
        tags[this.count] = tags[from].With(tag);
        Steps[from].Next = this.count;
        return this.count++;
    }

    private static bool Occurs(FixFieldIndex index, int count, int tag)
    {
        foreach (ref readonly var field in index.Fields.AsSpan(0, count))
            if (field.Tag == tag) return true;
        return false;
    }

    private void Grow()
    {
        var wanted = Math.Min(StepsMax, Steps.Length * 2);
        var steps = Steps;
        Array.Resize(ref steps, wanted);
        Array.Resize(ref plans, wanted);
        Array.Resize(ref tags, wanted);
        Steps = steps;
    }

    private int Forget()
    {
        count = Root + 1;
        Steps[Root] = None;
        Array.Clear(plans);
        return 0;
    }
}
