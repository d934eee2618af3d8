using System;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Venues;

namespace Truefill.Domain.Tests.Risk;

public sealed class KillSwitchTests
{
    private static readonly SetKillSwitch Global = new(KillScope.Global, "", null, KillSwitchState.Active, "stop", "ann");

    [Fact]
    public void Active_switch_refuses_new_orders_and_says_so_first()
    {
        VenueRig rig = new();
        rig.Kills.Set(Global);
        Assert.Equal(DenyReason.KillSwitchActive, rig.OrderRig.New(OrderRig.Request(quantity: -1)));
    }

    [Fact]
    public void Warning_lets_orders_through()
    {
        VenueRig rig = new();
        rig.Kills.Set(Global with { State = KillSwitchState.Warning });
        Assert.Equal(DenyReason.None, rig.OrderRig.New(OrderRig.Request()));
    }

    [Fact]
    public void Engaging_cancels_what_works_and_aborts_what_is_held()
    {
        VenueRig rig = new();
        Order working = rig.OrderRig.Place("W");
        Order held = HeldOrder(rig);
        rig.Kills.Set(Global);
        Assert.Equal(working.Handle, Assert.Single(rig.OrderRig.Facts.OfType<CancelRequested>()).Order);
        Assert.Equal(AbortReason.KillSwitch, Assert.Single(rig.OrderRig.Facts.OfType<SubmitAborted>()).Reason);
        Assert.False(held.IsOpen);
    }

    [Fact]
    public void Cancel_that_the_venue_refused_is_asked_for_again()
    {
        VenueRig rig = new();
        Order working = rig.OrderRig.Place("W");
        rig.Kills.Set(Global);
        OrderRequest first = working.Chain[^1];
        rig.OrderRig.Orders.Report(new OrderCancelReject
        {
            Venue = rig.OrderRig.Venue,
            ClOrdId = working.WireIdOf(first),
            OrigClOrdId = working.WireId,
        });
        rig.Pass(1);
        Assert.Single(rig.OrderRig.Facts.OfType<CancelRequested>());
        rig.Pass(2);
        Assert.Equal(2, rig.OrderRig.Facts.OfType<CancelRequested>().Count());
    }

    [Fact]
    public void Cancel_that_the_venue_always_refuses_is_asked_for_less_and_less_often()
    {
        VenueRig rig = new();
        Order working = rig.OrderRig.Place("W");
        rig.Kills.Set(Global);
        RefuseFor(rig, working, seconds: 86_400);
        long[] seconds = [.. working.Chain.Select(r => (r.At.Value - working.Chain[0].At.Value) / 1_000_000_000)];
        Assert.Equal([0, 2, 6, 14, 30, 62, 126, 254, 510, 810, 1110], seconds.Take(11));
        Assert.InRange(seconds.Length, 250, 300);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("switch")]
    [InlineData("replace")]
    public void New_occasion_to_cancel_is_taken_as_soon_as_the_first_one(string occasion)
    {
        VenueRig rig = new();
        Order working = rig.OrderRig.Place("W");
        rig.Kills.Set(Global with { Scope = KillScope.Symbol, Target = "IBM" });
        RefuseFor(rig, working, seconds: 900);
        if (occasion == "session")
        {
            rig.Venues.Closed(rig.OrderRig.Venue, "line dropped");
            rig.Venues.Opened(rig.OrderRig.Venue);
        }
        else if (occasion == "switch")
        {
            rig.Kills.Set(Global);
        }
        else
        {
            rig.OrderRig.Replace("W", quantity: 50);
            rig.OrderRig.Report(working, ExecType.Replaced, "R");
        }

        int before = working.Chain.Count(r => r.Kind == RequestKind.Cancel);
        RefuseFor(rig, working, seconds: 10);
        Assert.InRange(working.Chain.Count(r => r.Kind == RequestKind.Cancel) - before, 2, 3);
    }

    [Fact]
    public void Narrow_switch_stops_only_what_it_covers()
    {
        VenueRig rig = new();
        rig.Kills.Set(Global with { Scope = KillScope.Symbol, Target = "IBM" });
        Assert.Equal(DenyReason.KillSwitchActive, rig.OrderRig.New(OrderRig.Request()));
        Assert.Equal(DenyReason.None, rig.OrderRig.New(OrderRig.Request("Y") with { Symbol = "MSFT" }));
    }

    [Fact]
    public void Releasing_one_scope_releases_no_other()
    {
        VenueRig rig = new();
        rig.Kills.Set(Global);
        rig.Kills.Set(Global with { Scope = KillScope.Symbol, Target = "IBM" });
        rig.Kills.Set(Global with { State = KillSwitchState.Off });
        Assert.Equal(DenyReason.KillSwitchActive, rig.OrderRig.New(OrderRig.Request()));
        Assert.Single(rig.Books.KillSwitch.Engaged);
    }

    [Fact]
    public void Engaging_stops_every_order_that_it_covers_among_others_that_it_does_not()
    {
        GateRig rig = new();
        foreach (string symbol in new[] { "IBM", "MSFT", "IBM", "AAPL", "IBM", "MSFT" })
            rig.New(GateRig.Buy(10, 10), symbol: symbol);
        SetKillSwitch ibm = Global with { Scope = KillScope.Symbol, Target = "IBM" };
        rig.Kills.Set(ibm);
        rig.Kills.Set(Global with { Scope = KillScope.Account, Target = "A", State = KillSwitchState.Warning });
        Assert.Equal([1, 3, 5], rig.Facts.OfType<CancelRequested>().Select(fact => fact.Order.Value));
        rig.Kills.Set(ibm with { Target = "MSFT" });
        Assert.Equal([1, 3, 5, 2, 6], rig.Facts.OfType<CancelRequested>().Select(fact => fact.Order.Value));
        rig.Kills.Set(Global with { Scope = KillScope.Strategy, Target = "unheard of" });
        rig.Kills.Set(Global);
        Assert.Equal([1, 3, 5, 2, 6, 4], rig.Facts.OfType<CancelRequested>().Select(fact => fact.Order.Value));
    }

    public static TheoryData<KillScope, KillSwitchType?, KillSwitchState> Combinations()
    {
        TheoryData<KillScope, KillSwitchType?, KillSwitchState> all = [];
        foreach (KillScope scope in Enum.GetValues<KillScope>())
            foreach (KillSwitchState state in Enum.GetValues<KillSwitchState>())
            {
                all.Add(scope, null, state);
                foreach (KillSwitchType type in Enum.GetValues<KillSwitchType>()) all.Add(scope, type, state);
            }

        return all;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Type_has_to_fit_the_scope_and_a_switch_stops_what_it_covers_while_it_is_active_and_nothing_else(
        KillScope scope, KillSwitchType? type, KillSwitchState state)
    {
        KillSwitchType[] fitting = scope switch
        {
            KillScope.Global => [KillSwitchType.Global, KillSwitchType.Manual, KillSwitchType.RiskLimit],
            KillScope.Symbol => [KillSwitchType.SymbolLevel, KillSwitchType.RiskLimit],
            _ => [KillSwitchType.Manual, KillSwitchType.RiskLimit],
        };
        string target = scope switch
        {
            KillScope.Global => "",
            KillScope.Venue => OrderRig.VenueName,
            KillScope.Account => "ACC1",
            KillScope.Strategy => "swing",
            _ => "IBM",
        };
        SetKillSwitch set = Global with { Scope = scope, Target = target, Type = type, State = state };
        VenueRig rig = new();
        bool fits = type is not { } stated || fitting.Contains(stated);
        Assert.Equal(fits ? DenyReason.None : DenyReason.MalformedRequest, rig.Kills.Set(set));
        bool stops = fits && state == KillSwitchState.Active;
        Assert.Equal(stops ? DenyReason.KillSwitchActive : DenyReason.None, Enter(rig, "A"));
        Assert.Equal(fits && state != KillSwitchState.Off, rig.Books.KillSwitch.IsAnyEngaged);
        if (stops)
        {
            KillSwitchEntry entry = Assert.Single(rig.Books.KillSwitch.Engaged);
            Assert.Equal(
                (scope, type ?? fitting[0], "stop", "ann"), (entry.Scope, entry.Type, entry.Reason, entry.By));
            rig.Kills.Set(set with { State = KillSwitchState.Off, Reason = "mended" });
            Assert.Equal(DenyReason.None, Enter(rig, "B"));
        }

        if (scope == KillScope.Global) return;
        rig.Kills.Set(set with { Target = "OTHER" });
        Assert.Equal(DenyReason.None, Enter(rig, "C"));
    }

    [Fact]
    public void Change_without_a_name_or_a_reason_is_refused()
    {
        VenueRig rig = new();
        Assert.Equal(DenyReason.MalformedRequest, rig.Kills.Set(Global with { By = "" }));
        Assert.Equal(DenyReason.MalformedRequest, rig.Kills.Set(Global with { Reason = "" }));
        Assert.False(rig.Books.KillSwitch.IsAnyEngaged);
    }

    [Fact]
    public void Reducing_quantity_by_replace_passes_and_raising_it_does_not()
    {
        VenueRig rig = new();
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Emit.Apply(new KillSwitchSet(
            KillScope.Global, 0, KillSwitchType.Global, KillSwitchState.Active, "stop", "ann",
            rig.OrderRig.Deciding.Now));
        Assert.Equal(DenyReason.KillSwitchActive, Replace(rig, order, 150));
        Assert.Equal(DenyReason.None, Replace(rig, order, 50));
    }

    private static DenyReason Enter(VenueRig rig, string id) =>
        rig.OrderRig.New(OrderRig.Request(id) with { Account = "ACC1", Strategy = "swing" });

    private static DenyReason Replace(VenueRig rig, Order order, decimal quantity) => rig.OrderRig.Orders.Replace(
        new OrderCancelReplaceRequest { OrigClOrdId = order.ClOrdId, OrderQty = OrderRig.Q(quantity) }, out _);

    private static Order HeldOrder(VenueRig rig)
    {
        rig.Venues.Hold(new Domain.Venues.Commands.HoldTrading(OrderRig.VenueName, "ann", "wait"));
        Order held = rig.Submit("H");
        Assert.True(held.IsHeld);
        return held;
    }

    private static void RefuseFor(VenueRig rig, Order order, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            if (order.Outstanding() is { Kind: RequestKind.Cancel } cancel)
            {
                rig.OrderRig.Orders.Report(new OrderCancelReject
                {
                    Venue = rig.OrderRig.Venue,
                    ClOrdId = order.WireIdOf(cancel),
                    OrigClOrdId = order.WireIdInForce,
                });
            }

            rig.Pass(1);
        }
    }
}
