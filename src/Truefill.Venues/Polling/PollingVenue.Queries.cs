using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <summary>Questions, as far as four methods can answer them.</summary>
public sealed partial class PollingVenue
{
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
                Answer(asked, Limited(broker.GetPositionsAsync, CancellationToken.None), positions => new VenueAnswer
                {
                    QueryId = asked.Id,
                    Venue = Id,
                    Kind = asked.Kind,
                    Status = AnswerStatus.Complete,
                    Positions = Chosen(positions, asked),
                });
                break;
            case QueryKind.Order:
                Answer(asked, Limited(stop => LookUpAsync(asked, stop), CancellationToken.None), found => found);
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

    private async Task<VenueAnswer> LookUpAsync(VenueQuery query, CancellationToken stop)
    {
        known.TryGetValue(query.WireId, out TrackedOrder? order);
        string? id = order?.BrokerId ?? (query.OrderId.IsNone ? null : query.OrderId.ToString());
        if (id is null && broker is IPollingLookup lookup)
        {
            id = await lookup.FindOrderIdAsync(query.WireId.ToString(), stop);
            if (id is null) return Empty(in query, AnswerStatus.NotFound, null);
        }

        if (id is null) return Empty(in query, AnswerStatus.Failed, "the broker cannot be asked by our id");
        PollingOrderStatus? status = await broker.GetOrderAsync(id, stop);
        if (status is null) return Empty(in query, AnswerStatus.NotFound, null);
        if (order is not null) results.Post(() => Found(order, id));
        return Empty(in query, AnswerStatus.Complete, null) with { Orders = [StatusOf(query, order, id, status)] };
    }

    // Its acknowledgement was lost: from here on it is followed like any other, its trades so far included.
    private void Found(TrackedOrder order, string id)
    {
        if (order.BrokerId is not null) return;
        order.BrokerId = id;
        Follow(order);
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

    private static List<VenuePosition> Chosen(IReadOnlyList<VenuePosition> all, VenueQuery query)
    {
        List<VenuePosition> chosen = [];
        foreach (VenuePosition position in all)
        {
            bool fits = (string.IsNullOrEmpty(query.Account) || query.Account == position.Account)
                && (string.IsNullOrEmpty(query.Symbol) || query.Symbol == position.Symbol);
            if (fits) chosen.Add(position);
        }

        return chosen;
    }
}
