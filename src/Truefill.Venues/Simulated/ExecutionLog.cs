using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>The executions that can be asked for, as they were reported, in the order of time.</summary>
internal sealed class ExecutionLog(int kept)
{
    private readonly Queue<Entry> entries = new();

    /// <summary>What was before this is gone; none: nothing is.</summary>
    public UtcNanos ForgottenUntil { get; private set; }

    public IEnumerable<Entry> Entries => entries;

    public void Add(TradeRecord trade, in ExecutionReport report)
    {
        entries.Enqueue(new Entry(trade, report));
        while (entries.Count > kept) ForgottenUntil = entries.Dequeue().Report.TransactTime;
    }

    public void ForgetUntil(UtcNanos time) => ForgottenUntil = time;

    /// <summary>The trade whose last report has this id; null: none that is kept.</summary>
    public TradeRecord? Find(in ExecId execId)
    {
        foreach (Entry entry in entries)
            if (entry.Trade.ExecId == execId) return entry.Trade;
        return null;
    }

    internal sealed record Entry(TradeRecord Trade, ExecutionReport Report);
}
