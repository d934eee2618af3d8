using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <summary>Questions, as far as four methods can answer them.</summary>
public sealed partial class PollingVenue
{
    private const string SubmitStillRuns = "the broker's submit has not returned, so the order may still arrive";

    public void Ask(in VenueQuery query)
    {
        VenueQuery asked = query;
        if (!isRunning)
        {
            Fail(in query, "not running");
            return;
        }

        switch (query.Kind)
        {
            case QueryKind.Positions:
                results.Post(() => listings.Add(new PositionListing(asked)));
                break;
            case QueryKind.Order:
                TrackedOrder? order = TrackedOf(in query);
                int views = order?.Views ?? 0;
                Answer(
                    asked,
                    Limited(stop => LookUpAsync(asked, order, stop), CancellationToken.None),
                    found => Found(asked, order, found, views));
                break;
            case QueryKind.OpenOrders or QueryKind.Executions or QueryKind.Balances:
            default:
                Fail(in query, $"{Id} cannot be asked for {query.Kind}");
                break;
        }
    }

    private void Answer<T>(VenueQuery query, Task<T> call, Func<T, VenueAnswer> of) => WhenDone(call, done =>
    {
        if (!done.IsCompletedSuccessfully)
            Fail(in query, done.Exception?.InnerException?.Message ?? "no answer in time");
        else
            Post(new VenueReport { Kind = VenueReportKind.Answer, Answer = of(done.Result) });
    });

    // An order that was placed before a restart is followed whatever comes of the question itself.
    private TrackedOrder? TrackedOf(in VenueQuery query)
    {
        if (known.TryGetValue(query.WireId, out TrackedOrder? order) || query.OrderId.IsNone) return order;
        if (Track(in query, query.OrderId.ToString()) is not { } placed) return null;
        results.Post(() =>
        {
            placed.NextPollAt = clock.GetUtcNow() + options.PollInterval;
            Follow(placed);
        });
        return placed;
    }

    // Null: the question does not say enough of the order.
    private TrackedOrder? Track(in VenueQuery query, string brokerId)
    {
        if (!query.Terms.OrderQty.IsPositive) return null;
        VenueCommand order = new(
            VenueCommandKind.New, default, query.WireId, default, query.OrderId, query.Account, query.Symbol,
            query.Terms, query.CumQty, AvgPx: query.AvgPx);
        return known.GetOrAdd(query.WireId, TrackedOrder.PlacedBefore(in order, brokerId));
    }

    private async Task<(string? Id, PollingOrderStatus? Status)> LookUpAsync(
        VenueQuery query, TrackedOrder? order, CancellationToken stop)
    {
        // It must not overtake the order itself: a broker that has not got that yet would say that it never will.
        if (order is not null) await Task.WhenAny(order.Submission).WaitAsync(stop);
        string? id = order?.BrokerId ?? (query.OrderId.IsNone ? null : query.OrderId.ToString());
        if (id is null)
        {
            if (broker is not IPollingLookup lookup)
                throw new InvalidOperationException("the broker cannot be asked by our id");
            id = await lookup.FindOrderIdAsync(query.WireId.ToString(), stop);
        }

        return (id, id is null ? null : await broker.GetOrderAsync(id, stop));
    }

    // What it executed, and how it ended, is told before the answer: an order that an answer ended would be filled
    // late.
    private VenueAnswer Found(
        VenueQuery query, TrackedOrder? order, (string? Id, PollingOrderStatus? Status) found, int views)
    {
        (string? id, PollingOrderStatus? status) = found;
        if (id is null || status is null)
        {
            // Given up is not ended: what still runs may bring the order there after all.
            if (order is { Sending.IsCompleted: false })
                return Empty(in query, AnswerStatus.Failed, SubmitStillRuns);

            // Nothing is there that a cancel could be sent for.
            if (order is { CancelWaits: true }) RefuseCancel(order, UnknownToBroker, "the broker has no such order");
            return Empty(in query, AnswerStatus.NotFound, null);
        }

        order ??= Track(in query, id);
        if (order is not null)
        {
            // Its acknowledgement was lost: from here on it is followed like any other.
            order.BrokerId ??= id;
            if (!order.HasEnded) Follow(order);

            // A poll may have seen more meanwhile.
            if (status.FilledQty >= order.CumQty) Polled(order, status, views);

            // It was asked for while nobody knew under which id.
            if (order is { CancelWaits: true, HasEnded: false }) CancelNow(order, order.CancelWireId);
        }

        return Empty(in query, AnswerStatus.Complete, null) with { Orders = [StatusOf(query, order, id, status)] };
    }

    private ExecutionReport StatusOf(
        VenueQuery query, TrackedOrder? order, string id, PollingOrderStatus status) => new()
        {
            Venue = default,
            ExecType = ExecType.OrderStatus,
            ClOrdId = query.WireId,
            OrderId = ShortText.TryFrom(id, out ShortText text) ? new OrderId(text) : default,
            OrdStatus = status.State switch
            {
                PollingState.Filled => OrdStatus.Filled,
                PollingState.Canceled => OrdStatus.Canceled,
                PollingState.Expired => OrdStatus.Expired,
                PollingState.Rejected => OrdStatus.Rejected,
                PollingState.Working => status.FilledQty.IsZero ? OrdStatus.New : OrdStatus.PartiallyFilled,
            },
            AccountName = order?.Order.Account,
            SymbolName = order?.Order.Symbol,
            Side = order?.Order.Terms.Side,
            OrderQty = order?.Order.Terms.OrderQty,
            CumQty = status.FilledQty,
            AvgPx = status.AvgPx,
            TransactTime = status.At.IsNone ? Now() : status.At,
            Text = status.Text,
        };

    private VenueAnswer Empty(in VenueQuery query, AnswerStatus status, string? detail) => new()
    {
        QueryId = query.Id,
        Venue = Id,
        Kind = query.Kind,
        Status = status,
        Detail = detail,
    };

    private void Fail(in VenueQuery query, string why) => Post(
        new VenueReport { Kind = VenueReportKind.Answer, Answer = Empty(in query, AnswerStatus.Failed, why) });
}
