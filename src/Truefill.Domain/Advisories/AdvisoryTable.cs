using System;
using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Domain.Advisories;

/// <summary>Every advisory, by its id and in the order of proposal. None is ever removed.</summary>
public sealed partial class AdvisoryTable
{
    private readonly List<AdvisoryExecution> advisories = [];
    private readonly Dictionary<string, int> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> byOrder = [];

    // Numbers of those that time or the next fact may move: a work list, made again from the rest when loading.
    private readonly SortedSet<int> live = [];

    public int Count => advisories.Count;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AdvisoryExecution> All => advisories;

    /// <summary>Executions that are not over, reconciliation included.</summary>
    public int LiveCount => live.Count;

    /// <summary>Null when there is none of this id.</summary>
    public AdvisoryExecution? TryGet(string advisoryId) =>
        byId.TryGetValue(advisoryId, out int number) ? advisories[number - 1] : null;

    /// <summary>The advisory that an order was made for; null: none.</summary>
    public AdvisoryExecution? OfOrder(OrderHandle order) =>
        byOrder.TryGetValue(order.Value, out int number) ? advisories[number - 1] : null;

    internal AdvisoryExecution this[int number] => advisories[number - 1];

    /// <summary>As they are now: the list may change while they are worked through.</summary>
    internal List<AdvisoryExecution> Live()
    {
        List<AdvisoryExecution> found = new(live.Count);
        foreach (int number in live) found.Add(advisories[number - 1]);
        return found;
    }

    /// <summary>Nothing but a new fact about it can move it any more.</summary>
    internal void Rest(AdvisoryExecution advisory) => live.Remove(advisory.Number);

    /// <summary>Its order executed something, or may be open again that had ended.</summary>
    internal void Touch(OrderHandle order)
    {
        if (byOrder.Count > 0 && byOrder.TryGetValue(order.Value, out int number)) live.Add(number);
    }

    public void Apply(in AdvisoryProposed e)
    {
        Invariant.Holds(e.Number == advisories.Count + 1, "advisories are numbered without a gap");
        Add(new AdvisoryExecution(e.Number, e.Snapshot, e.By, e.At));
    }

    public void Apply(in AdvisoryDecided e)
    {
        AdvisoryExecution advisory = this[e.Number];
        advisory.IsApproved = e.IsApproved;
        advisory.ApprovedHash = e.IsApproved ? e.SnapshotHash : "";
        advisory.DecidedBy = e.By;
        advisory.DecisionReason = e.Reason;
        advisory.DecidedAt = e.At;
    }

    public void Apply(in AdvisoryStarted e)
    {
        AdvisoryExecution advisory = this[e.Number];
        advisory.StartedAt = e.At;
        advisory.StartedBy = e.By;
        advisory.KillSwitchAtStart = e.KillSwitch;
    }

    public void Apply(in AdvisoryOrdered e)
    {
        this[e.Number].Order = e.Order;
        byOrder.Add(e.Order.Value, e.Number);
        live.Add(e.Number);
    }

    public void Apply(in AdvisoryTimedOut e) => this[e.Number].TimedOutAt = e.At;

    public void Apply(in AdvisoryAsked e)
    {
        AdvisoryExecution advisory = this[e.Number];
        advisory.QueryId = e.QueryId;
        advisory.QueryKind = e.Kind;
        advisory.OrderFinding = e.OrderFinding;
    }

    public void Apply(in AdvisoryEnded e) => this[e.Number].Add(in e);

    public void Apply(in AdvisoryReconciled e)
    {
        AdvisoryExecution advisory = this[e.Number];
        advisory.Report = e.Report;
        advisory.ReconciledAt = e.At;
        advisory.QueryId = 0;
    }

    private void Add(AdvisoryExecution advisory)
    {
        advisories.Add(advisory);
        byId.Add(advisory.Snapshot.AdvisoryId, advisory.Number);
        if (advisory.Order.IsNone) return;
        byOrder.Add(advisory.Order.Value, advisory.Number);
        live.Add(advisory.Number);
    }
}
