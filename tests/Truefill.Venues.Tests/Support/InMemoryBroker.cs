using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;

namespace Truefill.Venues.Tests.Support;

/// <summary>A broker that fills what crosses its price, and errs where it is told to.</summary>
internal sealed class InMemoryBroker(decimal price) : IPollingBroker, IPollingLookup
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> orders = [];
    private readonly Dictionary<string, int> polls = [];
    private readonly Dictionary<string, int> unknown = [];

    public VenueCapabilities Capabilities =>
        VenueCapabilities.Market | VenueCapabilities.Limit | VenueCapabilities.Day | VenueCapabilities.GoodTillCancel
        | VenueCapabilities.RejectsDuplicateIds;

    /// <summary>Thrown by the next submit before it has an effect.</summary>
    public Exception? FailsBeforeSubmit { get; set; }

    /// <summary>Thrown by the next submit after it has had its effect.</summary>
    public Exception? FailsAfterSubmit { get; set; }

    /// <summary>Thrown by every poll while it is set.</summary>
    public Exception? FailsPolls { get; set; }

    /// <summary>Thrown by the next poll of an order.</summary>
    public Exception? FailsNextPoll { get; set; }

    /// <summary>The answer to the next poll of an order is as of now and comes after this.</summary>
    public Task? NextAnswerWaitsFor { get; set; }

    /// <summary>The next submit returns this instead of the order's id, if it is set.</summary>
    public (bool IsSet, string? Id) GivesId { get; set; }

    /// <summary>It answers no when it is asked about this order.</summary>
    public string? RefusesToTell { get; set; }

    /// <summary>The next submit waits for it.</summary>
    public Task SubmitWaitsFor { get; set; } = Task.CompletedTask;

    /// <summary>Where it is set, the next submit has its effect and is then not answered before this.</summary>
    public Task? NextSubmitAnsweredAfter { get; set; }

    /// <summary>Done after each list of positions has been made, and before it is answered.</summary>
    public Action WhenListed { get; set; } = () => { };

    public int OrderCount
    {
        get
        {
            lock (gate) return orders.Count;
        }
    }

    public int WorkingCount
    {
        get
        {
            lock (gate) return orders.Values.Count(order => order.State == PollingState.Working);
        }
    }

    public async Task<string> SubmitAsync(PollingOrder order, CancellationToken stop)
    {
        if (FailsBeforeSubmit is { } early) throw Once(early, () => FailsBeforeSubmit = null);
        await SubmitWaitsFor;
        string id;
        lock (gate)
        {
            if (orders.Values.Any(known => known.Order.WireId == order.WireId))
                throw new RefusedByBrokerException("the id was used before");
            id = "B" + (orders.Count + 1);
            orders.Add(id, new Entry(order));
            bool crosses = order.Terms.Price is not { } limit
                || (order.Terms.Side == Side.Buy ? limit.Value >= price : limit.Value <= price);
            if (crosses) orders[id].Fill(order.Terms.OrderQty.Value, price);
        }

        if (FailsAfterSubmit is { } late) throw Once(late, () => FailsAfterSubmit = null);
        if (NextSubmitAnsweredAfter is { } answer)
        {
            NextSubmitAnsweredAfter = null;
            await answer;
        }

        (bool isSet, string? given) = GivesId;
        GivesId = default;
        return isSet ? given! : id;
    }

    public async Task<PollingOrderStatus?> GetOrderAsync(string orderId, CancellationToken stop)
    {
        lock (gate) polls[orderId] = polls.GetValueOrDefault(orderId) + 1;
        if (FailsPolls is { } error) throw error;
        if (RefusesToTell == orderId) throw new RefusedByBrokerException("archived");
        if (FailsNextPoll is { } next) throw Once(next, () => FailsNextPoll = null);
        PollingOrderStatus? status;
        lock (gate)
        {
            status = orders.TryGetValue(orderId, out Entry? order) ? order.Status : null;
            if (status is null) unknown[orderId] = unknown.GetValueOrDefault(orderId) + 1;
        }

        if (NextAnswerWaitsFor is { } late)
        {
            NextAnswerWaitsFor = null;
            await late;
        }

        return status;
    }

    public Task<string?> FindOrderIdAsync(string wireId, CancellationToken stop)
    {
        lock (gate)
            return Task.FromResult(orders.Where(o => o.Value.Order.WireId == wireId).Select(o => o.Key).FirstOrDefault());
    }

    public Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop)
    {
        if (FailsPolls is { } error) throw error;
        IReadOnlyList<VenuePosition> positions;
        lock (gate)
        {
            positions = [.. orders.Values
                .GroupBy(o => (o.Order.Account, o.Order.Symbol))
                .Select(g => new VenuePosition(
                    g.Key.Account, g.Key.Symbol, Qty.FromTrusted(g.Sum(o => o.Order.Terms.Side.Sign() * o.Filled))))];
        }

        WhenListed();
        return Task.FromResult(positions);
    }

    public Task CancelAsync(string orderId, CancellationToken stop)
    {
        lock (gate)
        {
            Entry order = orders[orderId];
            if (order.State != PollingState.Working) throw new RefusedByBrokerException($"it is {order.State}");
            order.State = PollingState.Canceled;
        }

        return Task.CompletedTask;
    }

    /// <summary>Trades an order in part.</summary>
    public void Fill(string orderId, decimal qty, decimal at)
    {
        lock (gate) orders[orderId].Fill(qty, at);
    }

    /// <summary>Shows an order as it never should be.</summary>
    public void Show(string orderId, PollingOrderStatus? status)
    {
        lock (gate) orders[orderId].Shown = (true, status);
    }

    public void ShowAsItIs(string orderId)
    {
        lock (gate) orders[orderId].Shown = default;
    }

    /// <summary>So often it was asked about the order.</summary>
    public int PollsOf(string orderId)
    {
        lock (gate) return polls.GetValueOrDefault(orderId);
    }

    /// <summary>So often it was asked about the order, and did not know it.</summary>
    public int TimesUnknown(string orderId)
    {
        lock (gate) return unknown.GetValueOrDefault(orderId);
    }

    private static Exception Once(Exception error, Action clear)
    {
        clear();
        return error;
    }

    private sealed class Entry(PollingOrder order)
    {
        private decimal value;

        public PollingOrder Order { get; } = order;

        public PollingState State { get; set; }

        public decimal Filled { get; private set; }

        public (bool IsSet, PollingOrderStatus? Status) Shown { get; set; }

        public PollingOrderStatus? Status => Shown.IsSet
            ? Shown.Status
            : new PollingOrderStatus(
                State, Qty.FromTrusted(Filled), Filled == 0 ? null : Px.FromTrusted(ExactDecimal.Normalize(value / Filled)));

        public void Fill(decimal qty, decimal at)
        {
            Filled += qty;
            value += qty * at;
            if (Filled >= Order.Terms.OrderQty.Value) State = PollingState.Filled;
        }
    }
}
