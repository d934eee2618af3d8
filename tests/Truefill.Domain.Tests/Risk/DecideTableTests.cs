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
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>One order that breaks a rule and every later one is refused by that rule.</summary>
public sealed class DecideTableTests
{
    private static readonly List<(DenyReason Reason, Action<Row> Break)> Rules =
    [
        (DenyReason.DuplicateClOrdId, row => (row.Id, row.Account) = ("used", "A")),
        (DenyReason.KillSwitchActive, row => row.Rig.Kills.Set(
            new SetKillSwitch(KillScope.Global, "", null, KillSwitchState.Active, "stop", "ann"))),
        (DenyReason.MalformedRequest, row => row.Terms = row.Terms with { ExpireTime = new UtcNanos(1) }),
        (DenyReason.UnknownAccount, row => row.Account = "nobody"),
        (DenyReason.UnknownVenue, row => row.Venue = "nowhere"),
        (DenyReason.NotOfferedByVenue, row => row.Rig.Emit.Apply(
            new VenueDefined(row.Rig.Venue, false, VenueCapabilities.Market | VenueCapabilities.Day))),
        (DenyReason.SymbolRestricted, row => row.Rig.Limit(LimitKind.Restricted, 1, symbol: "IBM")),
        (DenyReason.OffTick, row => row.Terms = row.Terms with { Price = Px.FromTrusted(100.005m) }),
        (DenyReason.OffLot, row => row.Terms = row.Terms with { OrderQty = Qty.FromTrusted(999.5m) }),
        (DenyReason.OrderQtyTooLarge, row => row.Rig.Limit(LimitKind.MaxOrderQty, 10)),
        (DenyReason.OrderValueTooLarge, row => row.Rig.Limit(LimitKind.MaxOrderNotional, 10)),
        (DenyReason.PriceOutsideCollar, row => row.Rig.Limit(LimitKind.PriceCollar, 0.01m)),
        (DenyReason.EqualOrder, row => row.Rig.Limit(LimitKind.DuplicateWindow, UtcNanos.PerSecond)),
        (DenyReason.TooManyOrders, row => row.Rig.Limit(LimitKind.OrdersPerSecond, 0)),
        (DenyReason.TooManyOrdersOfDay, row => row.Rig.Limit(LimitKind.OrdersPerDay, 0)),
        (DenyReason.RepeatedExecutions, row => row.Rig.Limit(LimitKind.RepeatedExecutions, 0)),
        (DenyReason.TooManyOpenOrders, row => row.Rig.Limit(LimitKind.MaxOpenOrders, 0)),
        (DenyReason.NotReducing, row => row.Terms = row.Terms with { ReduceOnly = true }),
        (DenyReason.PositionTooLarge, row => row.Rig.Limit(LimitKind.MaxPosition, 0)),
        (DenyReason.GrossExposureTooLarge, row => row.Rig.Limit(LimitKind.MaxGrossExposure, 0)),
        (DenyReason.NetExposureTooLarge, row => row.Rig.Limit(LimitKind.MaxNetExposure, 0)),
        (DenyReason.DailyLossExceeded, row => row.Rig.Limit(LimitKind.MaxDailyLoss, 10)),
        (DenyReason.SelfTrade, row => row.Rig.Limit(LimitKind.SelfTrade, 1)),
        (DenyReason.InsufficientBuyingPower, row => row.Rig.Emit.Apply(new BalanceReported(
            row.Rig.Venue, row.Rig.Deciding.Account("A"), new Money(0, Currency.Usd), 0, row.Rig.Deciding.Now))),
        (DenyReason.ParentQtyExceeded, row => row.ParentQty = 1),
    ];

    public static TheoryData<DenyReason> Reasons => [.. Rules.Select(rule => rule.Reason)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_first_rule_that_is_broken_names_the_refusal(DenyReason expected)
    {
        Row row = new();
        int first = Rules.FindIndex(rule => rule.Reason == expected);

        // Later rules first: what one row sets up may need the venue or the names that another takes away.
        for (int i = Rules.Count - 1; i >= first; i--) Rules[i].Break(row);
        Assert.Equal(expected, row.Enter());
    }

    [Fact]
    public void An_order_that_breaks_none_passes() => Assert.Equal(DenyReason.None, new Row().Enter());

    [Fact]
    public void Rules_stand_in_the_order_in_which_reasons_are_declared()
    {
        List<string> declared = [.. typeof(DenyReason).GetFields().Where(f => f.IsLiteral).Select(f => f.Name)];
        List<int> places = [.. Rules.Select(rule => declared.IndexOf(rule.Reason.ToString()))];
        Assert.Equal(places.Order(), places);
    }

    private sealed class Row
    {
        public Row()
        {
            Rig.Emit.Apply(new AccountDefined(
                Rig.Deciding.Account("A"), Currency.Usd, LotMethod.Fifo, default));
            Rig.Emit.Apply(new AccountDefined(
                Rig.Deciding.Account("B"), Currency.Usd, LotMethod.Fifo, default));
            Rig.Emit.Apply(new InstrumentDefined(
                Rig.Deciding.Symbol("IBM"), Px.FromTrusted(1), Px.FromTrusted(0.01m), Qty.FromTrusted(1), default,
                AllowsNonPositivePrice: false));
            Rig.Mark(120);
            Rig.Hold(10, 100);
            Rig.Limit(LimitKind.MaxDailyLoss, 1_000_000);
            Rig.Limit(LimitKind.DuplicateWindow, 1);
            Rig.Risk.Tick();
            Rig.Mark(110);
            Rig.New(Terms, id: "used");
            Rig.New(Sell(1, 90), account: "B");
            Rig.Pass(1000);
        }

        public GateRig Rig { get; } = new();

        public OrderTerms Terms { get; set; } = Buy(1000, 100);

        public string Account { get; set; } = "A";

        public string Venue { get; set; } = "";

        public string Id { get; set; } = "new";

        public decimal ParentQty { get; set; } = 1000;

        public DenyReason Enter() => Rig.Orders.New(
            new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted(Id),
                Symbol = "IBM",
                Terms = Terms,
                Account = Account,
                Venue = Venue,
                CorrelationId = "P",
                ParentQty = Qty.FromTrusted(ParentQty),
            },
            out _);
    }
}
