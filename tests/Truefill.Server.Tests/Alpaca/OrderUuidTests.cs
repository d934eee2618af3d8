using System;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;
using Truefill.Server.Alpaca;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Ids that are worked out of an order and lead back to it.</summary>
public sealed class OrderUuidTests
{
    private readonly EngineRig rig = new();

    public OrderUuidTests() => rig.Step(new Input
    {
        Kind = InputKind.NewOrderSingle,
        Source = "test",
        Body = new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("A"),
            Symbol = "IBM",
            Account = "ACC1",
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1)),
        },
    });

    [Theory]
    [InlineData(0, LegKind.None)]
    [InlineData(1, LegKind.StopLoss)]
    [InlineData(65_535, LegKind.None)]
    [InlineData(65_536, LegKind.None)]
    [InlineData(65_537, LegKind.TakeProfit)]
    [InlineData(16_777_215, LegKind.None)]
    public void An_id_leads_back_however_often_the_order_was_changed(int request, LegKind leg)
    {
        Guid id = OrderUuid.Of(TheOrder, request, leg);

        Assert.True(OrderUuid.TryFind(rig.Books, id, out Order found, out int foundRequest, out LegKind foundLeg));
        Assert.Equal((TheOrder, request, leg), (found, foundRequest, foundLeg));
    }

    [Fact]
    public void Ids_of_different_requests_differ()
    {
        int[] requests = [0, 1, 65_536, 65_537];
        Assert.Equal(4, requests.Select(each => OrderUuid.Of(TheOrder, each)).Distinct().Count());
    }

    [Theory]
    [InlineData(0, "00000001-0000-8000-")]
    [InlineData(5, "00000001-0005-8000-")]
    [InlineData(65_535, "00000001-ffff-8000-")]
    [InlineData(65_536, "00000001-0000-8001-")]
    public void An_id_that_was_told_once_stays_the_same(int request, string begins) =>
        Assert.StartsWith(begins, OrderUuid.Of(TheOrder, request).ToString(), StringComparison.Ordinal);

    private Order TheOrder => rig.Books.Orders.All.Single();
}
