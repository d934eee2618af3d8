using System.Buffers;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

/// <summary>What is shown of the chain of an order that much was asked about.</summary>
public sealed class ChainViewTests
{
    private readonly EngineRig rig = new();
    private readonly Order order;

    public ChainViewTests()
    {
        Step(InputKind.DefineVenue, new DefineVenue("V", ReadOnly: false, VenueCapabilities.OrderEntry));
        Step(InputKind.SessionOpened, new SessionChange("V", ""));
        Step(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("C1"),
            Symbol = "IBM",
            Account = "A",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1), Px.FromTrusted(10)),
        });
        order = rig.Books.Orders.All.Single();
    }

    [Fact]
    public void Short_chain_is_shown_whole()
    {
        for (int i = 0; i < ChainView.Most; i++) Refused(ids: "");
        JsonElement shown = Shown();
        Assert.Equal(1 + ChainView.Most, shown.GetProperty("chain").GetArrayLength());
        Assert.False(shown.TryGetProperty("chain_length", out _));
    }

    [Fact]
    public void Long_chain_is_shown_by_its_end_and_by_what_clients_named()
    {
        Refused("MINE");
        for (int i = 0; i < 1000; i++) Refused(ids: "");
        JsonElement shown = Shown();
        string[] chain = [.. shown.GetProperty("chain").EnumerateArray().Select(id => id.GetString()!)];
        Assert.Equal(["C1", "MINE"], chain.Take(2));
        Assert.Equal(order.Chain.TakeLast(8).Select(request => request.Id.ToString()), chain.Skip(2));
        Assert.Equal(1002, shown.GetProperty("chain_length").GetInt32());
        Assert.InRange(shown.GetRawText().Length, 1, 2000);
    }

    private void Refused(string ids)
    {
        Step(InputKind.OrderCancelRequest, new OrderCancelRequest
        {
            OrigClOrdId = order.ClOrdId,
            ClOrdId = ids.Length == 0 ? default : ClOrdId.FromTrusted(ids),
        });
        Step(InputKind.SendFailed, new SendFailed(
            order.Handle, order.WireIdOf(order.Chain[^1]), AbortReason.NotSent));
    }

    private JsonElement Shown()
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes)) OrderView.Write(json, rig.Books, order);
        return JsonDocument.Parse(bytes.WrittenMemory).RootElement;
    }

    private void Step(InputKind kind, object body) => rig.Step(new Input { Kind = kind, Body = body, Source = "test" });
}
