using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
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
    /// Likewise of its dead letters. They are written before the lines that follow them, so one in front of
    /// <paramref name="lastEvent"/> is there.
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
        if (player.Seq > lastDeadLetter) Event();
    }

    private void Event()
    {
        if (player.Seq > lastEvent && player.Seq < first) first = player.Seq;
    }
}
