using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Cli.Tests.Doors;

/// <summary>What refuses a new order.</summary>
internal static class EntryRows
{
    private const string AtMarket = "an advisory is a market order without a price of its own";
    private const string OneAccount = "the key says which account it is, and no other can be named";
    private const string NoParent = "it has no field for the quantity of a parent order";

    public static IEnumerable<DoorRow> All =>
    [
        Entry(DenyReason.KillSwitchActive, (world, symbol) => world.Put(InputKind.SetKillSwitch, new SetKillSwitch(
            KillScope.Symbol, symbol, null, KillSwitchState.Active, "a test", "ann"))),
        Asked(DenyReason.MalformedRequest, ask => ask with { Symbol = ask.Symbol + " " }),
        new DoorRow(DenyReason.UnsupportedField, (world, _, symbol) =>
                world.Fix.Enter(Ask(world, symbol), [(111, "5")]))
            .Only("a field that it does not know is an error of the request itself", "fix"),
        new DoorRow(DenyReason.AccountNotPermitted, (world, _, symbol) => world.NarrowFix.Enter(Ask(world, symbol)))
            .Only("who may not see an account is told no more than that", "fix"),
        new DoorRow(DenyReason.TooLateToEnter, (world, _, symbol) =>
                world.Fix.Enter(Ask(world, symbol), [(43, "Y"), (122, "20260105-09:30:00")]))
            .Only("nothing is sent again by itself after a break", "fix"),
        Asked(DenyReason.UnknownAccount, ask => ask with { Account = "NOBODY" }).Except(OneAccount, "alpaca"),
        Asked(DenyReason.UnknownVenue, ask => ask with { Venue = "NOWHERE" })
            .Except("it has no field for a venue", "alpaca"),
        Asked(DenyReason.NotOfferedByVenue, ask => ask with { Account = DoorWorld.PoorAccount }),
        Limited(DenyReason.SymbolRestricted, LimitKind.Restricted, 1),
        new DoorRow(DenyReason.DuplicateClOrdId, async (world, door, symbol) =>
        {
            OrderAsk ask = Ask(world, symbol);
            Assert.Equal(IDoor.Taken, await Of(world, door).Enter(ask));
            if (door == world.Fix.Name) await world.Fix.UntilAccepted(ask.Id);
            return await Of(world, door).Enter(ask with { Qty = "11" });
        }).Except("the id of its order is made by the engine", "advisory"),
        Asked(DenyReason.QuantityNotPositive, ask => ask with { Qty = "0" })
            .Except("its pre-flight says so first, in its own words", "advisory")
            .Except("such a quantity is a mistake in the command's line", "cli"),
        Asked(DenyReason.PriceMissing, ask => ask with { Price = null }).Except(AtMarket, "advisory"),
        Asked(DenyReason.PriceNotAllowed, ask => ask with { Type = "market" }).Except(AtMarket, "advisory"),
        Asked(DenyReason.StopPriceMissing, ask => ask with { Type = "stop", Price = null }).Except(AtMarket, "advisory"),
        Asked(DenyReason.StopPriceNotAllowed, ask => ask with { StopPx = "100" }).Except(AtMarket, "advisory"),
        Asked(DenyReason.OffTick, ask => ask with { Symbol = DoorWorld.SteppedSymbol, Price = "100.25" })
            .Except(AtMarket, "advisory"),
        Asked(DenyReason.OffLot, ask => ask with { Symbol = DoorWorld.SteppedSymbol, Qty = "15" }),
        Asked(DenyReason.NotionalOutOfRange, ask => ask with { Qty = "123456789.123456789", Price = "12345678901.12" })
            .Except(AtMarket, "advisory"),
        Limited(DenyReason.OrderQtyTooLarge, LimitKind.MaxOrderQty, 9),
        Limited(DenyReason.OrderValueTooLarge, LimitKind.MaxOrderNotional, 999),
        Entry(DenyReason.NoMark, async (world, symbol) =>
        {
            await world.Limit(LimitKind.PriceCollar, 0.05m, symbol);
            await world.Limit(LimitKind.WithoutMark, 1, symbol);
        }),
        new DoorRow(DenyReason.NoFxRate, async (world, door, _) =>
        {
            await world.Mark(DoorWorld.SteppedSymbol, 100);
            await world.Limit(LimitKind.MaxOrderNotional, 1_000_000, DoorWorld.SteppedSymbol);
            await using IAsyncDisposable live = await world.Live();
            return await Of(world, door).Enter(Ask(world, DoorWorld.SteppedSymbol));
        }),
        Limited(DenyReason.PriceOutsideCollar, LimitKind.PriceCollar, 0.05m, mark: 50).Except(AtMarket, "advisory"),
        new DoorRow(DenyReason.EqualOrder, async (world, door, symbol) =>
        {
            await world.Limit(LimitKind.DuplicateWindow, 60 * UtcNanos.PerSecond, symbol);
            Assert.Equal(IDoor.Taken, await Of(world, door).Enter(Ask(world, symbol)));
            return await Of(world, door).Enter(Ask(world, symbol));
        }),
        Limited(DenyReason.TooManyOrders, LimitKind.OrdersPerSecond, 0),
        Limited(DenyReason.TooManyOrdersOfDay, LimitKind.OrdersPerDay, 0),
        new DoorRow(DenyReason.RepeatedExecutions, async (world, door, symbol) =>
        {
            await world.Limit(LimitKind.RepeatedExecutions, 0, symbol);
            string word = await Of(world, door).Enter(Ask(world, symbol));
            await world.ResetTripped();
            return word;
        }),
        Limited(DenyReason.TooManyOpenOrders, LimitKind.MaxOpenOrders, 0),
        Asked(DenyReason.NotReducing, ask => ask with { ReduceOnly = true })
            .Except("an advisory opens a position", "advisory"),
        Limited(DenyReason.PositionTooLarge, LimitKind.MaxPosition, 9),
        Limited(DenyReason.GrossExposureTooLarge, LimitKind.MaxGrossExposure, 999, mark: 100),
        Limited(DenyReason.NetExposureTooLarge, LimitKind.MaxNetExposure, 999, mark: 100),
        new DoorRow(DenyReason.DailyLossExceeded, Loss),
        new DoorRow(DenyReason.SelfTrade, async (world, door, symbol) =>
        {
            await world.Limit(LimitKind.SelfTrade, 1, symbol);
            OrderAsk resting = Ask(world, symbol) with { Side = "sell", Price = "99", Account = DoorWorld.OtherAccount };
            Assert.Equal(IDoor.Taken, await world.Http.Enter(resting));
            return await Of(world, door).Enter(Ask(world, symbol));
        }),
        new DoorRow(DenyReason.BuyingPowerUnknown, async (world, door, symbol) =>
        {
            await using IAsyncDisposable live = await world.Live();
            return await Of(world, door).Enter(Ask(world, symbol) with { Account = DoorWorld.SilentAccount });
        }),
        new DoorRow(DenyReason.InsufficientBuyingPower, async (world, door, symbol) =>
        {
            await world.Put(InputKind.SessionOpened, new SessionChange("M", ""));
            await world.AnswerAll("M", (kind, answer) => answer with
            {
                Balances = [new VenueBalance(DoorWorld.SpentAccount, new Money(0, Currency.Usd), 10)],
            });
            await world.Mark(symbol, 100);
            return await Of(world, door).Enter(Ask(world, symbol) with { Account = DoorWorld.SpentAccount });
        }),
        new DoorRow(DenyReason.ParentQtyExceeded, (world, door, symbol) => Of(world, door).Enter(
            Ask(world, symbol) with { Parent = symbol, ParentQty = "9" })).Only(NoParent, "http", "cli"),
        new DoorRow(DenyReason.FamilyHalted, async (world, door, symbol) =>
        {
            OrderAsk ask = Ask(world, "OVERFILL-" + symbol) with { Parent = symbol };
            Assert.Equal(IDoor.Taken, await Of(world, door).Enter(ask));
            await world.Until(books => books.Reconciliation.Breaks.Any(
                found => books.Names.Of(found.Latest.Symbol) == ask.Symbol));
            return await Of(world, door).Enter(Ask(world, symbol) with { Parent = symbol });
        }).Only(NoParent, "http", "cli"),
    ];

    public static OrderAsk Ask(DoorWorld world, string symbol) => new(world.NewId("D"), symbol);

    public static IDoor Of(DoorWorld world, string door) => Array.Find(world.Doors, d => d.Name == door)!;

    private static DoorRow Asked(DenyReason reason, Func<OrderAsk, OrderAsk> change) => new(
        reason, (world, door, symbol) => Of(world, door).Enter(change(Ask(world, symbol))));

    private static DoorRow Entry(DenyReason reason, Func<DoorWorld, string, Task> prepare) => new(
        reason, async (world, door, symbol) =>
        {
            await prepare(world, symbol);
            return await Of(world, door).Enter(Ask(world, symbol));
        });

    private static DoorRow Limited(DenyReason reason, LimitKind kind, decimal value, decimal mark = 100) =>
        Entry(reason, async (world, symbol) =>
        {
            await world.Mark(symbol, mark);
            await world.Limit(kind, value, symbol);
        });

    private static async Task<string> Loss(DoorWorld world, string door, string symbol)
    {
        string account = DoorWorld.LossAccount(door);
        OrderAsk ask = Ask(world, "FILL-" + symbol) with { Account = account };
        await world.Mark(ask.Symbol, 100);
        await world.Limit(LimitKind.MaxDailyLoss, 100, "", account);
        Assert.Equal(IDoor.Taken, await world.Http.Enter(ask));
        await world.Until(books => DoorWorld.PositionOf(books, account, ask.Symbol) == 10);
        await world.Put(InputKind.SetMark, new Domain.Positions.Commands.SetMark(ask.Symbol, Px.FromTrusted(89)));
        OrderAsk next = Ask(world, symbol) with { Account = account };
        string word = await Of(world, door).Enter(next);
        // The first look at the loss stops the account; whoever comes after is told of the switch.
        if (word != "kill_switch_active") return word;
        await world.ResetTripped();
        return await Of(world, door).Enter(next with { Id = world.NewId("D") });
    }
}
