using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <summary>
/// Makes a venue of a broker that only answers when asked. Fills are told from the change of the filled quantity, under
/// execution ids made of order id and filled quantity: the same fill has the same id however often it is seen.
/// </summary>
/// <remarks>
/// One loop owns the state; calls to the broker run beside it and come back through its queue. An order that was placed
/// before a restart is followed again from the first look-up, or cancel, that names it; the engine looks up each as
/// soon as the session opens.
/// </remarks>
public sealed partial class PollingVenue : IVenue
{
    private readonly IPollingBroker broker;
    private readonly PollingVenueOptions options;
    private readonly TimeProvider clock;
    private readonly Mailbox results = new();
    private readonly ConcurrentDictionary<ClOrdId, TrackedOrder> known = new();
    private readonly List<TrackedOrder> open = [];
    private readonly CancellationTokenSource ended = new();
    private IVenueSink sink = new NoSink();
    private volatile bool isOpen;
    private volatile bool isRunning;

    public PollingVenue(IPollingBroker broker, PollingVenueOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(options);
        this.broker = broker;
        this.options = options;
        this.clock = clock ?? TimeProvider.System;
        Capabilities = (broker.Capabilities & ~NeverClaimed)
            | VenueCapabilities.Cancel | VenueCapabilities.QueryPositions | VenueCapabilities.TellsBeforeListing
            | (broker is IPollingLookup ? VenueCapabilities.QueryByWireId : VenueCapabilities.None);
    }

    public string Id => options.Id;

    public VenueCapabilities Capabilities { get; }

    // What four methods cannot give, whatever a broker claims.
    private static VenueCapabilities NeverClaimed =>
        VenueCapabilities.Replace | VenueCapabilities.QueryOpenOrders | VenueCapabilities.QueryExecutions
        | VenueCapabilities.QueryBalances | VenueCapabilities.QueryByWireId | VenueCapabilities.OneCancelsOther
        | VenueCapabilities.PushesReports;

    public async Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(sink);
        this.sink = sink;
        isRunning = true;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                results.DoAll();
                AnswerPositions();
                PollIfDue(stop);
                await WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // How a run ends.
        }
        finally
        {
            isRunning = false;
            Close("stopped");
            while (listings.Count > 0) GiveUp(listings[^1], "stopped");
        }
    }

    /// <inheritdoc/>
    /// <remarks>The broker's submit is entered here, so that it can say at once that nothing left.</remarks>
    public void Send(in VenueCommand command)
    {
        if (!isOpen) throw new NotSentException($"{Id} is not connected");
        switch (command.Kind)
        {
            case VenueCommandKind.New:
                Submit(in command);
                break;
            case VenueCommandKind.Cancel:
                Cancel(in command);
                break;
            case VenueCommandKind.Replace:
            default:
                throw new NotSentException($"{Id} cannot replace an order");
        }
    }

    public ValueTask DisposeAsync()
    {
        ended.Cancel();
        ended.Dispose();
        results.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Cancel(in VenueCommand command)
    {
        if (!known.TryGetValue(command.OrigWireId, out TrackedOrder? tracked))
        {
            if (command.OrderId.IsNone)
                throw new NotSentException($"{Id} has given no id for the order {command.OrigWireId}");
            tracked = known.GetOrAdd(
                command.OrigWireId,
                TrackedOrder.PlacedBefore(command with { WireId = command.OrigWireId }, command.OrderId.ToString()));
        }

        ClOrdId wireId = command.WireId;
        TrackedOrder order = tracked;
        results.Post(() => CancelNow(order, wireId));
    }

    private void CancelNow(TrackedOrder order, ClOrdId wireId)
    {
        order.CancelWireId = wireId;
        order.CancelWaits = order.BrokerId is null;
        if (order.BrokerId is not { } id)
        {
            // The answer to the order was lost, and no look-up will ever give its id.
            if (order.Submission.IsCompleted && broker is not IPollingLookup)
                RefuseCancel(order, UnknownToBroker, NoId);
            return;
        }

        order.CancelWaits = false;
        Follow(order);
        WhenDone(Limited(Cancel, CancellationToken.None), done => CancelAnswered(order, wireId, done));

        async Task<bool> Cancel(CancellationToken limit)
        {
            await broker.CancelAsync(id, limit);
            return true;
        }
    }

    private void Follow(TrackedOrder order)
    {
        if (open.Contains(order)) return;
        open.Add(order);
        moves.Moved(order.Holding);
    }

    // What a broker throws before it first waits comes back like what it throws later.
    private static async Task<T> Started<T>(Func<Task<T>> call) => await call();

    private void WhenDone<T>(Task<T> call, Action<Task<T>> then)
    {
        DelayPolls(options.CallGap);
        _ = call.ContinueWith(
            done => results.Post(() => then(done)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private sealed class NoSink : IVenueSink
    {
        public void Post(in VenueReport report)
        {
        }
    }
}
