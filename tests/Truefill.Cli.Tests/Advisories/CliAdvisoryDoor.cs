using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Advisories;

internal sealed class CliAdvisoryDoor(string stateDirectory) : IAdvisoryDoor
{
    private const int NotFound = 3;
    private const int Rejected = 6;

    public Task<string> Propose(AdvisoryAsk ask) => Word([
        "advisory", "propose", "--advisory-id", ask.Id, "--symbol", ask.Symbol, "--reference-price", ask.ReferencePrice,
        "--sl-offset-pct", ask.SlOffset, "--tp-offset-pct", ask.TpOffset, "--position-size", ask.Size,
        "--expiration-timestamp", ask.Expires, "--account", AdvisoryWorld.Account, "--strategy", AdvisoryWorld.Strategy,
        .. ask.Venue.Length == 0 ? [] : new[] { "--venue", ask.Venue },
    ]);

    public Task<string> Decide(string id, bool approve, string? hash = null) => Word(
        ["advisory", approve ? "approve" : "decline", id, .. hash is null ? [] : new[] { "--snapshot-hash", hash }]);

    // Exit 6 says that it was rejected; what came of it stands in the advisory all the same.
    public async Task<string> Execute(string id)
    {
        Run run = await Run("advisory", "execute", id);
        if (run.Out.Length == 0) return CodeOf(run);
        bool isRejected = JsonDocument.Parse(run.Out).RootElement.GetProperty("status").GetString() == "rejected";
        Assert.Equal(isRejected ? Rejected : 0, run.Code);
        return IAdvisoryDoor.Taken;
    }

    public async Task<JsonElement?> Show(string id)
    {
        Run run = await Run("advisory", "show", id);
        if (run.Code == NotFound) return null;
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    public Task<IReadOnlyList<JsonElement>> Log(string id) => Items("advisory", "log", id);

    public Task<IReadOnlyList<JsonElement>> OpenOrders(string symbol) => Items("orders", "list", "--symbol", symbol);

    public Task<IReadOnlyList<JsonElement>> Positions(string symbol) => Items("positions", "list", "--symbol", symbol);

    public Task<IReadOnlyList<JsonElement>> Breaks() => Items("breaks", "list");

    public async Task Switch(string symbol, string state)
    {
        string[] words = state == "off" ? ["reset"] : ["engage", "--state", state];
        Assert.Equal(
            IAdvisoryDoor.Taken,
            await Word(["kill-switch", .. words, "--scope", "symbol", "--target", symbol, "--reason", "Risk limit"]));
    }

    public async Task Cancel(string clOrdId) =>
        Assert.Equal(IAdvisoryDoor.Taken, await Word("orders", "cancel", clOrdId));

    public async Task Sell(string symbol, int quantity)
    {
        string execution = JsonSerializer.Serialize(new
        {
            symbol,
            side = "sell",
            order_id = "",
            fill_qty = quantity,
            fill_price = 151,
            exec_id = "BY-HAND-" + symbol,
            timestamp = AdvisoryWorld.BeforeAll.ToUnixTimeMilliseconds(),
            account = AdvisoryWorld.Account,
            strategy = "other",
        });
        Run run = await In(["inject", "-", "--reason", "sold by phone"], execution);
        Assert.True(run.Code == 0, run.Error);
    }

    public async Task Buy(string symbol, int quantity, string takeProfit, string stopLoss) => Assert.Equal(
        IAdvisoryDoor.Taken,
        await Word(
            "orders", "submit", "--symbol", symbol, "--side", "buy", "--qty", $"{quantity}", "--account",
            AdvisoryWorld.Account, "--cl-ord-id", symbol, "--take-profit", takeProfit, "--stop-loss", stopLoss));

    public async Task Mark(string symbol, string price) =>
        Assert.Equal(IAdvisoryDoor.Taken, await Word("marks", "set", symbol, price));

    public async Task Advance(string by) =>
        Assert.Equal(IAdvisoryDoor.Taken, await Word("venues", "clock", "SIM", "--advance", by));

    private async Task<string> Word(params string[] words)
    {
        Run run = await Run(words);
        return run.Code == 0 ? IAdvisoryDoor.Taken : CodeOf(run);
    }

    private async Task<IReadOnlyList<JsonElement>> Items(params string[] words)
    {
        Run run = await Run(words);
        Assert.True(run.Code == 0, run.Error);
        return [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("items").EnumerateArray()];
    }

    private Task<Run> Run(params string[] words) => In(words, "");

    private Task<Run> In(string[] words, string input) => Cli.In(
        ["--state-dir", stateDirectory, "--by", IAdvisoryDoor.Person, "--timeout", "120", "-o", "json", .. words],
        input: input);

    private static string CodeOf(Run run) =>
        JsonDocument.Parse(run.Error).RootElement.GetProperty("error").GetProperty("code").GetString()!;
}
