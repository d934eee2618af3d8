using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Cli.Tests.Doors;

/// <summary>What refuses a request about an order.</summary>
internal static class RequestRows
{
    private const string NoRequests = "what an advisory came to is changed as the order that it is";

    public static IEnumerable<DoorRow> All => Rows.Select(row => row.Except(NoRequests, "advisory"));

    private static IEnumerable<DoorRow> Rows =>
    [
        new(DenyReason.UnknownOrder, (world, door, symbol) =>
            EntryRows.Of(world, door).Cancel(new OrderAsk(IDoor.Nobodys, symbol))),
        new DoorRow(DenyReason.ContradictsOrder, async (world, door, symbol) =>
        {
            OrderAsk ask = await Entered(world, door, symbol);
            return await EntryRows.Of(world, door).Cancel(ask, statedSymbol: "ANOTHER");
        }).Except("a request names its order by the id alone", "cli", "http", "alpaca"),
        new(DenyReason.OrderNotOpen, async (world, door, symbol) =>
        {
            OrderAsk ask = await Entered(world, door, "FILL-" + symbol);
            await world.Until(books => books.Orders.All.Any(o => o.ClOrdId.ToString() == ask.Id && !o.IsOpen));
            return await EntryRows.Of(world, door).Cancel(ask);
        }),
        new(DenyReason.VenueNotConnected, async (world, door, symbol) =>
        {
            await world.Put(InputKind.SessionOpened, new SessionChange("D", ""));
            OrderAsk ask = await Entered(world, door, symbol, DoorWorld.DroppedAccount);
            await world.Put(InputKind.SessionClosed, new SessionChange("D", "the line is down"));
            return await EntryRows.Of(world, door).Cancel(ask);
        }),
        new DoorRow(DenyReason.TradingNotOpen, async (world, door, symbol) =>
        {
            await world.Put(InputKind.SessionOpened, new SessionChange("D", ""));
            OrderAsk ask = await Entered(world, door, symbol, DoorWorld.DroppedAccount);
            await world.Put(InputKind.HoldTrading, new HoldTrading("D", "ann", "a test"));
            string said = door == "cli" ? await world.Cli.Replace(ask, "11") : await world.Http.Replace(ask, "11");
            await world.Put(InputKind.ResumeTrading, new ResumeTrading("D", "ann", "a test"));
            return said;
        }).Except("its replaces are the same request", "fix", "alpaca"),
        new(DenyReason.RequestInFlight, async (world, door, symbol) =>
        {
            OrderAsk ask = await Entered(world, door, "MUTE-" + symbol);
            Assert.Equal(IDoor.Taken, await EntryRows.Of(world, door).Cancel(ask));
            return await EntryRows.Of(world, door).Cancel(ask);
        }),
        new(DenyReason.TooManyCancels, async (world, door, symbol) =>
        {
            OrderAsk ask = await Entered(world, door, symbol);
            await world.Limit(LimitKind.CancelsPerSecond, 0, symbol);
            return await EntryRows.Of(world, door).Cancel(ask);
        }),
    ];

    private static async Task<OrderAsk> Entered(
        DoorWorld world, string door, string symbol, string account = DoorWorld.Account)
    {
        OrderAsk ask = EntryRows.Ask(world, symbol) with { Account = account };
        Assert.Equal(IDoor.Taken, await EntryRows.Of(world, door).Enter(ask));
        return ask;
    }
}
