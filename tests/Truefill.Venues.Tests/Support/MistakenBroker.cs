using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;

namespace Truefill.Venues.Tests.Support;

/// <summary>An adapter of a broker that makes one mistake.</summary>
/// <param name="takes">The types and lives that the broker takes; null: all that it has.</param>
internal sealed class MistakenBroker(InMemoryBroker broker, Mistake mistake, VenueCapabilities? takes = null)
    : IPollingBroker, IPollingLookup
{
    // Of this instance alone: what a process forgets.
    private readonly ConcurrentDictionary<string, string> sent = new();
    private readonly ConcurrentDictionary<string, bool> shown = new();
    private readonly ConcurrentDictionary<string, OrderTerms> terms = new();

    public VenueCapabilities Capabilities => takes ?? broker.Capabilities;

    public async Task<string> SubmitAsync(PollingOrder order, CancellationToken stop)
    {
        if (!Takes(order.Terms)) throw new RefusedByBrokerException($"not taken: {order.Terms}");
        if (mistake == Mistake.HoldsUpCaller) Thread.Sleep(400);
        if (mistake == Mistake.HangsInCaller) stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
        if (mistake == Mistake.SellsAreBuys) order = order with { Terms = order.Terms with { Side = Side.Buy } };
        sent.TryAdd(order.WireId, "");
        try
        {
            string id = await broker.SubmitAsync(order, stop);
            sent[order.WireId] = id;
            terms[id] = order.Terms;
            return id;
        }
        catch (HttpRequestException) when (mistake == Mistake.TriesAgain)
        {
            return await broker.SubmitAsync(order, stop);
        }
        catch (HttpRequestException) when (mistake == Mistake.ClaimsSuccess)
        {
            return "unknown";
        }
        catch (HttpRequestException e) when (mistake == Mistake.ClaimsFailure)
        {
            throw new NotSentException("timeout", e);
        }
    }

    public async Task<PollingOrderStatus?> GetOrderAsync(string orderId, CancellationToken stop)
    {
        PollingOrderStatus? status = await broker.GetOrderAsync(orderId, stop);
        return status switch
        {
            null => null,
            { State: not PollingState.Filled } when mistake == Mistake.HidesParts =>
                status with { FilledQty = Qty.Zero, AvgPx = null },
            { State: PollingState.Canceled } when mistake == Mistake.CanceledIsFilled =>
                status with { State = PollingState.Filled },
            { State: PollingState.Filled } when mistake == Mistake.ForgetsFilled => Once(orderId, status),
            { State: PollingState.Canceled } when mistake == Mistake.ForgetsCanceled => Once(orderId, status),
            _ when mistake == Mistake.WrongZone => status with { At = UtcNanos.Of(DateTimeOffset.UtcNow.AddHours(5)) },
            { AvgPx: { } px } when mistake == Mistake.PricesInCents =>
                status with { AvgPx = Px.FromTrusted(px.Value * 100) },
            { State: PollingState.Filled } when mistake == Mistake.WorseThanLimit => Worse(orderId, status),
            _ => status,
        };
    }

    public async Task<string?> FindOrderIdAsync(string wireId, CancellationToken stop)
    {
        if (mistake == Mistake.ForgetsIds && !sent.ContainsKey(wireId)) return null;
        return await broker.FindOrderIdAsync(wireId, stop)
            ?? (mistake == Mistake.FindsAnything ? sent.Values.FirstOrDefault() : null);
    }

    public async Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop)
    {
        IReadOnlyList<VenuePosition> all = await broker.GetPositionsAsync(stop);
        return mistake == Mistake.PositionsHaveNoSign ? [.. all.Select(p => p with { Qty = p.Qty.Abs })] : all;
    }

    public Task CancelAsync(string orderId, CancellationToken stop)
    {
        if (mistake == Mistake.ForgetsWhatToCancel && !sent.Values.Contains(orderId))
            throw new RefusedByBrokerException("not one of mine");

        // Whoever cancels an order follows it once more, and is to see how it is.
        shown.TryRemove(orderId, out _);
        return broker.CancelAsync(orderId, stop);
    }

    private bool Takes(in OrderTerms order)
    {
        VenueCapabilities type = order.OrdType == OrdType.Market ? VenueCapabilities.Market : VenueCapabilities.Limit;
        VenueCapabilities life = order.TimeInForce switch
        {
            TimeInForce.Day => VenueCapabilities.Day,
            TimeInForce.GoodTillCancel => VenueCapabilities.GoodTillCancel,
            _ => VenueCapabilities.ImmediateOrCancel,
        };
        return Capabilities.HasFlag(type | life);
    }

    private PollingOrderStatus? Once(string orderId, PollingOrderStatus status) =>
        shown.TryAdd(orderId, true) ? status : null;

    private PollingOrderStatus Worse(string orderId, PollingOrderStatus status) =>
        terms.TryGetValue(orderId, out OrderTerms of) && of.Price is { } limit
            ? status with { AvgPx = Px.FromTrusted(limit.Value + of.Side.Sign()) }
            : status;
}
