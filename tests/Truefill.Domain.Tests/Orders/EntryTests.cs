using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// Decide tables: one request that breaks every rule, mended one rule at a time, names the rules in declared order.
/// </summary>
public class EntryTests
{
    [Fact]
    public void A_new_order_names_the_first_rule_it_breaks()
    {
        OrderRig rig = Configured();
        Assert.Equal(DenyReason.None, rig.New(OrderRig.Request() with { Account = "A", Venue = "V" }));
        OrderTerms bad = new(Side.Buy, OrdType.StopLimit, TimeInForce.Day, Qty.Zero);
        NewOrderSingle request = new()
        {
            ClOrdId = OrderRig.Id("X"),
            Symbol = "IBM",
            Account = "nobody",
            Venue = "nowhere",
            Strategy = "@suspense",
            Terms = bad,
        };
        List<(DenyReason Reason, NewOrderSingle Request)> table = [(DenyReason.DuplicateClOrdId, request with { Account = "A" })];
        void Then(DenyReason next, NewOrderSingle mended) => table.Add((next, mended));
        NewOrderSingle Last() => table[^1].Request;
        NewOrderSingle With(Func<OrderTerms, OrderTerms> mend) => Last() with { Terms = mend(Last().Terms) };

        Then(DenyReason.MalformedRequest, request with { ClOrdId = OrderRig.Id("Y") });
        Then(DenyReason.UnknownAccount, Last() with { Strategy = "mine" });
        Then(DenyReason.UnknownVenue, Last() with { Account = "A" });
        Then(DenyReason.QuantityNotPositive, Last() with { Venue = "V" });
        Then(DenyReason.PriceMissing, With(t => t with { OrderQty = OrderRig.Q(99_999_999_999_999_997) }));
        Then(DenyReason.PriceNotAllowed, With(t => t with { Price = OrderRig.P(-1) }));
        Then(DenyReason.StopPriceMissing, With(t => t with { Price = OrderRig.P(99_999_999.01m) }));
        Then(DenyReason.StopPriceNotAllowed, With(t => t with { StopPx = Px.Zero }));
        Then(DenyReason.OffTick, With(t => t with { StopPx = OrderRig.P(10) }));
        Then(DenyReason.OffLot, With(t => t with { Price = OrderRig.P(99_999_999.05m) }));
        Then(DenyReason.NotionalOutOfRange, With(t => t with { OrderQty = OrderRig.Q(99_999_999_999_999_990) }));
        Then(DenyReason.None, With(t => t with { OrderQty = OrderRig.Q(10) }));

        List<string> declared = [.. typeof(DenyReason).GetFields().Where(f => f.IsLiteral).Select(f => f.Name)];
        List<int> places = [.. table.SkipLast(1).Select(row => declared.IndexOf(row.Reason.ToString()))];
        Assert.Equal(places.Order(), places);
        foreach ((DenyReason reason, NewOrderSingle row) in table)
        {
            rig.Forget();
            Assert.Equal(reason, rig.New(row));
            if (reason == DenyReason.None) Assert.Equal("OrderSubmitted", rig.FactsSinceLast());
            else Assert.Equal(reason, rig.Last<OrderDenied>().Reason);
        }
    }

    [Fact]
    public void A_replace_names_the_first_rule_it_breaks()
    {
        OrderRig rig = Configured();
        rig.New(OrderRig.Request(quantity: 100) with { Account = "A", Venue = "V" });
        rig.Report(rig.The, ExecType.New);
        OrderCancelReplaceRequest request = new()
        {
            OrigClOrdId = default,
            ClOrdId = OrderRig.Id("X"),
            Account = "nobody",
            OrderQty = Qty.Zero,
            Price = OrderRig.P(-1),
            StopPx = OrderRig.P(1),
        };
        List<(DenyReason, OrderCancelReplaceRequest)> table = [(DenyReason.MalformedRequest, request)];
        void Then(DenyReason next, OrderCancelReplaceRequest mended) => table.Add((next, mended));
        OrderCancelReplaceRequest Last() => table[^1].Item2;
        Then(DenyReason.UnknownAccount, Last() with { OrigClOrdId = OrderRig.Id("nothing") });
        Then(DenyReason.DuplicateClOrdId, Last() with { Account = "A" });
        Then(DenyReason.QuantityNotPositive, Last() with { ClOrdId = OrderRig.Id("Y") });
        Then(DenyReason.UnknownOrder, Last() with { OrderQty = OrderRig.Q(99_999_999_999_999_997) });
        Then(DenyReason.PriceNotAllowed, Last() with { OrigClOrdId = OrderRig.Id("X") });
        Then(DenyReason.StopPriceNotAllowed, Last() with { Price = OrderRig.P(99_999_999.01m) });
        Then(DenyReason.OffTick, Last() with { StopPx = null });
        Then(DenyReason.OffLot, Last() with { Price = OrderRig.P(99_999_999.05m) });
        Then(DenyReason.NotionalOutOfRange, Last() with { OrderQty = OrderRig.Q(99_999_999_999_999_990) });
        Then(DenyReason.None, Last() with { OrderQty = OrderRig.Q(200) });
        foreach ((DenyReason reason, OrderCancelReplaceRequest row) in table)
        {
            rig.Forget();
            Assert.Equal(reason, rig.Orders.Replace(row, out _));
            Assert.Equal(reason == DenyReason.None ? "ReplaceRequested" : "", rig.FactsSinceLast());
        }

        Assert.Equal(DenyReason.RequestInFlight, rig.Replace(id: "Z", quantity: 300));
        rig.Report(rig.The, ExecType.Canceled);
        Assert.Equal(DenyReason.OrderNotOpen, rig.Replace(id: "Z", quantity: 300));
    }

    [Fact]
    public void A_cancel_names_the_first_rule_it_breaks()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        OrderCancelRequest request = new() { OrigClOrdId = default, ClOrdId = OrderRig.Id("X"), Account = "nobody" };
        Assert.Equal(DenyReason.MalformedRequest, rig.Orders.Cancel(request, out _));
        request = request with { OrigClOrdId = OrderRig.Id("nothing") };
        Assert.Equal(DenyReason.UnknownAccount, rig.Orders.Cancel(request, out _));
        request = request with { Account = "" };
        Assert.Equal(DenyReason.DuplicateClOrdId, rig.Orders.Cancel(request, out _));
        request = request with { ClOrdId = OrderRig.Id("C") };
        Assert.Equal(DenyReason.UnknownOrder, rig.Orders.Cancel(request, out _));
        request = request with { OrigClOrdId = OrderRig.Id("X") };
        Assert.Equal(DenyReason.None, rig.Orders.Cancel(request, out OrderHandle handle));
        Assert.Equal(order.Handle, handle);
        Assert.Equal(DenyReason.RequestInFlight, rig.Cancel(id: "C2"));
        rig.Report(order, ExecType.Canceled, "C");
        Assert.Equal(DenyReason.OrderNotOpen, rig.Cancel(id: "C3"));
    }

    [Fact]
    public void A_resolution_needs_a_person_a_reason_and_something_unknown()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        ResolveOrder request =
            new() { ClOrdId = OrderRig.Id("X"), As = Resolution.Canceled, By = "", Reason = "phone" };
        Assert.Equal(DenyReason.MalformedRequest, rig.Orders.Resolve(request, out _));
        request = request with { By = "ann" };
        Assert.Equal(DenyReason.UnknownAccount, rig.Orders.Resolve(request with { Account = "nobody" }, out _));
        Assert.Equal(DenyReason.UnknownOrder, rig.Orders.Resolve(request with { ClOrdId = OrderRig.Id("Q") }, out _));
        Assert.Equal(DenyReason.NotUnknown, rig.Orders.Resolve(request, out _));
        rig.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, rig.Deciding.Now));
        Assert.Equal(DenyReason.None, rig.Orders.Resolve(request, out _));
        Assert.Equal(OrdStatus.Canceled, order.OrdStatus);
    }

    [Theory]
    [InlineData("", "A")]
    [InlineData("B", "B")]
    public void Without_an_account_it_is_the_only_one_configured(string configuredToo, string expected)
    {
        OrderRig rig = new();
        rig.Emit.Apply(new AccountDefined(rig.Deciding.Account("A"), Currency.Usd, LotMethod.Fifo, default));
        if (configuredToo.Length > 0)
            rig.Emit.Apply(
                new AccountDefined(rig.Deciding.Account(configuredToo), Currency.Usd, LotMethod.Fifo, default));
        DenyReason reason = rig.New(OrderRig.Request() with { Account = configuredToo });
        Assert.Equal(DenyReason.None, reason);
        Assert.Equal(expected, rig.Books.Names.Of(rig.The.Account));
    }

    [Fact]
    public void Without_an_account_and_with_none_configured_it_is_the_default_one()
    {
        OrderRig rig = new();
        Assert.Equal("default", rig.Books.Names.Of(rig.Place().Account));
    }

    [Fact]
    public void Without_an_account_among_several_there_is_no_guessing()
    {
        OrderRig rig = Configured();
        Assert.Equal(DenyReason.UnknownAccount, rig.New(OrderRig.Request()));
        Assert.Equal(0, rig.Books.Orders.Count);
    }

    [Fact]
    public void Without_a_venue_it_is_the_accounts_own()
    {
        OrderRig rig = Configured();
        VenueId other = rig.Deciding.Venue("W");
        rig.Emit.Apply(new VenueDefined(other, ReadOnly: false));
        rig.Emit.Apply(new AccountDefined(rig.Deciding.Account("A"), Currency.Usd, LotMethod.Fifo, other));
        Assert.Equal(DenyReason.None, rig.New(OrderRig.Request() with { Account = "A" }));
        Assert.Equal(other, rig.The.Venue);
        Assert.Equal(DenyReason.UnknownVenue, rig.New(OrderRig.Request("Y") with { Account = "B" }));
    }

    [Theory]
    [InlineData(OrderRig.VenueName)]
    [InlineData("W")]
    public void Of_several_venues_none_is_meant_so_that_a_switch_on_one_of_them_does_not_name_the_refusal(string stopped)
    {
        OrderRig rig = new();
        rig.Emit.Apply(new VenueDefined(rig.Deciding.Venue("W"), ReadOnly: false));
        new KillDesk(rig.Deciding).Set(
            new SetKillSwitch(KillScope.Venue, stopped, null, KillSwitchState.Active, "stop", "ann"));

        Assert.Equal(DenyReason.UnknownVenue, rig.New(OrderRig.Request()));
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(OrderRig.Request("Y") with { Venue = stopped }));
    }

    [Fact]
    public void A_read_only_venue_takes_no_orders()
    {
        OrderRig rig = new(hasVenue: false);
        rig.Emit.Apply(new VenueDefined(rig.Venue, ReadOnly: true));
        Assert.Equal(DenyReason.UnknownVenue, rig.New(OrderRig.Request()));
    }

    [Fact]
    public void The_same_ClOrdID_is_another_order_for_another_source()
    {
        OrderRig rig = new();
        rig.Place();
        Assert.Equal(DenyReason.DuplicateClOrdId, rig.New(OrderRig.Request()));
        rig.From("cli");
        Assert.Equal(DenyReason.None, rig.New(OrderRig.Request()));
        Assert.Equal(LookupOutcome.Ambiguous, rig.Books.Orders.Find(OrderRig.Id("X")).Outcome);
    }

    [Fact]
    public void A_denied_order_registers_no_name_and_takes_no_number()
    {
        OrderRig rig = new();
        rig.New(OrderRig.Request() with { Symbol = "NEW", Strategy = "s", Terms = OrderRig.Limit(0) });
        Assert.Equal("OrderDenied", rig.FactsSinceLast());
        Assert.False(rig.Books.Names.Symbols.TryGet("NEW", out _));
        Assert.Equal(new OrderHandle(1), rig.Place().Handle);
        Assert.Equal(1, rig.Books.Orders.DeniedCount);
    }

    private static OrderRig Configured()
    {
        OrderRig rig = new();
        foreach (string name in new[] { "A", "B" })
            rig.Emit.Apply(new AccountDefined(rig.Deciding.Account(name), Currency.Usd, LotMethod.Fifo, default));
        rig.Emit.Apply(new InstrumentDefined(
            rig.Deciding.Symbol("IBM"), OrderRig.P(1), OrderRig.P(0.05m), OrderRig.Q(10), Currency.Usd,
            AllowsNonPositivePrice: false));
        return rig;
    }
}
