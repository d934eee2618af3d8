using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues;
using Truefill.Venues.Polling;

namespace Truefill.Samples;

/// <summary>A made-up broker with a plain JSON interface: copy this, and change the paths and the fields.</summary>
public sealed class RestBroker(HttpClient http) : IPollingBroker, IPollingLookup
{
    public VenueCapabilities Capabilities =>
        VenueCapabilities.Market | VenueCapabilities.Limit | VenueCapabilities.Day | VenueCapabilities.GoodTillCancel
        | VenueCapabilities.RejectsDuplicateIds;

    public async Task<string> SubmitAsync(PollingOrder order, CancellationToken stop)
    {
        OrderTerms terms = order.Terms;
        NewOrder body = new(
            order.WireId, order.Account, order.Symbol, terms.Side == Side.Buy ? "buy" : "sell", terms.OrderQty.Value,
            terms.OrdType == OrdType.Market ? "market" : "limit", terms.Price?.Value,
            terms.TimeInForce == TimeInForce.Day ? "day" : "gtc");
        using HttpResponseMessage answer = await CallAsync(HttpMethod.Post, "orders", JsonContent.Create(body), stop);
        return (await Strictly.ReadAsync<BrokerOrderId>(answer, stop)).Id;
    }

    public async Task<PollingOrderStatus?> GetOrderAsync(string orderId, CancellationToken stop)
    {
        using HttpResponseMessage answer = await CallAsync(HttpMethod.Get, $"orders/{orderId}", null, stop);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        return (await Strictly.ReadAsync<BrokerOrder>(answer, stop)).ToStatus();
    }

    public async Task<string?> FindOrderIdAsync(string wireId, CancellationToken stop)
    {
        using HttpResponseMessage answer = await CallAsync(HttpMethod.Get, $"orders?client_id={wireId}", null, stop);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        return (await Strictly.ReadAsync<BrokerOrderId>(answer, stop)).Id;
    }

    public async Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop)
    {
        using HttpResponseMessage answer = await CallAsync(HttpMethod.Get, "positions", null, stop);
        return [.. (await Strictly.ReadAsync<BrokerPosition[]>(answer, stop)).Select(p => p.ToPosition())];
    }

    public async Task CancelAsync(string orderId, CancellationToken stop) =>
        (await CallAsync(HttpMethod.Delete, $"orders/{orderId}", null, stop)).Dispose();

    // No connection: nothing left. An answer of 400 or 409: the broker said no. All else throws as it is: nobody knows.
    private async Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string path, HttpContent? body, CancellationToken stop)
    {
        try
        {
            using HttpRequestMessage request = new(method, path) { Content = body };
            HttpResponseMessage answer = await http.SendAsync(request, stop);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
                throw new RefusedByBrokerException(await answer.Content.ReadAsStringAsync(stop));
            bool isUnknown = answer.StatusCode == HttpStatusCode.NotFound && method == HttpMethod.Get;
            return isUnknown ? answer : answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new NotSentException("no connection to the broker", e);
        }
    }
}
