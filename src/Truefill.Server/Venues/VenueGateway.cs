using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>
/// The only type that hands messages to a venue, and it takes nothing but what the engine released, in the order of
/// <see cref="VenueQueue"/>; the kill latch is read immediately before each send. What provably did not leave is
/// told to the engine; it never sends anything twice.
/// </summary>
public sealed class VenueGateway : IDisposable
{
    private readonly Lock guard = new();
    private readonly SemaphoreSlim work = new(0);
    private readonly IVenue venue;
    private readonly string source;
    private readonly KillLatch latch;
    private readonly EngineHost host;
    private readonly RateBudget budget;
    private readonly VenueQueue queue;
    private readonly Queue<SendFailed> failures = new();
    private readonly Thread thread;
    private TaskCompletionSource<Exception> broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool stopping;
    private bool isDisposed;

    public VenueGateway(IVenue venue, KillLatch latch, EngineHost host, RateBudget budget)
    {
        this.venue = venue;
        this.latch = latch;
        this.host = host;
        this.budget = budget;
        queue = new VenueQueue(budget, latch);
        source = InputSource.OfVenue(venue.Id);
        latch.Engaged += Wake;
        thread = new Thread(Run) { Name = "gateway " + venue.Id, IsBackground = true };
        thread.Start();
    }

    /// <summary>Messages that wait for the venue's rate budget.</summary>
    public int Queued
    {
        get
        {
            lock (guard) return queue.Count;
        }
    }

    /// <summary>What the rate budget still has for orders; null: there is no limit.</summary>
    public int? BudgetLeft
    {
        get
        {
            lock (guard) return budget.Left;
        }
    }

    /// <summary>The venue's id.</summary>
    public string Venue => venue.Id;

    /// <summary>Completes with what the adapter next throws, from now on, where it must not.</summary>
    public Task<Exception> Broken()
    {
        lock (guard)
        {
            if (broken.Task.IsCompleted) broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return broken.Task;
        }
    }

    /// <summary>
    /// Sends at once when nothing waits and the budget allows it, else in turn. Once it stops it sends nothing more:
    /// what the engine still commits is asked about at the next start, as after a crash.
    /// </summary>
    public void Release(in ReleasedCommand command)
    {
        bool isDone;
        lock (guard)
        {
            if (stopping) return;
            if (queue.Admits(in command)) Send(in command);
            FailWithdrawn();
            isDone = IsIdle;
        }

        if (!isDone) Wake();
    }

    /// <summary>What it names and still waits never leaves.</summary>
    public void Withdraw(in Withdrawal withdrawal)
    {
        bool isDone;
        lock (guard)
        {
            if (stopping) return;
            queue.Withdraw(in withdrawal);
            FailWithdrawn();
            isDone = IsIdle;
        }

        if (!isDone) Wake();
    }

    public void Release(in ReleasedQuery query)
    {
        bool isDone;
        lock (guard)
        {
            if (stopping) return;
            if (queue.Admits(in query)) Ask(in query);
            isDone = IsIdle;
        }

        if (!isDone) Wake();
    }

    /// <summary>Completes when the budget has room for one more call of an answer that takes several.</summary>
    public async Task MayCallAsync(CancellationToken stop)
    {
        TaskCompletionSource call = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (guard)
        {
            if (stopping) throw new OperationCanceledException("the service stops");
            if (queue.Admits(call)) return;
        }

        Wake();
        using CancellationTokenRegistration givenUp = stop.Register(() => call.TrySetCanceled(stop));
        await call.Task;
    }

    public void Dispose()
    {
        lock (guard)
        {
            stopping = true;
            queue.CancelCalls();
        }

        latch.Engaged -= Wake;
        Wake();
        thread.Join();
        lock (guard)
        {
            isDisposed = true;
            work.Dispose();
        }
    }

    // Nothing waits for the gateway's own thread: as a rule what is released leaves at once.
    private bool IsIdle => queue.Count + failures.Count == 0;

    // The thread that commits, and whoever engages a kill switch, may still be on their way here.
    private void Wake()
    {
        lock (guard)
            if (!isDisposed && work.CurrentCount == 0) work.Release();
    }

    private void Run()
    {
        while (!stopping)
        {
            TimeSpan pause;
            lock (guard) pause = SendWhatCanGo();
            TellFailures();
            work.Wait(pause);
        }
    }

    // Returns how long nothing can be done.
    private TimeSpan SendWhatCanGo()
    {
        foreach (ReleasedCommand stopped in queue.TakeStopped()) Fail(in stopped, AbortReason.KillSwitch);
        while (true)
        {
            if (queue.TryTake(out ReleasedCommand command)) Send(in command);
            else if (queue.TryTake(out TaskCompletionSource? call)) call!.TrySetResult();
            else if (queue.TryTake(out ReleasedQuery query)) Ask(in query);
            else return queue.Pause();
        }
    }

    private void Send(in ReleasedCommand released)
    {
        if (latch.Stops(in released))
        {
            Fail(in released, AbortReason.KillSwitch);
            return;
        }

        // Its executions would be taken by nobody. What became of it the next start asks, as after a crash.
        if (released.AddsRisk && host.Failure is not null) return;

        VenueCommand command = released.Command;
        Exception? failure = AdapterCall.FailureOf(
            venue, in command, static (venue, in command) => venue.Send(in command));

        // Unless it provably did not leave, its outcome is open, as after any command, and is asked about.
        if (failure is NotSentException) Fail(in released, AbortReason.NotSent);
        else if (failure is not null) broken.TrySetResult(failure);
    }

    private void Ask(in ReleasedQuery released)
    {
        VenueQuery query = released.Query;

        // The engine gives up in time what is not answered, and asks again.
        if (AdapterCall.FailureOf(venue, in query, static (venue, in query) => venue.Ask(in query)) is { } failure)
            broken.TrySetResult(failure);
    }

    private void FailWithdrawn()
    {
        while (queue.TryTakeWithdrawn(out (ReleasedCommand Command, AbortReason Reason) unsent))
            Fail(in unsent.Command, unsent.Reason);
    }

    private void Fail(in ReleasedCommand released, AbortReason reason) =>
        failures.Enqueue(new SendFailed(released.Command.Order, released.Command.WireId, reason));

    // Only from the gateway's own thread: a full inbox makes it wait, and the one that commits must never.
    private void TellFailures()
    {
        while (true)
        {
            SendFailed? failure;
            lock (guard)
            {
                if (!failures.TryDequeue(out failure)) return;
            }

            host.Post(new Input { Kind = InputKind.SendFailed, Body = failure, Source = source });
        }
    }
}
