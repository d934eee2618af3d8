using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Journal;

namespace Truefill.Server.Following;

/// <summary>
/// Finds the first fact in a journal that the order event log has no line of. Between its last line and that fact it
/// may start from any checkpoint.
/// </summary>
internal sealed class OrderEventGap : IOrderEvents
{
    private readonly ulong lastEvent;
    private readonly ulong lastDeadLetter;
    private readonly BlockPlayer player;
    private ulong first = ulong.MaxValue;

    private OrderEventGap(ulong lastEvent, ulong lastDeadLetter)
    {
        this.lastEvent = lastEvent;
        this.lastDeadLetter = lastDeadLetter;
        player = new BlockPlayer(new OrderEventFacts(this));
    }

    /// <param name="lastEvent">Sequence of the log's last line; 0 for none.</param>
    /// <param name="lastDeadLetter">
    /// Likewise of its dead letters, which are another file: it may have lost lines in front of
    /// <paramref name="lastEvent"/>. Those before the segment of that one are not looked for here, see
    /// <see cref="FirstMissing(IReadOnlyList{DeadLetterEntry}, ulong)"/>.
    /// </param>
    /// <returns>Its sequence; the greatest number when no line is missing.</returns>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public static ulong FirstMissing(
        IJournalStorage journal, JournalOptions options, ReadScope scope, ulong lastEvent, ulong lastDeadLetter)
    {
        OrderEventGap gap = new(lastEvent, lastDeadLetter);
        JournalPosition? from = null;
        foreach (JournalPosition start in SegmentStarts.AllIn(journal, options))
            if (from is null || start.NextSeq <= lastEvent + 1) from = start;
        using JournalReader reader = new(journal, options, from, scope);
        while (gap.first == ulong.MaxValue && reader.MoveNext())
        {
            BlockView block = reader.Current;
            gap.player.Play(block.Records.Span, block.FirstSeq, block.Count);
        }

        return gap.first;
    }

    /// <summary>The same of the dead letters alone, by the list that the books keep of them.</summary>
    public static ulong FirstMissing(IReadOnlyList<DeadLetterEntry> letters, ulong lastDeadLetter)
    {
        ulong missing = ulong.MaxValue;
        for (int i = letters.Count - 1; i >= 0 && letters[i].Seq > lastDeadLetter; i--) missing = letters[i].Seq;
        return missing;
    }

    void IOrderEvents.Order(string name, OrderHandle handle) => Event();

    void IOrderEvents.Executed(OrderHandle handle, ExecHandle exec) => Event();

    void IOrderEvents.Execution(string name, ExecHandle exec)
    {
        if (!exec.IsNone) Event();
    }

    void IOrderEvents.Fee(in FeeCharged e)
    {
        if (!e.Exec.IsNone) Event();
    }

    void IOrderEvents.Denied(in OrderDenied e) => Event();

    void IOrderEvents.DeadLetter(int id)
    {
        if (player.Seq > lastDeadLetter && player.Seq < first) first = player.Seq;
    }

    private void Event()
    {
        if (player.Seq > lastEvent && player.Seq < first) first = player.Seq;
    }
}
