using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Tests.Support;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

/// <summary>Whoever has listened has what the lists of orders and fills show, after each thing that happens.</summary>
public sealed class ToldStateTests
{
    private readonly EngineRig rig = new();
    private readonly Replica replica = new();
    private readonly List<StreamEvent> events = [];
    private readonly Dictionary<string, string> told = [];
    private int played;
    private int lastId;

    public ToldStateTests()
    {
        replica.Watch(new ChangeWatcher(replica, Hear));
        Step(InputKind.DefineVenue, new DefineVenue(
            "V", ReadOnly: false, VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports));
        Step(InputKind.SessionOpened, new SessionChange("V", ""));
    }

    [Fact]
    public void Every_fact_of_the_order_family_but_the_one_without_an_order_shows_in_an_event()
    {
        string[] silent = [.. typeof(IOrderFacts).GetMethods()
            .Select(method => method.GetParameters()[0].ParameterType)
            .Where(fact => typeof(ChangeWatcher).GetMethod(
                "Apply", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, [fact]) is null)
            .Select(fact => fact.GetElementType()!.Name)];
        Assert.Equal([nameof(OrderDenied)], silent);
    }

    [Fact]
    public void The_last_event_of_an_order_is_its_row_whatever_is_asked_of_it_and_never_leaves()
    {
        Order order = Enter();
        Report(ExecType.New);
        Ask(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = order.ClOrdId });
        Ask(InputKind.SendFailed, new SendFailed(order.Handle, order.Chain[^1].Id, AbortReason.NotSent));
        Assert.Equal(RequestState.NotSent, order.Chain[^1].State);
        Ask(InputKind.OrderCancelReplaceRequest,
            new OrderCancelReplaceRequest { OrigClOrdId = order.ClOrdId, Price = Px.FromTrusted(9) });
        Ask(InputKind.SendFailed, new SendFailed(order.Handle, order.Chain[^1].Id, AbortReason.NotSent));
        Report(ExecType.Canceled);
    }

    [Fact]
    public void A_trade_that_is_only_reported_again_shows_in_its_order()
    {
        Order order = Enter();
        Report(ExecType.Trade, "E1");
        int before = order.Reports;
        Report(ExecType.Trade, "E1");
        Assert.Equal(before + 1, order.Reports);
    }

    [Fact]
    public void The_last_event_of_a_fill_is_its_row_with_what_was_charged_for_it_then_and_later()
    {
        Enter();
        Report(ExecType.Trade, "E1", fee: 0.5m);
        Assert.Contains("\"fee\":\"0.5\"", told.Single(each => each.Key.StartsWith("fill", StringComparison.Ordinal)).Value,
            StringComparison.Ordinal);
        Ask(InputKind.ChargeFee, new ChargeFee(
            rig.Books.Executions[new ExecHandle(1)].Key, new Fee(new Money(0.25m, Currency.Usd), FeeKind.Exchange)));
        Assert.Contains("\"fee\":\"0.75\"", told.Single(each => each.Key.StartsWith("fill", StringComparison.Ordinal)).Value,
            StringComparison.Ordinal);
        Report(ExecType.TradeCorrect, "E2", of: "E1", px: 8);
        Report(ExecType.TradeCancel, "E3", of: "E1");
    }

    [Fact]
    public void A_fill_that_a_person_assigns_is_told_in_its_new_strategy()
    {
        Report(ExecType.Trade, "S1", isStray: true);
        Ask(InputKind.AssignExecution, new AssignExecution(new ExecHandle(1), "swing", "ann", "by phone"));
        Assert.Contains("\"strategy\":\"swing\"", told.Single(each => each.Key.StartsWith("fill", StringComparison.Ordinal)).Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_trade_and_its_fee_are_one_event_and_ids_never_go_back()
    {
        Enter();
        Report(ExecType.New);
        events.Clear();
        Report(ExecType.Trade, "E1", fee: 0.5m);
        Assert.Equal(["fill", "position", "order"], events.Select(each => each.Name));
        StreamEvent fill = events[0];
        Assert.Equal(fill.Seq, fill.Id);
        Assert.True(fill.Id < events[1].Seq, "whoever has the fill goes on behind it");
        Assert.Equal(events.Select(each => each.Id).Order(), events.Select(each => each.Id));
        Assert.Equal(events.Select(each => each.Seq).Order(), events.Select(each => each.Seq));
    }

    private void Hear(StreamEvent heard)
    {
        events.Add(heard);
        using JsonDocument document = JsonDocument.Parse(heard.Data);
        if (document.RootElement.TryGetProperty("order", out JsonElement order))
            told["order " + order.GetProperty("cl_ord_id").GetString()] = order.GetRawText();
        if (document.RootElement.TryGetProperty("fill", out JsonElement fill))
            told["fill " + fill.GetProperty("seq").GetInt64()] = fill.GetRawText();
    }

    private Order Enter()
    {
        Ask(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("C" + ++lastId),
            Symbol = "IBM",
            Account = "ACC1",
            Strategy = "swing",
            Venue = "V",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(10), Px.FromTrusted(10)),
        });
        return rig.Books.Orders.All.Last();
    }

    private void Report(
        ExecType type, string? id = null, string? of = null, decimal px = 10, decimal? fee = null, bool isStray = false)
    {
        bool isTrade = type is ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel;
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:V" };
        input.Report = new ExecutionReport
        {
            Venue = new VenueId(rig.Books.Names.Venues.TryGet("V", out int venue) ? venue : 0),
            ExecType = type,
            ClOrdId = isStray ? default : rig.Books.Orders.All.Last().WireId,
            OrderId = OrderId.FromTrusted(isStray ? "ELSEWHERE" : "O1"),
            ExecId = ExecId.FromTrusted(id ?? "R" + ++lastId),
            ExecRefId = of is null ? default : ExecId.FromTrusted(of),
            AccountName = isStray ? "ACC1" : null,
            SymbolName = isStray ? "IBM" : null,
            Side = Side.Buy,
            LastQty = isTrade ? Qty.FromTrusted(4) : null,
            LastPx = isTrade ? Px.FromTrusted(px) : null,
            Fee = fee is { } paid ? new Fee(new Money(paid, Currency.Usd), FeeKind.Commission) : null,
            TransactTime = new UtcNanos(1_700_000_000_000_000_000 + ++lastId),
        };
        rig.Step(input);
        Compare();
    }

    private void Ask(InputKind kind, object body)
    {
        Assert.Equal(DenyReason.None, Step(kind, body));
        Compare();
    }

    private DenyReason Step(InputKind kind, object body) =>
        rig.Step(new Input { Kind = kind, Body = body, Source = "test" })[0].Reason;

    private void Compare()
    {
        rig.Replay(played, replica);
        played = rig.BlockCount;
        foreach (Order order in replica.Books.Orders.All)
            Assert.Equal(
                Text(json => OrderView.Write(json, replica.Books, order)), told.GetValueOrDefault("order " + order.ClOrdId));
        for (int i = 1; i <= replica.Books.Executions.Count; i++)
        {
            Execution fill = replica.Books.Executions[new ExecHandle(i)];
            string row = Text(json => FillView.Write(json, replica, fill));
            long seq = JsonDocument.Parse(row).RootElement.GetProperty("seq").GetInt64();
            Assert.Equal(row, told.GetValueOrDefault("fill " + seq));
        }
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer)) write(json);
        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.GetRawText();
    }
}
