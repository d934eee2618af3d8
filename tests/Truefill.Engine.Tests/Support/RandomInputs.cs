using System;
using System.Text;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;

namespace Truefill.Engine.Tests.Support;

/// <summary>Seeded inputs of every kind, sensible and not; the same seed gives the same inputs.</summary>
internal sealed class RandomInputs(int seed)
{
    private static readonly string[] Symbols = ["IBM", "AAPL", "TXF", "BTC/USDT"];
    private static readonly string[] Accounts = ["ACC1", "ACC2", ""];
    private readonly Random random = new(seed);
    private int orders;
    private int executions;
    private int advisories;

    public Input Next() => random.Next(23) switch
    {
        0 => Body(InputKind.SetMark, new SetMark(Symbol(), Price())),
        1 => Body(InputKind.SetFxRate, new SetFxRate(Currency.FromTrusted("EUR"), Currency.Usd, Px.FromTrusted(1.25m))),
        2 => Body(InputKind.DefineInstrument, new DefineInstrument("TXF", Px.FromTrusted(200), Currency: Currency.FromTrusted("TWD"))),
        3 => Body(InputKind.Malformed, new MalformedInput(DeadLetterReason.Malformed, "no '=' at byte 17", random.Next(99)), "8=FIX|junk"),
        4 => new Input { Kind = InputKind.Ignored, Source = "venue:SIM" },
        5 or 6 => Body(InputKind.NormalisedExecution, Execution()),
        7 => Body(InputKind.ImportPosition, Import()),
        8 => Body(InputKind.TransferPosition, new TransferPosition("ACC1", "", "s1", Symbol(), Qty.FromTrusted(1), null, "ann", "book")),
        9 => Body(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = AnOrder() }),
        10 => Body(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest { OrigClOrdId = AnOrder(), OrderQty = Quantity() }),
        11 or 12 or 13 => Body(InputKind.NewOrderSingle, Order()),
        14 => Body(InputKind.OrderCancelReject, new OrderCancelReject { Venue = new VenueId(1), ClOrdId = AnOrder(), Reason = 1, Text = "late" }),
        15 => Body(InputKind.CloseDeadLetter, new CloseDeadLetter(random.Next(1, 9), false, "ann", "seen")),
        16 => Body(InputKind.ProposeAdvisory, new ProposeAdvisory(Snapshot(), "model")),
        17 => Body(InputKind.DecideAdvisory, new DecideAdvisory(AnAdvisory(), random.Next(4) > 0, "", "ann", "seen")),
        18 => Body(InputKind.ExecuteAdvisory, new ExecuteAdvisory(AnAdvisory(), random.Next(9) == 0, "ann")),
        _ => Report(),
    };

    private static Input Body(InputKind kind, object body, string? raw = null) => new()
    {
        Kind = kind,
        Body = body,
        Source = kind == InputKind.NormalisedExecution ? "inject" : "cli",
        Raw = raw is null ? default : Encoding.UTF8.GetBytes(raw),
    };

    private string Symbol() => Symbols[random.Next(Symbols.Length)];

    private string Account() => Accounts[random.Next(Accounts.Length)];

    private Px Price() => Px.FromTrusted(random.Next(1, 100_000) / 100m);

    private Qty Quantity() => Qty.FromTrusted(random.Next(1, 1000));

    private Side Side() => random.Next(2) == 0 ? Domain.Orders.Side.Buy : Domain.Orders.Side.Sell;

    private UtcNanos Time() => new(1_700_000_000_000_000_000 + random.NextInt64(1_000_000_000_000));

    private ClOrdId AnOrder() => ClOrdId.FromTrusted("C" + random.Next(orders + 1));

    private string AnAdvisory() => "A" + random.Next(advisories + 1);

    private FrozenSnapshot Snapshot() => new(
        "A" + ++advisories,
        Symbol(),
        Price(),
        random.Next(5) == 0 ? 0.02m : -0.02m,
        0.03m,
        Quantity(),
        Time(),
        Account(),
        "",
        "");

    private NewOrderSingle Order() => new()
    {
        ClOrdId = ClOrdId.FromTrusted("C" + ++orders),
        Symbol = Symbol(),
        Account = Account(),
        Strategy = random.Next(3) == 0 ? "s1" : "",
        Origin = random.Next(2) == 0 ? OrderOrigin.Client : OrderOrigin.Observed,
        Terms = new OrderTerms(Side(), OrdType.Limit, TimeInForce.Day, Quantity(), Price()),
        CorrelationId = orders % 4 == 0 ? "P" : null,
        ParentQty = orders % 4 == 0 ? Qty.FromTrusted(100_000) : null,
    };

    private NormalisedExecution Execution() => new()
    {
        Symbol = Symbol(),
        Side = Side(),
        LastQty = Quantity(),
        LastPx = Price(),
        ExecId = ExecId.FromTrusted("X" + (random.Next(8) == 0 ? random.Next(executions + 1) : ++executions)),
        TransactTime = Time(),
        Account = Account(),
        Scope = executions % 5 == 0 ? 20_000 : 0,
        Fee = random.Next(3) == 0 ? new Fee(new Money(0.35m, Currency.Usd), FeeKind.Commission) : null,
    };

    private ImportPosition Import() => new(
        "ACC1",
        "",
        Symbol(),
        Qty.FromTrusted(random.Next(-50, 50)),
        Price(),
        ShortText.FromTrusted("open-" + random.Next(50)),
        "ann",
        "opening",
        Time());

    private Input Report()
    {
        ExecType[] types =
        [
            ExecType.New, ExecType.Trade, ExecType.Trade, ExecType.Trade, ExecType.Canceled, ExecType.Rejected, ExecType.PendingCancel,
            ExecType.TradeCancel, ExecType.TradeCorrect, ExecType.Replaced, ExecType.Expired, ExecType.OrderStatus,
        ];
        ExecType type = types[random.Next(types.Length)];
        bool again = random.Next(10) == 0;
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:SIM", Raw = Encoding.UTF8.GetBytes("8=FIX.4.4|35=8|") };
        input.Report = new ExecutionReport
        {
            Venue = new VenueId(0),
            ExecType = type,
            ClOrdId = AnOrder(),
            OrderId = OrderId.FromTrusted("V" + random.Next(orders + 1)),
            ExecId = ExecId.FromTrusted("E" + (again ? random.Next(executions + 1) : ++executions)),
            ExecRefId = type is ExecType.TradeCancel or ExecType.TradeCorrect ? ExecId.FromTrusted("E" + random.Next(executions + 1)) : default,
            Side = Side(),
            SymbolName = Symbol(),
            AccountName = random.Next(3) == 0 ? null : "ACC1",
            OrderQty = Quantity(),
            LastQty = type is ExecType.Trade or ExecType.TradeCorrect ? Quantity() : null,
            LastPx = type is ExecType.Trade or ExecType.TradeCorrect ? Price() : null,
            CumQty = random.Next(3) == 0 ? Quantity() : null,
            TransactTime = Time(),
            VenueSeq = executions,
        };
        return input;
    }
}
