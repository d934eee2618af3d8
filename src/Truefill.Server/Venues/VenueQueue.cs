using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>
/// What waits to go to one venue, and in which order its budget lets it go: cancels under an active kill switch, other
/// cancels, orders, further calls of an answer, questions. Only the first of these may take the reserve. A cancel does
/// not overtake its own order: it takes it out. Not safe for several threads; its gateway guards it.
/// </summary>
public sealed class VenueQueue(RateBudget budget, KillLatch latch)
{
    private readonly Queue<ReleasedCommand> kills = new();
    private readonly Queue<ReleasedCommand> cancels = new();
    private readonly WaitingOrders orders = new();
    private readonly Queue<(ReleasedCommand Command, AbortReason Reason)> withdrawn = new();
    private readonly Queue<TaskCompletionSource> calls = new();
    private readonly Queue<(ReleasedQuery Query, TimeSpan Since)> queries = new();

    /// <summary>Messages that wait.</summary>
    public int Count => Commands + calls.Count + queries.Count;

    /// <summary>Cancels under an active kill switch that wait.</summary>
    public int KillCount => kills.Count;

    private int Commands => kills.Count + cancels.Count + orders.Count;

    /// <summary>
    /// True when the command may go at once, ahead of nothing that goes before it; else it waits, or was withdrawn.
    /// </summary>
    public bool Admits(in ReleasedCommand command)
    {
        bool isKill = IsKill(in command);
        bool isCancel = IsCancel(in command);
        if (isCancel && orders.Count > 0 && Withdraws(in command, isKill)) return false;
        int before = isKill ? kills.Count : isCancel ? kills.Count + cancels.Count : Commands;
        if (before == 0 && budget.TryTake(isKill)) return true;
        if (isCancel) (isKill ? kills : cancels).Enqueue(command);
        else orders.Enqueue(in command);
        return false;
    }

    /// <summary>True when the question may go at once; else it waits.</summary>
    public bool Admits(in ReleasedQuery query)
    {
        if (Count == 0 && budget.TryTake(isKill: false)) return true;
        queries.Enqueue((query, budget.Now));
        return false;
    }

    /// <summary>True when one more call of an answer may go at once; else it is completed in turn.</summary>
    public bool Admits(TaskCompletionSource call)
    {
        if (Commands + calls.Count == 0 && budget.TryTake(isKill: false)) return true;
        calls.Enqueue(call);
        return false;
    }

    /// <summary>What a kill switch stops need not wait for the budget to be told so.</summary>
    public IReadOnlyList<ReleasedCommand> TakeStopped()
    {
        if (!latch.IsEngaged) return [];
        List<ReleasedCommand> stopped = orders.TakeStopped(latch);

        // What a client asked for before the switch goes with what the switch asks for.
        for (int count = cancels.Count; count > 0; count--)
        {
            ReleasedCommand command = cancels.Dequeue();
            (latch.Covers(in command) ? kills : cancels).Enqueue(command);
        }

        return stopped;
    }

    /// <summary>Takes out what must not go any more; without effect on what does not wait.</summary>
    public void Withdraw(in Withdrawal withdrawal)
    {
        foreach (ReleasedCommand waiting in orders.TakeAll(in withdrawal))
            withdrawn.Enqueue((waiting, AbortReason.NotSent));
    }

    /// <summary>What will not go, because its order was canceled or concluded while it waited; and why.</summary>
    public bool TryTakeWithdrawn(out (ReleasedCommand Command, AbortReason Reason) unsent) =>
        withdrawn.TryDequeue(out unsent);

    /// <summary>The next command, if there is one and the budget has room for it.</summary>
    public bool TryTake(out ReleasedCommand command)
    {
        command = default;
        if (Commands == 0 || !budget.TryTake(kills.Count > 0)) return false;
        return kills.TryDequeue(out command) || cancels.TryDequeue(out command) || orders.TryDequeue(out command);
    }

    /// <summary>The next call of an answer, when no command waits and the budget has room for it.</summary>
    public bool TryTake(out TaskCompletionSource? call)
    {
        call = null;

        // Given up meanwhile: it takes nothing of the budget.
        while (calls.TryPeek(out TaskCompletionSource? first) && first.Task.IsCompleted) calls.Dequeue();
        return Commands == 0 && calls.Count > 0 && budget.TryTake(isKill: false) && calls.TryDequeue(out call);
    }

    /// <summary>Nothing goes any more: who waits for a call is told so.</summary>
    public void CancelCalls()
    {
        while (calls.TryDequeue(out TaskCompletionSource? call)) call.TrySetCanceled();
    }

    /// <summary>The next question, when nothing else waits and the budget has room for it.</summary>
    public bool TryTake(out ReleasedQuery query)
    {
        query = default;
        DropOverdue();
        if (Commands + calls.Count > 0 || queries.Count == 0 || !budget.TryTake(isKill: false)) return false;
        query = queries.Dequeue().Query;
        return true;
    }

    /// <summary>How long until something more can go.</summary>
    public TimeSpan Pause() => Count == 0
        ? System.Threading.Timeout.InfiniteTimeSpan
        : budget.Pause(kills.Count > 0);

    // The engine has given it up and asks again: its answer would be of no use, and others wait behind it.
    private void DropOverdue()
    {
        while (queries.TryPeek(out (ReleasedQuery, TimeSpan Since) first)
            && budget.Now - first.Since >= UtcNanos.SpanOf(VenueDesk.AnswerNanos))
            queries.Dequeue();
    }

    // The venue would not know an order that it has not been sent, and then take it. What waits of it is given up: a
    // new order with its cancel, which has nothing left to cancel; else the replace, and the cancel goes as any other.
    private bool Withdraws(in ReleasedCommand cancel, bool isKill)
    {
        if (!orders.TryTake(cancel.Command.Order, out ReleasedCommand waiting)) return false;
        AbortReason reason = isKill ? AbortReason.KillSwitch : AbortReason.CanceledWhileHeld;
        withdrawn.Enqueue((waiting, reason));
        return waiting.Command.Kind == VenueCommandKind.New;
    }

    private bool IsKill(in ReleasedCommand command) => IsCancel(in command) && latch.Covers(in command);

    private static bool IsCancel(in ReleasedCommand command) =>
        command.Command.Kind is VenueCommandKind.Cancel or VenueCommandKind.CancelAll;
}
