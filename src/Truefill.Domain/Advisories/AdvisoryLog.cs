using System;
using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>What a row of an execution's log tells. The numbers are the order of the rows of one instant.</summary>
public enum AdvisoryEvent : byte
{
    ExecutionStart = 1,
    KillSwitchAbort = 2,
    OrderSubmitted = 3,
    Timeout = 4,
    OrderFilled = 5,
    ExecutionResult = 6,
}

/// <summary>One row of an execution's log.</summary>
/// <param name="Result">Of the rows that tell fills and results; null: not one of them.</param>
/// <param name="ElapsedNanos">From the hand-over to the venue to this row.</param>
public readonly record struct AdvisoryLogRow(
    UtcNanos Timestamp, AdvisoryEvent Event, AdvisoryExecution Advisory, AdvisoryEnded? Result, long ElapsedNanos);

/// <summary>The execution log of an advisory, read from the books: nothing is logged apart from them.</summary>
public static class AdvisoryLog
{
    /// <summary>By time; rows of one instant in the order of the enumeration.</summary>
    public static IReadOnlyList<AdvisoryLogRow> Of(AdvisoryExecution advisory, OrderTable orders)
    {
        List<AdvisoryLogRow> rows = [];
        if (!advisory.IsStarted) return rows;
        rows.Add(new AdvisoryLogRow(advisory.StartedAt, AdvisoryEvent.ExecutionStart, advisory, null, 0));
        UtcNanos submitted = default;
        if (!advisory.Order.IsNone && orders[advisory.Order] is { IsHeld: false } order && !WasNeverSent(order))
        {
            submitted = order.SubmittedAt;
            rows.Add(new AdvisoryLogRow(submitted, AdvisoryEvent.OrderSubmitted, advisory, null, 0));
        }

        if (!advisory.TimedOutAt.IsNone)
            rows.Add(Row(advisory, advisory.TimedOutAt, AdvisoryEvent.Timeout, null, submitted));
        foreach (AdvisoryEnded result in advisory.Results)
        {
            if (result.IsKillSwitch)
                rows.Add(Row(advisory, result.At, AdvisoryEvent.KillSwitchAbort, result, submitted));
            if (result.FilledSize.IsPositive)
                rows.Add(Row(advisory, result.At, AdvisoryEvent.OrderFilled, result, submitted));
            rows.Add(Row(advisory, result.At, AdvisoryEvent.ExecutionResult, result, submitted));
        }

        rows.Sort(static (a, b) => a.Timestamp != b.Timestamp
            ? a.Timestamp.CompareTo(b.Timestamp)
            : ((int)a.Event).CompareTo((int)b.Event));
        return rows;
    }

    private static bool WasNeverSent(Order order) => order.Closing == OrderClosing.Aborted;

    private static AdvisoryLogRow Row(
        AdvisoryExecution advisory, UtcNanos at, AdvisoryEvent what, AdvisoryEnded? result, UtcNanos submitted) =>
        new(at, what, advisory, result, submitted.IsNone ? 0 : Math.Max(0, at.Value - submitted.Value));
}
