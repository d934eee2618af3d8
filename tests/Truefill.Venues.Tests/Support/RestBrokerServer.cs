using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Samples;
using Truefill.Venues.Polling;

namespace Truefill.Venues.Tests.Support;

/// <summary>The made-up broker of the sample: its JSON interface in front of a broker in memory, without a socket.</summary>
internal sealed class RestBrokerServer(InMemoryBroker broker) : HttpMessageHandler
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>True: no connection can be made.</summary>
    public bool IsDown { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (IsDown) throw new HttpRequestException(HttpRequestError.ConnectionError);
        string path = request.RequestUri!.PathAndQuery.TrimStart('/');
        try
        {
            return (request.Method.Method, path.Split('/', '?')) switch
            {
                ("POST", ["orders"]) => Answer(new BrokerOrderId(await SubmitAsync(request, stop))),
                ("GET", ["orders", var query]) when query.StartsWith("client_id=", StringComparison.Ordinal) =>
                    await broker.FindOrderIdAsync(query["client_id=".Length..], stop) is { } id
                        ? Answer(new BrokerOrderId(id))
                        : new HttpResponseMessage(HttpStatusCode.NotFound),
                ("GET", ["orders", var id]) => await OrderAsync(id, stop),
                ("GET", ["positions"]) => Answer((await broker.GetPositionsAsync(stop))
                    .Select(p => new BrokerPosition(p.Account, p.Symbol, p.Qty.Value))),
                ("DELETE", ["orders", var id]) => await CancelAsync(id, stop),
                _ => new HttpResponseMessage(HttpStatusCode.MethodNotAllowed),
            };
        }
        catch (RefusedByBrokerException e)
        {
            return new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StringContent(e.Message) };
        }
    }

    private static HttpResponseMessage Answer(object body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(body, Json)) };

    private async Task<string> SubmitAsync(HttpRequestMessage request, CancellationToken stop)
    {
        NewOrder order =
            JsonSerializer.Deserialize<NewOrder>(await request.Content!.ReadAsStringAsync(stop), Json)!;
        OrderTerms terms = new(
            order.Side == "buy" ? Side.Buy : Side.Sell,
            order.Type == "market" ? OrdType.Market : OrdType.Limit,
            order.Life == "day" ? TimeInForce.Day : TimeInForce.GoodTillCancel,
            Qty.FromTrusted(order.Qty),
            order.Limit is { } limit ? Px.FromTrusted(limit) : null);
        return await broker.SubmitAsync(new PollingOrder(order.ClientId, order.Account, order.Symbol, terms), stop);
    }

    private async Task<HttpResponseMessage> OrderAsync(string id, CancellationToken stop)
    {
        PollingOrderStatus? status = await broker.GetOrderAsync(id, stop);
        if (status is null) return new HttpResponseMessage(HttpStatusCode.NotFound);
        return Answer(new BrokerOrder(
            id, status.State.ToString(), status.FilledQty.Value, status.AvgPx?.Value, status.Text));
    }

    private async Task<HttpResponseMessage> CancelAsync(string id, CancellationToken stop)
    {
        await broker.CancelAsync(id, stop);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }
}
