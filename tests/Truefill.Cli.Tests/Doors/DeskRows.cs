using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Cli.Tests.Doors;

/// <summary>What refuses the person at the desk: books, limits, advisories, breaks.</summary>
internal static class DeskRows
{
    public static IEnumerable<DoorRow> All => Rows.Select(row =>
        row.Only("it takes orders and requests about them, nothing else", "cli", "http"));

    private static IEnumerable<DoorRow> Rows =>
    [
        Row(DenyReason.UnknownPosition, (_, symbol) => Task.FromResult(
            (Words($"positions transfer --account ACC --symbol {symbol} --qty 1 --from a --to b"),
            "/api/v1/positions/transfer",
            $$"""{"account":"ACC","symbol":"{{symbol}}","qty":"1","from":"a","to":"b","reason":"r","by":"ann"}"""))),
        Row(DenyReason.InsufficientPosition, async (world, symbol) =>
        {
            await Hold(world, DoorWorld.Account, symbol, 5);
            return (Words($"positions transfer --account ACC --symbol {symbol} --qty 6 --from a --to b"),
                "/api/v1/positions/transfer",
                $$"""{"account":"ACC","symbol":"{{symbol}}","qty":"6","from":"a","to":"b","reason":"r","by":"ann"}""");
        }),
        Row(DenyReason.NotUnknown, async (world, symbol) =>
        {
            OrderAsk ask = EntryRows.Ask(world, symbol);
            Assert.Equal(IDoor.Taken, await world.Http.Enter(ask));
            return (Words($"orders resolve {ask.Id} --as canceled --reason r"),
                $"/api/v1/orders/{ask.Id}/resolve", """{"as":"canceled","reason":"r","by":"ann"}""");
        }),
        Row(DenyReason.NotHeld, (_, _) => Task.FromResult(
            (Words("trading resume --reason r"), "/api/v1/trading/resume", """{"reason":"r","by":"ann"}"""))),
        Row(DenyReason.LimitAboveConfigured, (_, _) => Task.FromResult(
            (Words($"limits set max_order_qty 101 --symbol {DoorWorld.ConfiguredSymbol} --reason r"), "/api/v1/limits",
            $$"""{"limit":"max_order_qty","value":"101","symbol":"{{DoorWorld.ConfiguredSymbol}}","reason":"r","by":"ann"}"""))),
        Row(DenyReason.UnknownAdvisory, (_, _) => Task.FromResult(
            (Words("advisory execute NOTHING"), "/api/v1/advisories/NOTHING/execute", "{}"))),
        Row(DenyReason.DuplicateAdvisory, async (world, symbol) =>
        {
            await Propose(world, symbol, 10);
            return (Words(
                $"advisory propose --advisory-id {symbol} --symbol {symbol} --reference-price 100 --sl-offset-pct -0.02 "
                + "--tp-offset-pct 0.03 --position-size 11 --expiration-timestamp 2099-01-01T00:00:00Z --account ACC"),
                "/api/v1/advisories", Advisory(symbol, 11));
        }),
        Row(DenyReason.AdvisoryNotPending, async (world, symbol) =>
        {
            await Propose(world, symbol, 10);
            return (Words($"advisory execute {symbol}"), $"/api/v1/advisories/{symbol}/execute", "{}");
        }),
        Row(DenyReason.SnapshotHashMismatch, async (world, symbol) =>
        {
            await Propose(world, symbol, 10);
            return (Words($"advisory approve {symbol} --snapshot-hash 00"),
                $"/api/v1/advisories/{symbol}/approve", """{"by":"ann","snapshot_hash":"00"}""");
        }),
        Row(DenyReason.UnknownBreak, (_, _) => Task.FromResult(
            (Words("breaks explain 999 --reason r"), "/api/v1/breaks/999/explain", """{"reason":"r","by":"ann"}"""))),
        Row(DenyReason.BreakAgrees, async (world, symbol) =>
        {
            await world.Mark(symbol, 100);
            int id = await Break(world, symbol);
            await Hold(world, DoorWorld.ListedAccount, symbol, 5, new UtcNanos(1));
            return Resolve(id);
        }),
        Row(DenyReason.PositionUnplaced, async (world, symbol) =>
        {
            int id = await Break(world, symbol, DoorWorld.SharedAccount);
            await Hold(world, DoorWorld.SharedAccount, symbol, 2, new UtcNanos(1));
            return Resolve(id);
        }),
        Row(DenyReason.AmendedSinceList, async (world, symbol) =>
        {
            await Book(world, symbol, ExecType.Trade, new UtcNanos(1));
            int id = await Break(world, symbol);
            UtcNanos listed = world.Read(books => books.Reconciliation.Latest.Last().AsOf);
            await Book(world, symbol, ExecType.TradeCancel, listed.AddNanos(1));
            return Resolve(id);
        }),
        Row(DenyReason.CorrectionPriceMissing, async (world, symbol) => Resolve(await Break(world, symbol))),
        Row(DenyReason.NotInSuspense, (_, _) => Task.FromResult(
            (Words("suspense assign 999 --strategy s --reason r"), "/api/v1/suspense/999/assign",
            """{"strategy":"s","reason":"r","by":"ann"}"""))),
    ];

    private static DoorRow Row(
        DenyReason reason, Func<DoorWorld, string, Task<(string[] Words, string Path, string Json)>> prepare) => new(
        reason, async (world, door, symbol) =>
        {
            (string[] words, string path, string json) = await prepare(world, symbol);
            return door == "cli" ? await world.Cli.Run(words) : await world.Http.Post(path, json);
        });

    private static string[] Words(string line) => line.Split(' ');

    private static (string[] Words, string Path, string Json) Resolve(int id) => (
        Words($"breaks resolve {id} --provisional --reason r"), $"/api/v1/breaks/{id}/resolve",
        """{"reason":"r","by":"ann","provisional":true}""");

    private static string Advisory(string id, int size) =>
        $$"""
        {"advisory_id":"{{id}}","symbol":"{{id}}","reference_price":100,"sl_offset_pct":-0.02,"tp_offset_pct":0.03,
        "position_size":{{size}},"expiration_timestamp":"2099-01-01T00:00:00Z","account":"ACC"}
        """;

    private static async Task Propose(DoorWorld world, string id, int size) =>
        Assert.Equal(IDoor.Taken, await world.Http.Post("/api/v1/advisories", Advisory(id, size)));

    private static Task Hold(DoorWorld world, string account, string symbol, decimal qty, UtcNanos at = default) =>
        world.Put(InputKind.ImportPosition, new ImportPosition(
            account, "a", symbol, Qty.FromTrusted(qty), Px.FromTrusted(100), ShortText.FromTrusted(symbol), "ann", "r", at));

    private static Task Book(DoorWorld world, string symbol, ExecType type, UtcNanos at) =>
        world.Put(InputKind.NormalisedExecution, new NormalisedExecution
        {
            Symbol = symbol,
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(3),
            LastPx = Px.FromTrusted(100),
            ExecId = ExecId.FromTrusted($"{symbol}-{type}"),
            ExecRefId = type == ExecType.Trade ? default : ExecId.FromTrusted($"{symbol}-{ExecType.Trade}"),
            ExecType = type,
            TransactTime = at,
            Account = DoorWorld.ListedAccount,
            Venue = "L",
        });

    // The venue lists five of what the books have nothing of.
    private static async Task<int> Break(
        DoorWorld world, string symbol, string account = DoorWorld.ListedAccount)
    {
        await world.Put(InputKind.SessionOpened, new SessionChange("L", ""));
        await world.Put(InputKind.Reconcile, new Reconcile("L", "ann"));
        await world.AnswerAll("L", (kind, answer) => kind != QueryKind.Positions ? answer : answer with
        {
            Positions = [new VenuePosition(account, symbol, Qty.FromTrusted(5))],
        });
        return world.Read(books => books.Reconciliation.Breaks
            .Last(found => books.Names.Of(found.Latest.Symbol) == symbol).Latest.Id);
    }
}
