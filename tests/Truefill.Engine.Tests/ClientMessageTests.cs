using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Clients;
using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

/// <summary>Numbered messages of clients: each is decided once, also when it comes again after a crash.</summary>
public sealed class ClientMessageTests
{
    private readonly EngineRig rig = new();

    [Fact]
    public void A_number_that_comes_again_is_a_duplicate_and_enters_nothing()
    {
        Assert.Equal(InputOutcome.Applied, Put(1, 1, Order("C1")).Outcome);
        Assert.Equal(InputOutcome.Duplicate, Put(1, 1, Order("C1")).Outcome);
        Assert.Equal(InputOutcome.Duplicate, Put(1, 1, Order("C2")).Outcome);
        Assert.Equal(1, rig.Books.Orders.Count);
        Assert.Equal(InputOutcome.Applied, Put(2, 1, Order("C2")).Outcome);
        Assert.Equal(2, rig.Books.Orders.Count);
    }

    [Fact]
    public void A_refusal_that_comes_again_is_not_decided_anew()
    {
        Assert.Equal(DenyReason.QuantityNotPositive, Put(1, 1, Order("C1", qty: 0)).Reason);
        Assert.Equal(InputOutcome.Duplicate, Put(1, 1, Order("C1")).Outcome);
        Assert.Equal(0, rig.Books.Orders.Count);
    }

    [Fact]
    public void Every_kind_of_message_replays_redecides_and_survives_a_checkpoint()
    {
        Put(1, 1, Order("C1"));
        Put(1, 2, new OrderCancelReplaceRequest { OrigClOrdId = Id("C1"), ClOrdId = Id("R1"), OrderQty = Qty.FromTrusted(5) });
        Put(1, 3, new OrderCancelRequest { OrigClOrdId = Id("C9"), ClOrdId = Id("X1") });
        Put(1, 4, new OrderCancelRequest { OrigClOrdId = Id("R1"), ClOrdId = Id("X2") }, symbol: "MSFT");
        Put(1, 5, Order("C2"));
        Put(1, 6, new OrderMassCancelRequest(Id("M1"), "", "", default));

        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        Assert.Null(rig.Redecide(out _));
        Assert.Empty(rig.Books.Orders.Open);
        Assert.Equal("R1", rig.Books.Orders.All.First().Chain[0].Id.ToString());
    }

    [Fact]
    public void What_a_mass_cancel_cannot_cancel_is_a_fact_for_each_order_and_replays()
    {
        rig.Step(new Input { Kind = InputKind.DefineVenue, Body = new DefineVenue("SIM", ReadOnly: false), Source = "test" });
        rig.Step(new Input { Kind = InputKind.SessionOpened, Body = new SessionChange("SIM"), Source = "test" });
        Put(1, 1, Order("C1"));
        Put(1, 2, Order("C2"));
        rig.Step(new Input { Kind = InputKind.SessionClosed, Body = new SessionChange("SIM"), Source = "test" });
        Put(1, 3, new OrderMassCancelRequest(Id("M1"), "", "", default));

        Heard heard = new();
        Replica replica = new();
        replica.Follow(heard);
        rig.Replay(into: replica);
        Assert.Equal(["M1 1 VenueNotConnected", "M1 2 VenueNotConnected"], heard.Denied);
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(replica.Books)));
        Assert.Null(rig.Redecide(out _));
    }

    [Fact]
    public void A_client_cannot_reach_an_order_of_another_source()
    {
        Put(1, 1, Order("C1"));
        Answer answer = Put(1, 1, new OrderCancelRequest { OrigClOrdId = Id("C1"), ClOrdId = Id("X1") }, source: "fix:OTHER");
        Assert.Equal(DenyReason.UnknownOrder, answer.Reason);
        Answer byOurId = Put(1, 2, new OrderCancelRequest { ClOrdId = Id("X2"), OrigClOrdId = default }, source: "fix:OTHER", orderId: "T1-1");
        Assert.Equal(DenyReason.UnknownOrder, byOurId.Reason);
        Assert.Equal(DenyReason.None, Put(1, 2, new OrderCancelRequest { ClOrdId = Id("X2"), OrigClOrdId = default }, orderId: "T1-1").Reason);
    }

    [Fact]
    public void What_a_request_states_of_its_order_is_held_against_it_and_redecided_as_it_was()
    {
        Put(1, 1, Order("C1"));
        OrderCancelReplaceRequest request = new() { OrigClOrdId = Id("C1"), ClOrdId = Id("R1"), OrderQty = Qty.FromTrusted(5) };
        Assert.Equal(DenyReason.ContradictsOrder, State(2, request, new() { Venue = "SIM" }));
        Assert.Equal(DenyReason.ContradictsOrder, State(3, request, new() { ReduceOnly = true }));
        Assert.Equal(DenyReason.UnsupportedField, State(4, request, new() { Currency = Currency.FromTrusted("EUR") }));
        Assert.Equal(DenyReason.UnsupportedField, State(5, Order("C2"), new() { Currency = Currency.FromTrusted("EUR") }));
        Assert.Equal(DenyReason.None, State(6, request, new() { Currency = Currency.Usd }));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        Assert.Null(rig.Redecide(out _));
    }

    private readonly record struct Stated(string Venue, bool ReduceOnly, Currency Currency);

    private DenyReason State(long number, object request, Stated stated) => rig.Step(new Input
    {
        Kind = InputKind.ClientMessage,
        Source = "fix:CLIENT",
        Body = new ClientMessage
        {
            Numbering = 1,
            MsgSeqNum = number,
            Request = request,
            Venue = stated.Venue ?? "",
            ReduceOnly = stated.ReduceOnly,
            Currency = stated.Currency,
        },
    })[0].Reason;

    private sealed class Heard : SelectiveFacts
    {
        public List<string> Denied { get; } = [];

        public override void Apply(in RequestDenied e) => Denied.Add($"{e.Request} {e.Order.Value} {e.Reason}");
    }

    private static ClOrdId Id(string id) => ClOrdId.FromTrusted(id);

    private static NewOrderSingle Order(string id, decimal qty = 10) => new()
    {
        ClOrdId = Id(id),
        Symbol = "IBM",
        Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(qty), Px.FromTrusted(10)),
    };

    private Answer Put(
        long numbering, long number, object request, string source = "fix:CLIENT", string symbol = "", string? orderId = null) =>
        rig.Step(new Input
        {
            Kind = InputKind.ClientMessage,
            Source = source,
            Body = new ClientMessage
            {
                Numbering = numbering,
                MsgSeqNum = number,
                Request = request,
                Symbol = symbol,
                OrderId = orderId is null ? default : Id(orderId),
            },
        })[0];
}
