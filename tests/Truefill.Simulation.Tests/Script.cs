using System;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

/// <summary>
/// Says inputs to a model in few words. A row is what happens, and after "=>" what is then expected of order X: OrdStatus, OrderQty,
/// CumQty, LeavesQty.
/// </summary>
internal sealed class Script
{
    private long time = 1_000;
    private long seq;

    public Script(LotMethod method = LotMethod.Fifo, decimal multiplier = 1)
    {
        Say(InputKind.DefineVenue, new DefineVenue("SIM1", ReadOnly: false));
        Say(InputKind.DefineAccount, new DefinedAccount("A", method));
        Say(InputKind.DefineAccount, new DefinedAccount("B", method));
        Say(InputKind.DefineInstrument, new DefinedInstrument("S", multiplier, Currency.Usd));
    }

    public NaiveModel Model { get; } = new();

    public string Root { get; set; } = "X";

    public Prediction Last { get; private set; }

    public OrderView Order => Model.FindOrder("A", Root)!.View(Model.Assumptions.First);

    public PositionView Position(string strategy = "s", string account = "A") =>
        Model.Position(new PositionName(account, strategy, "S"));

    public Prediction Say(InputKind kind, object? body)
    {
        Input input = new() { Kind = kind, Source = "http", Body = body };
        return Last = Model.Apply(in input, new UtcNanos(++time));
    }

    public Prediction Say(ExecutionReport report)
    {
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:SIM1", Report = report };
        return Last = Model.Apply(in input, new UtcNanos(++time));
    }

    public void Play(string rows)
    {
        foreach (string row in rows.Split('\n', ';').Select(r => r.Trim()).Where(r => r.Length > 0))
        {
            string[] sides = row.Split("=>");
            string[] words = sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Row(words);
            if (sides.Length > 1) Expect(row, sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public ExecutionReport Report(ExecType type, string id, string execId = "") => new()
    {
        Venue = new VenueId(1),
        ExecType = type,
        ClOrdId = ClOrdId.FromTrusted(id),
        ExecId = ExecId.FromTrusted(execId.Length > 0 ? execId : "auto" + ++seq),
        AccountName = "A",
        SymbolName = "S",
        TransactTime = new UtcNanos(++time),
        VenueSeq = ++seq,
    };

    public ExecutionReport Trade(string id, string execId, decimal quantity, decimal price) =>
        Report(ExecType.Trade, id, execId) with { LastQty = Q(quantity), LastPx = P(price) };

    public ExecutionReport Correct(string execId, string about, decimal quantity, decimal price) =>
        Report(ExecType.TradeCorrect, Root, execId) with
        {
            ExecRefId = ExecId.FromTrusted(about),
            LastQty = Q(quantity),
            LastPx = P(price),
        };

    public ExecutionReport Bust(string execId, string about) =>
        Report(ExecType.TradeCancel, Root, execId) with { ExecRefId = ExecId.FromTrusted(about) };

    /// <summary>An execution without an order; a negative quantity sells.</summary>
    public NormalisedExecution Fill(decimal quantity, decimal price, string execId = "") => new()
    {
        Symbol = "S",
        Side = quantity > 0 ? Side.Buy : Side.Sell,
        LastQty = Q(Math.Abs(quantity)),
        LastPx = P(price),
        ExecId = ExecId.FromTrusted(execId.Length > 0 ? execId : "fill" + ++seq),
        TransactTime = new UtcNanos(++time),
        Account = "A",
        Strategy = "s",
    };

    public void Fills(params (decimal Quantity, decimal Price)[] fills)
    {
        foreach ((decimal quantity, decimal price) in fills)
            Say(InputKind.NormalisedExecution, Fill(quantity, price));
    }

    public void Enter(string id, decimal quantity, TimeInForce life = TimeInForce.Day, string strategy = "s") =>
        Say(InputKind.NewOrderSingle, new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(id),
            Symbol = "S",
            Terms = new OrderTerms(Side.Buy, OrdType.Market, life, Q(quantity)),
            Account = "A",
            Strategy = strategy,
            Origin = OrderOrigin.Observed,
        });

    /// <summary>The global kill switch is engaged.</summary>
    public void Kill() => Say(InputKind.SetKillSwitch, new SetKillSwitch(
        KillScope.Global, "", null, KillSwitchState.Active, "test", "ops"));

    /// <summary>A venue answers a question about orders.</summary>
    public void Answer(QueryKind kind, AnswerStatus status, params ExecutionReport[] shown) =>
        Say(InputKind.VenueAnswer, new VenueAnswer
        {
            QueryId = 1,
            Venue = "SIM1",
            Kind = kind,
            Status = status,
            Orders = shown,
        });

    public static Qty Q(decimal value) => Qty.FromTrusted(value);

    public static Px P(decimal value) => Px.FromTrusted(value);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private void Row(string[] words)
    {
        switch (words[0])
        {
            case "new":
                Enter(words[1], Number(words[2]), words.Length > 3 ? TimeInForce.GoodTillCancel : TimeInForce.Day);
                break;
            case "cancel":
                Say(InputKind.OrderCancelRequest, new OrderCancelRequest
                {
                    ClOrdId = ClOrdId.FromTrusted(words[1]),
                    OrigClOrdId = ClOrdId.FromTrusted(words[2]),
                    Origin = OrderOrigin.Observed,
                });
                break;
            case "replace":
                Say(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
                {
                    ClOrdId = ClOrdId.FromTrusted(words[1]),
                    OrigClOrdId = ClOrdId.FromTrusted(words[2]),
                    OrderQty = Q(Number(words[3])),
                    Origin = OrderOrigin.Observed,
                });
                break;
            case "refused":
                Say(InputKind.OrderCancelReject, new OrderCancelReject
                {
                    Venue = new VenueId(1),
                    ClOrdId = ClOrdId.FromTrusted(words[1]),
                    OrigClOrdId = ClOrdId.FromTrusted(words[2]),
                });
                break;
            case "trade":
                Say(Trade(words[1], words.ElementAtOrDefault(4) ?? "", Number(words[2]), Number(words[3])));
                break;
            case "bust":
                Say(Bust(words[1], words[2]));
                break;
            case "correct":
                Say(Correct(words[1], words[2], Number(words[3]), Number(words[4])));
                break;
            default:
                SayReport(words);
                break;
        }
    }

    // ExecType, ClOrdID, then OrderQty, CumQty and the reason of a restatement where they matter.
    private void SayReport(string[] words)
    {
        ExecutionReport report = Report(Enum.Parse<ExecType>(words[0].TrimEnd('!')), words[1]);
        report.IsFix42 = words[0].EndsWith('!');
        if (words.Length > 2) report.OrderQty = Q(Number(words[2]));
        if (words.Length > 3) report.CumQty = Q(Number(words[3]));
        if (words.Length > 4) report.Reason = (int)Number(words[4]);
        Say(report);
    }

    private void Expect(string row, string[] words)
    {
        OrderView view = Order;
        string found = $"{view.OrdStatus} {view.OrderQty} {view.CumQty} {view.LeavesQty}";
        if (words.Length > 4) found += " " + view.AvgPx;
        if (found != string.Join(' ', words)) throw new InvalidOperationException($"{row}: found {found}");
    }
}
