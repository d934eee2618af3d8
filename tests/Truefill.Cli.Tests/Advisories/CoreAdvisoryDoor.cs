using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Server.Views;
using Truefill.Venues.Simulated;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>The engine's own inputs and books, as who embeds it has them.</summary>
internal sealed class CoreAdvisoryDoor(EngineHost engine, SimulatedVenue venue) : IAdvisoryDoor
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public Task<string> Propose(AdvisoryAsk ask) => Word(InputKind.ProposeAdvisory, new ProposeAdvisory(
        new FrozenSnapshot(
            ask.Id, ask.Symbol, Px.FromTrusted(Number(ask.ReferencePrice)), Number(ask.SlOffset), Number(ask.TpOffset),
            Qty.FromTrusted(Number(ask.Size)), Time(ask.Expires), AdvisoryWorld.Account, AdvisoryWorld.Strategy,
            ask.Venue),
        IAdvisoryDoor.Person));

    public Task<string> Decide(string id, bool approve, string? hash = null) => Word(
        InputKind.DecideAdvisory, new DecideAdvisory(id, approve, hash ?? "", IAdvisoryDoor.Person, ""));

    public Task<string> Execute(string id) => Word(
        InputKind.ExecuteAdvisory, new ExecuteAdvisory(id, RequiresBuyingPower: false, IAdvisoryDoor.Person));

    /// <summary>Asks the venue for all that it knows, what the account may spend too.</summary>
    public Task<string> Compare() => Word(InputKind.Reconcile, new Reconcile("SIM", IAdvisoryDoor.Person));

    public Task<JsonElement?> Show(string id) => Task.FromResult(engine.Read(replica =>
        replica.Books.Advisories.TryGet(id) is { } advisory
            ? Json(json => AdvisoryView.Write(json, replica.Books, advisory))
            : (JsonElement?)null));

    public Task<IReadOnlyList<JsonElement>> Log(string id) => List(books =>
        [.. Json(json => AdvisoryView.WriteLog(json, books, books.Advisories.TryGet(id)!)).EnumerateArray()]);

    public Task<IReadOnlyList<JsonElement>> OpenOrders(string symbol) => List(books =>
        [.. books.Orders.All.Where(order => order.IsOpen && books.Names.Of(order.Symbol) == symbol)
            .Select(order => Json(json => OrderView.Write(json, books, order)))]);

    public Task<IReadOnlyList<JsonElement>> Positions(string symbol) => List(books =>
        [.. books.Positions.All.Where(position => books.Names.Of(position.Key.Symbol) == symbol)
            .Select(position => Json(json =>
            {
                json.WriteStartObject();
                json.Number("qty", position.Qty);
                json.WriteEndObject();
            }))]);

    public Task<IReadOnlyList<JsonElement>> Breaks() => List(books =>
        [.. books.Reconciliation.Breaks.Select(found =>
            Json(json => ReconciliationView.Write(json, books, in found)))]);

    public async Task Switch(string symbol, string state)
    {
        Assert.True(Words.TryParse(state, out KillSwitchState parsed));
        Assert.Equal(IAdvisoryDoor.Taken, await Word(InputKind.SetKillSwitch, new SetKillSwitch(
            KillScope.Symbol, symbol, null, parsed, "Risk limit", IAdvisoryDoor.Person)));
    }

    public async Task Cancel(string clOrdId) => Assert.Equal(IAdvisoryDoor.Taken, await Word(
        InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = ClOrdId.FromTrusted(clOrdId) }));

    public async Task Sell(string symbol, int quantity) => Assert.Equal(IAdvisoryDoor.Taken, await Word(
        InputKind.NormalisedExecution, new NormalisedExecution
        {
            Symbol = symbol,
            Side = Side.Sell,
            LastQty = Qty.FromTrusted(quantity),
            LastPx = Px.FromTrusted(151),
            ExecId = ExecId.FromTrusted("BY-HAND-" + symbol),
            TransactTime = new UtcNanos(AdvisoryWorld.BeforeAll.ToUnixTimeMilliseconds() * 1_000_000),
            Account = AdvisoryWorld.Account,
            Strategy = "other",
            Reason = "sold by phone",
            By = IAdvisoryDoor.Person,
        }));

    public async Task Buy(string symbol, int quantity, string takeProfit, string stopLoss) => Assert.Equal(
        IAdvisoryDoor.Taken,
        await Word(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(symbol),
            Symbol = symbol,
            Account = AdvisoryWorld.Account,
            Bracket = new Bracket(Px.FromTrusted(Number(takeProfit)), Px.FromTrusted(Number(stopLoss))),
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(quantity)),
        }));

    public async Task Mark(string symbol, string price) => Assert.Equal(
        IAdvisoryDoor.Taken, await Word(InputKind.SetMark, new SetMark(symbol, Px.FromTrusted(Number(price)))));

    // Venue and engine in turns: what the venue does before a deadline comes before it.
    public async Task Advance(string by)
    {
        Assert.EndsWith("s", by, StringComparison.Ordinal);
        TimeSpan whole = TimeSpan.FromSeconds(int.Parse(by[..^1], CultureInfo.InvariantCulture));
        for (TimeSpan done = TimeSpan.Zero; done < whole; done += Step)
        {
            await venue.AdvanceAsync(Step);
            engine.Clock.Advance(Step);
            await engine.AskAsync(new Input { Kind = InputKind.Tick, Source = "engine" });
        }
    }

    private async Task<string> Word(InputKind kind, object body)
    {
        Answer answer = await engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });
        return answer.Reason == DenyReason.None ? IAdvisoryDoor.Taken : Words.Of(answer.Reason);
    }

    private Task<IReadOnlyList<JsonElement>> List(Func<Books, IReadOnlyList<JsonElement>> read) =>
        Task.FromResult(engine.Read(replica => read(replica.Books)));

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream)) write(json);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static UtcNanos Time(string text) => new(
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() * 1_000_000);
}
