using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Advisories;

/// <summary>One advisory, from proposal to result. Written by facts through <see cref="AdvisoryTable"/>.</summary>
public sealed class AdvisoryExecution
{
    // Beyond it a reference price is a mistake, and the percentage would not fit a decimal.
    private const decimal RatioMax = 1_000_000m;

    private readonly List<AdvisoryEnded> results = [];

    internal AdvisoryExecution(int number, FrozenSnapshot snapshot, string proposedBy, UtcNanos proposedAt)
    {
        Number = number;
        Snapshot = snapshot;
        SnapshotHash = snapshot.SnapshotHash();
        ProposedBy = proposedBy;
        ProposedAt = proposedAt;
    }

    public int Number { get; }

    public FrozenSnapshot Snapshot { get; }

    /// <summary>Computed once, over what was proposed.</summary>
    public string SnapshotHash { get; }

    public string ProposedBy { get; }

    public UtcNanos ProposedAt { get; }

    public bool? IsApproved { get; internal set; }

    /// <summary>Of what was approved; empty before.</summary>
    public string ApprovedHash { get; internal set; } = "";

    public string DecidedBy { get; internal set; } = "";

    public string DecisionReason { get; internal set; } = "";

    public UtcNanos DecidedAt { get; internal set; }

    /// <summary>None: not executed yet.</summary>
    public UtcNanos StartedAt { get; internal set; }

    public string StartedBy { get; internal set; } = "";

    /// <summary>The strongest kill switch over it when its execution began.</summary>
    public KillSwitchState KillSwitchAtStart { get; internal set; }

    /// <summary>None: it never became one.</summary>
    public OrderHandle Order { get; internal set; }

    /// <summary>None: the timeout has not passed without a complete fill.</summary>
    public UtcNanos TimedOutAt { get; internal set; }

    /// <summary>Null: the execution has no result yet. The newest one where fills changed after the first.</summary>
    public AdvisoryEnded? Result => results.Count > 0 ? results[^1] : null;

    /// <summary>Every result, oldest first.</summary>
    public IReadOnlyList<AdvisoryEnded> Results => results;

    public ReconciliationReport? Report { get; internal set; }

    public UtcNanos ReconciledAt { get; internal set; }

    /// <summary>The question that the reconciliation waits for; 0: none.</summary>
    internal long QueryId { get; set; }

    internal QueryKind QueryKind { get; set; }

    internal string? OrderFinding { get; set; }

    public bool IsStarted => !StartedAt.IsNone;

    /// <summary>Only a person may end what happened.</summary>
    public bool RequiresManualResolution =>
        Result is { NeedsPerson: true } || Report is { RequiresManualResolution: true };

    /// <summary>Where it stands; while the order works, as the order stands.</summary>
    public AdvisoryStage StageOf(OrderTable orders)
    {
        if (Result is { } result) return result.Stage;
        if (!Order.IsNone)
        {
            Order order = orders[Order];
            return order.CumQty.IsPositive ? AdvisoryStage.PartiallyFilled
                : order.IsAccepted ? AdvisoryStage.Pending
                : AdvisoryStage.Submitted;
        }

        return IsStarted ? AdvisoryStage.Submitted
            : IsApproved switch
            {
                null => AdvisoryStage.Proposed,
                true => AdvisoryStage.Approved,
                false => AdvisoryStage.Declined,
            };
    }

    /// <summary>Of the newest result; see <see cref="SlippageOf"/>.</summary>
    public decimal? SlippagePct => Result is { } result ? SlippageOf(in result) : null;

    /// <summary>In percent of the reference price, two decimals, half-even; null: nothing is filled.</summary>
    public decimal? SlippageOf(in AdvisoryEnded result)
    {
        decimal reference = Snapshot.ReferencePrice.Value;
        if (result.FillPrice is not { } fill || reference == 0) return null;
        decimal ratio = (fill.Value - reference) / reference;
        if (decimal.Abs(ratio) > RatioMax) return null;
        return ExactDecimal.Normalize(decimal.Round(ratio * 100m, 2, System.MidpointRounding.ToEven));
    }

    /// <summary>
    /// Nanoseconds from the hand-over to the venue to the first result; 0 where nothing was handed over.
    /// </summary>
    public long DurationNanos(OrderTable orders)
    {
        if (Order.IsNone || results.Count == 0 || orders[Order].IsHeld) return 0;
        long nanos = results[0].At.Value - orders[Order].SubmittedAt.Value;
        return nanos > 0 ? nanos : 0;
    }

    internal void Add(in AdvisoryEnded result) => results.Add(result);
}
