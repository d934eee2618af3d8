using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;
using Truefill.Venues;

namespace Truefill.Engine.Tests;

/// <summary>When a kill switch sends one request for everything, and that it never replaces the single ones.</summary>
public sealed class MassCancelTests
{
    private readonly EngineRig rig = new();

    [Fact]
    public void A_switch_that_covers_all_that_is_open_sends_one_request_before_the_single_cancels()
    {
        Open(VenueCapabilities.OrderEntry | VenueCapabilities.MassCancel);
        Enter("one", "AAA");
        Enter("two", "BBB");

        Assert.Equal(
            [VenueCommandKind.CancelAll, VenueCommandKind.Cancel, VenueCommandKind.Cancel], Engage(KillScope.Global, ""));
        ReleasedCommand all = rig.Effects.Commands[0];
        Assert.False(all.AddsRisk);
        Assert.Equal(rig.Effects.Commands[1].Venue, all.Venue);
        Assert.False(all.Command.WireId.IsNone);
    }

    [Fact]
    public void An_order_that_the_switch_does_not_cover_is_not_taken_along()
    {
        Open(VenueCapabilities.OrderEntry | VenueCapabilities.MassCancel);
        Enter("one", "AAA");
        Enter("two", "AAA");
        Enter("other", "BBB");

        Assert.Equal([VenueCommandKind.Cancel, VenueCommandKind.Cancel], Engage(KillScope.Symbol, "AAA"));
    }

    [Fact]
    public void A_protective_leg_is_not_taken_along()
    {
        Open(VenueCapabilities.OrderEntry | VenueCapabilities.MassCancel | VenueCapabilities.OneCancelsOther);
        Enter("one", "AAA");
        Enter("two", "AAA");
        Enter("three", "AAA", stopLoss: 9);
        Order parent = rig.Books.Orders.All.Last();
        rig.Step(new Input
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:SIM",
            Report = new ExecutionReport
            {
                Venue = parent.Venue,
                ExecType = ExecType.Trade,
                ClOrdId = parent.WireId,
                ExecId = new ExecId(ShortText.FromTrusted("E1")),
                SymbolName = "AAA",
                Side = Side.Buy,
                LastQty = Qty.FromTrusted(1),
                LastPx = Px.FromTrusted(10),
            },
        });
        Assert.Contains(rig.Books.Orders.Open, order => order.Leg != LegKind.None);

        Assert.DoesNotContain(VenueCommandKind.CancelAll, Engage(KillScope.Global, ""));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_order_of_somebody_else_that_is_only_reported_is_not_taken_along(bool listsOrders)
    {
        VenueCapabilities lists = listsOrders ? VenueCapabilities.QueryOpenOrders : VenueCapabilities.None;
        Open(VenueCapabilities.OrderEntry | VenueCapabilities.MassCancel | lists, OrphanPolicy.Report);
        Enter("one", "AAA");
        Enter("two", "BBB");
        rig.Step(new Input
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:SIM",
            Report = new ExecutionReport
            {
                Venue = rig.Books.Orders.All.First().Venue,
                ExecType = ExecType.New,
                ClOrdId = ClOrdId.FromTrusted("BOT-7"),
                OrderId = OrderId.FromTrusted("V99"),
                OrdStatus = OrdStatus.New,
                SymbolName = "AAA",
                AccountName = "A",
                Side = Side.Sell,
                OrderQty = Qty.FromTrusted(30),
            },
        });
        Assert.Equal(listsOrders ? 1 : 0, rig.Books.Reconciliation.Looks.Count());
        Assert.Equal(listsOrders ? 0 : 1, rig.Books.Reconciliation.Breaks.Count());

        Assert.Equal([VenueCommandKind.Cancel, VenueCommandKind.Cancel], Engage(KillScope.Global, ""));
    }

    [Fact]
    public void A_venue_that_does_not_claim_it_gets_single_cancels_only()
    {
        Open(VenueCapabilities.OrderEntry);
        Enter("one", "AAA");
        Enter("two", "BBB");

        Assert.Equal([VenueCommandKind.Cancel, VenueCommandKind.Cancel], Engage(KillScope.Global, ""));
    }

    [Fact]
    public void One_order_needs_no_request_for_all()
    {
        Open(VenueCapabilities.OrderEntry | VenueCapabilities.MassCancel);
        Enter("one", "AAA");

        Assert.Equal([VenueCommandKind.Cancel], Engage(KillScope.Global, ""));
    }

    private void Open(VenueCapabilities can, OrphanPolicy orphans = OrphanPolicy.Adopt)
    {
        rig.Step(Body(InputKind.DefineVenue, new DefineVenue("SIM", ReadOnly: false, can, Orphans: orphans)));
        rig.Step(Body(InputKind.SessionOpened, new SessionChange("SIM")));
    }

    private List<VenueCommandKind> Engage(KillScope scope, string target)
    {
        rig.Step(Body(
            InputKind.SetKillSwitch, new SetKillSwitch(scope, target, null, KillSwitchState.Active, "stop", "ann")));
        return [.. rig.Effects.Commands.Select(command => command.Command.Kind)];
    }

    private void Enter(string id, string symbol, decimal? stopLoss = null)
    {
        IReadOnlyList<Answer> answers = rig.Step(Body(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(id),
            Symbol = symbol,
            Account = "A",
            Venue = "SIM",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1), Px.FromTrusted(10)),
            Bracket = stopLoss is { } stop ? new Bracket(null, Px.FromTrusted(stop)) : null,
        }));
        Assert.Equal(DenyReason.None, answers[0].Reason);
    }

    private static Input Body(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "test" };
}
