using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

public sealed class ClosingTests : IAsyncLifetime
{
    private readonly ServiceFixture fixture = new();

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Closing_all_tries_every_position_and_says_which_was_refused()
    {
        await Book("P1", "XXX", "buy", 5, "s1");
        await Book("P2", "YYY", "buy", 10, "s1");
        await Book("P3", "ZZZ", "buy", 3, "s1");
        await fixture.Json("orders submit --account ACC1 --strategy s1 --symbol YYY --side sell --qty 10 --price 1000");
        Assert.Equal(
            ["sent s1 sell 5 XXX ", "refused s1 sell 10 YYY not_reducing", "sent s1 sell 3 ZZZ "], await Close(6));
    }

    [Fact]
    public async Task Closing_all_closes_strategies_that_stand_against_each_other()
    {
        await Book("P1", "YYY", "buy", 10, "s1");
        await Book("P2", "YYY", "sell", 10, "s2");
        Assert.Equal(["sent s1 sell 10 YYY ", "sent s2 buy 10 YYY "], await Close(0));
    }

    [Fact]
    public async Task Closing_all_closes_a_sub_ledger_under_the_empty_strategy_and_never_opens_it_again()
    {
        await Book("P1", "XXX", "buy", 5, "s1");
        await Book("P2", "XXX", "buy", 7, "@manual");
        Assert.Equal(["sent s1 sell 5 XXX ", "sent  sell 7 XXX "], await Close(0));

        // As the two orders execute: the account is flat, and what is left stands against each other.
        await Book("P3", "XXX", "sell", 5, "s1");
        await Book("P4", "XXX", "sell", 7, "");
        Assert.Equal(
            ["kept @manual sell 7 XXX stands_against", "kept  buy 7 XXX stands_against"], await Close(6));
        await fixture.Json("positions transfer --account ACC1 --symbol XXX --qty 7 --from @manual --to ");
        Assert.Equal(3, (await fixture.Run("positions close --all --yes")).Code);
    }

    [Fact]
    public async Task Closing_all_leaves_a_strategy_that_somebody_closed_at_the_venue()
    {
        await Book("P1", "XXX", "buy", 15, "s1");
        await Book("P2", "XXX", "sell", 10, "@manual");
        Run run = await fixture.Run("positions close --all --yes");
        Assert.Equal(6, run.Code);
        Assert.Contains("truefill positions transfer --account ACC1 --symbol XXX --qty 10 --from @manual --to s1",
            run.Error);
        JsonElement open = (await fixture.Json("orders list")).GetProperty("items");
        Assert.Equal("5", Assert.Single(open.EnumerateArray()).Text("order_qty"));
    }

    [Fact]
    public async Task Closing_one_strategy_counts_what_stands_against_it_too()
    {
        await Book("P1", "XXX", "buy", 10, "s1");
        await Book("P2", "XXX", "sell", 10, "@manual");
        Assert.Equal(["kept s1 sell 10 XXX stands_against"], await Close(6, "--symbol XXX --strategy s1"));
    }

    [Fact]
    public async Task Sub_ledgers_that_cancel_out_are_left_and_what_is_over_is_closed()
    {
        await Book("P1", "XXX", "buy", 10, "@manual");
        await Book("P2", "XXX", "sell", 4, "@suspense");
        Assert.Equal(
            [
                "sent  sell 6 XXX ", "kept @manual sell 4 XXX stands_against",
                "kept @suspense buy 4 XXX stands_against",
            ],
            await Close(6));
    }

    private async Task<IEnumerable<string>> Close(int exit, string which = "--all")
    {
        Run run = await fixture.Run($"-o json positions close {which} --yes");
        Assert.True(exit == run.Code, run.Error);
        return JsonDocument.Parse(run.Out).RootElement.GetProperty("items").EnumerateArray()
            .Select(row => $"{row.Text("outcome")} {row.Text("strategy")} {row.Text("side")} {row.Text("order_qty")} "
                + $"{row.Text("symbol")} {(row.TryGetProperty("code", out _) ? row.Text("code") : "")}");
    }

    // Nobody enters into a sub-ledger; what is there was moved.
    private async Task Book(string id, string symbol, string side, int qty, string strategy)
    {
        bool isSubLedger = strategy.StartsWith('@');
        await fixture.Json("inject - --reason test", $$"""
            {"exec_id":"{{id}}","symbol":"{{symbol}}","side":"{{side}}","order_id":"","fill_qty":{{qty}},"fill_price":10,
             "account":"ACC1","strategy":"{{(isSubLedger ? "x" : strategy)}}","timestamp":1700000000000}
            """);
        if (isSubLedger)
            await fixture.Json($"positions transfer --account ACC1 --symbol {symbol} --qty {qty} --from x --to {strategy}");
    }
}
