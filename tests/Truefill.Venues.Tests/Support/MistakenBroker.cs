using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;

namespace Truefill.Venues.Tests.Support;

/// <summary>An adapter of a broker that makes one mistake.</summary>
internal sealed class MistakenBroker(InMemoryBroker broker, Mistake mistake) : IPollingBroker, IPollingLookup
{
    public VenueCapabilities Capabilities => broker.Capabilities;

    public async Task<string> SubmitAsync(PollingOrder order, CancellationToken stop)
    {
        if (mistake == Mistake.SellsAreBuys) order = order with { Terms = order.Terms with { Side = Side.Buy } };
        try
        {
            return await broker.SubmitAsync(order, stop);
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
            { State: not PollingState.Filled } when mistake == Mistake.HidesParts =>
                status with { FilledQty = Qty.Zero, AvgPx = null },
            { State: PollingState.Canceled } when mistake == Mistake.CanceledIsFilled =>
                status with { State = PollingState.Filled },
            _ => status,
        };
    }

    public Task<string?> FindOrderIdAsync(string wireId, CancellationToken stop) =>
        broker.FindOrderIdAsync(wireId, stop);

    public async Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop)
    {
        IReadOnlyList<VenuePosition> all = await broker.GetPositionsAsync(stop);
        return mistake == Mistake.PositionsHaveNoSign ? [.. all.Select(p => p with { Qty = p.Qty.Abs })] : all;
    }

    public Task CancelAsync(string orderId, CancellationToken stop) => broker.CancelAsync(orderId, stop);
}
