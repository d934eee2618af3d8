using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
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
        Desk desk = Configured();
        Assert.Equal(DenyReason.None, desk.New(Desk.Request() with { Account = "A", Venue = "V" }));
        OrderTerms bad = new(Side.Buy, OrdType.StopLimit, TimeInForce.Day, Qty.Zero);
        NewOrderSingle request = new()
        {
            ClOrdId = Desk.Id("X"),
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

        Then(DenyReason.MalformedRequest, request with { ClOrdId = Desk.Id("Y") });
        Then(DenyReason.UnknownAccount, Last() with { Strategy = "mine" });
        Then(DenyReason.UnknownVenue, Last() with { Account = "A" });
        Then(DenyReason.QuantityNotPositive, Last() with { Venue = "V" });
        Then(DenyReason.PriceMissing, With(t => t with { OrderQty = Desk.Q(99_999_999_999_999_997) }));
        Then(DenyReason.PriceNotAllowed, With(t => t with { Price = Desk.P(-1) }));
        Then(DenyReason.StopPriceMissing, With(t => t with { Price = Desk.P(99_999_999.01m) }));
        Then(DenyReason.StopPriceNotAllowed, With(t => t with { StopPx = Px.Zero }));
        Then(DenyReason.OffTick, With(t => t with { StopPx = Desk.P(10) }));
        Then(DenyReason.OffLot, With(t => t with { Price = Desk.P(99_999_999.05m) }));
        Then(DenyReason.NotionalOutOfRange, With(t => t with { OrderQty = Desk.Q(99_999_999_999_999_990) }));
        Then(DenyReason.None, With(t => t with { OrderQty = Desk.Q(10) }));

        List<string> declared = [.. typeof(DenyReason).GetFields().Where(f => f.IsLiteral).Select(f => f.Name)];
        List<int> places = [.. table.SkipLast(1).Select(row => declared.IndexOf(row.Reason.ToString()))];
        Assert.Equal(places.Order(), places);
        foreach ((DenyReason reason, NewOrderSingle row) in table)
        {
            desk.Then();
            Assert.Equal(reason, desk.New(row));
            if (reason == DenyReason.None) Assert.Equal("OrderSubmitted", desk.Then());
            else Assert.Equal(reason, desk.Last<OrderDenied>().Reason);
        }
    }

    [Fact]
    public void A_replace_names_the_first_rule_it_breaks()
    {
        Desk desk = Configured();
        desk.New(Desk.Request(quantity: 100) with { Account = "A", Venue = "V" });
        desk.Report(desk.The, ExecType.New);
        OrderCancelReplaceRequest request = new()
        {
            OrigClOrdId = default,
            ClOrdId = Desk.Id("X"),
            Account = "nobody",
            OrderQty = Qty.Zero,
            Price = Desk.P(-1),
            StopPx = Desk.P(1),
        };
        List<(DenyReason, OrderCancelReplaceRequest)> table = [(DenyReason.MalformedRequest, request)];
        void Then(DenyReason next, OrderCancelReplaceRequest mended) => table.Add((next, mended));
        OrderCancelReplaceRequest Last() => table[^1].Item2;
        Then(DenyReason.UnknownAccount, Last() with { OrigClOrdId = Desk.Id("nothing") });
        Then(DenyReason.DuplicateClOrdId, Last() with { Account = "A" });
        Then(DenyReason.QuantityNotPositive, Last() with { ClOrdId = Desk.Id("Y") });
        Then(DenyReason.UnknownOrder, Last() with { OrderQty = Desk.Q(99_999_999_999_999_997) });
        Then(DenyReason.PriceNotAllowed, Last() with { OrigClOrdId = Desk.Id("X") });
        Then(DenyReason.StopPriceNotAllowed, Last() with { Price = Desk.P(99_999_999.01m) });
        Then(DenyReason.OffTick, Last() with { StopPx = null });
        Then(DenyReason.OffLot, Last() with { Price = Desk.P(99_999_999.05m) });
        Then(DenyReason.NotionalOutOfRange, Last() with { OrderQty = Desk.Q(99_999_999_999_999_990) });
        Then(DenyReason.None, Last() with { OrderQty = Desk.Q(200) });
        foreach ((DenyReason reason, OrderCancelReplaceRequest row) in table)
        {
            desk.Then();
            Assert.Equal(reason, desk.Orders.Replace(row, out _));
            Assert.Equal(reason == DenyReason.None ? "ReplaceRequested" : "", desk.Then());
        }

        Assert.Equal(DenyReason.RequestInFlight, desk.Replace(id: "Z", quantity: 300));
        desk.Report(desk.The, ExecType.Canceled);
        Assert.Equal(DenyReason.OrderNotOpen, desk.Replace(id: "Z", quantity: 300));
    }

    [Fact]
    public void A_cancel_names_the_first_rule_it_breaks()
    {
        Desk desk = new();
        Order order = desk.Place();
        OrderCancelRequest request = new() { OrigClOrdId = default, ClOrdId = Desk.Id("X"), Account = "nobody" };
        Assert.Equal(DenyReason.MalformedRequest, desk.Orders.Cancel(request, out _));
        request = request with { OrigClOrdId = Desk.Id("nothing") };
        Assert.Equal(DenyReason.UnknownAccount, desk.Orders.Cancel(request, out _));
        request = request with { Account = "" };
        Assert.Equal(DenyReason.DuplicateClOrdId, desk.Orders.Cancel(request, out _));
        request = request with { ClOrdId = Desk.Id("C") };
        Assert.Equal(DenyReason.UnknownOrder, desk.Orders.Cancel(request, out _));
        request = request with { OrigClOrdId = Desk.Id("X") };
        Assert.Equal(DenyReason.None, desk.Orders.Cancel(request, out OrderHandle handle));
        Assert.Equal(order.Handle, handle);
        Assert.Equal(DenyReason.RequestInFlight, desk.Cancel(id: "C2"));
        desk.Report(order, ExecType.Canceled, "C");
        Assert.Equal(DenyReason.OrderNotOpen, desk.Cancel(id: "C3"));
    }

    [Fact]
    public void A_resolution_needs_a_person_a_reason_and_something_unknown()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        ResolveOrder request = new() { ClOrdId = Desk.Id("X"), As = Resolution.Canceled, By = "", Reason = "phone" };
        Assert.Equal(DenyReason.MalformedRequest, desk.Orders.Resolve(request, out _));
        request = request with { By = "ann" };
        Assert.Equal(DenyReason.UnknownAccount, desk.Orders.Resolve(request with { Account = "nobody" }, out _));
        Assert.Equal(DenyReason.UnknownOrder, desk.Orders.Resolve(request with { ClOrdId = Desk.Id("Q") }, out _));
        Assert.Equal(DenyReason.NotUnknown, desk.Orders.Resolve(request, out _));
        desk.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, desk.Deciding.Now));
        Assert.Equal(DenyReason.None, desk.Orders.Resolve(request, out _));
        Assert.Equal(OrdStatus.Canceled, order.OrdStatus);
    }

    [Theory]
    [InlineData("", "A")]
    [InlineData("B", "B")]
    public void Without_an_account_it_is_the_only_one_configured(string configuredToo, string expected)
    {
        Desk desk = new();
        desk.Emit.Apply(new AccountDefined(desk.Deciding.Account("A"), Currency.Usd, LotMethod.Fifo, default));
        if (configuredToo.Length > 0)
            desk.Emit.Apply(new AccountDefined(desk.Deciding.Account(configuredToo), Currency.Usd, LotMethod.Fifo, default));
        DenyReason reason = desk.New(Desk.Request() with { Account = configuredToo });
        Assert.Equal(DenyReason.None, reason);
        Assert.Equal(expected, desk.Books.Names.Of(desk.The.Account));
    }

    [Fact]
    public void Without_an_account_and_with_none_configured_it_is_the_default_one()
    {
        Desk desk = new();
        Assert.Equal("default", desk.Books.Names.Of(desk.Place().Account));
    }

    [Fact]
    public void Without_an_account_among_several_there_is_no_guessing()
    {
        Desk desk = Configured();
        Assert.Equal(DenyReason.UnknownAccount, desk.New(Desk.Request()));
        Assert.Equal(0, desk.Books.Orders.Count);
    }

    [Fact]
    public void Without_a_venue_it_is_the_accounts_own()
    {
        Desk desk = Configured();
        VenueId other = desk.Deciding.Venue("W");
        desk.Emit.Apply(new VenueDefined(other, ReadOnly: false));
        desk.Emit.Apply(new AccountDefined(desk.Deciding.Account("A"), Currency.Usd, LotMethod.Fifo, other));
        Assert.Equal(DenyReason.None, desk.New(Desk.Request() with { Account = "A" }));
        Assert.Equal(other, desk.The.Venue);
        Assert.Equal(DenyReason.UnknownVenue, desk.New(Desk.Request("Y") with { Account = "B" }));
    }

    [Fact]
    public void A_read_only_venue_takes_no_orders()
    {
        Desk desk = new(hasVenue: false);
        desk.Emit.Apply(new VenueDefined(desk.Venue, ReadOnly: true));
        Assert.Equal(DenyReason.UnknownVenue, desk.New(Desk.Request()));
    }

    [Fact]
    public void The_same_ClOrdID_is_another_order_for_another_source()
    {
        Desk desk = new();
        desk.Place();
        Assert.Equal(DenyReason.DuplicateClOrdId, desk.New(Desk.Request()));
        desk.From("cli");
        Assert.Equal(DenyReason.None, desk.New(Desk.Request()));
        Assert.Equal(LookupOutcome.Ambiguous, desk.Books.Orders.Find(Desk.Id("X")).Outcome);
    }

    [Fact]
    public void A_denied_order_registers_no_name_and_takes_no_number()
    {
        Desk desk = new();
        desk.New(Desk.Request() with { Symbol = "NEW", Strategy = "s", Terms = Desk.Limit(0) });
        Assert.Equal("OrderDenied", desk.Then());
        Assert.False(desk.Books.Names.Symbols.TryGet("NEW", out _));
        Assert.Equal(new OrderHandle(1), desk.Place().Handle);
        Assert.Equal(1, desk.Books.Orders.DeniedCount);
    }

    private static Desk Configured()
    {
        Desk desk = new();
        foreach (string name in new[] { "A", "B" })
            desk.Emit.Apply(new AccountDefined(desk.Deciding.Account(name), Currency.Usd, LotMethod.Fifo, default));
        desk.Emit.Apply(new InstrumentDefined(
            desk.Deciding.Symbol("IBM"), Desk.P(1), Desk.P(0.05m), Desk.Q(10), Currency.Usd, AllowsNonPositivePrice: false));
        return desk;
    }
}
