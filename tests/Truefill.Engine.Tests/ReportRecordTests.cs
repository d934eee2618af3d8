using System;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;

namespace Truefill.Engine.Tests;

/// <summary>A report's record leaves out what its order says as well; what was left out must come back.</summary>
public sealed class ReportRecordTests
{
    private static readonly UtcNanos At = new(1_700_000_000_000_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_report_reads_back_as_it_was_written_whatever_it_shares_with_its_order(int seed)
    {
        EngineRig rig = ReplayTests.Run(seed, steps: 300);
        Random chance = new(seed);

        foreach (Order order in rig.Books.Orders.All)
        {
            for (int i = 0; i < 20; i++)
            {
                ExecutionReport report = Some(chance, order, rig.Books.Names);
                Assert.Equal(report, WriteAndRead(rig, report, order));
                Assert.Equal(report, WriteAndRead(rig, report, order: null));
            }
        }
    }

    [Fact]
    public void A_report_keeps_every_charge_that_it_states()
    {
        EngineRig rig = ReplayTests.Run(1, steps: 300);
        Order order = rig.Books.Orders.All.Last();
        Fee[] fees =
        [
            new(new Money(0.25m, Currency.Usd), FeeKind.Tax),
            new(new Money(-3, default), FeeKind.Other),
            new(new Money(-3, default), FeeKind.Other),
        ];
        ExecutionReport report = Some(new Random(1), order, rig.Books.Names) with { FurtherFees = fees };

        foreach (Order? known in (Order?[])[order, null])
        {
            ExecutionReport read = WriteAndRead(rig, report, known);
            Assert.Equal(fees, read.FurtherFees);
            Assert.Equal(report with { FurtherFees = null }, read with { FurtherFees = null });
        }
    }

    [Theory]
    [InlineData(50, "GBP")]
    [InlineData(0, "GBP")]
    [InlineData(0.1, "")]
    public void A_report_keeps_the_multiplier_and_the_currency_that_it_states(double multiplier, string currency)
    {
        EngineRig rig = ReplayTests.Run(1, steps: 300);
        Order order = rig.Books.Orders.All.Last();
        ExecutionReport report = Some(new Random(1), order, rig.Books.Names) with
        {
            Multiplier = (decimal)multiplier,
            Currency = currency.Length == 0 ? default : Currency.FromTrusted(currency),
        };

        foreach (Order? known in (Order?[])[order, null]) Assert.Equal(report, WriteAndRead(rig, report, known));
    }

    [Fact]
    public void A_report_of_an_order_that_is_not_there_is_refused()
    {
        EngineRig rig = ReplayTests.Run(1, steps: 300);
        Order order = rig.Books.Orders.All.Last();
        ExecutionReport report = new() { Venue = order.Venue, ExecType = ExecType.New };

        Assert.Throws<JournalFormatException>(() => WriteAndRead(rig, report, order, new EngineRig()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(47)]
    public void An_order_keeps_its_id_of_any_length(int length)
    {
        EngineRig rig = new();
        ClOrdId id = ClOrdId.FromTrusted(new string('x', length - 1) + "y");
        ClOrdId other = ClOrdId.FromTrusted(new string('x', length - 1) + "z");

        rig.Step(Order(id), Order(other));

        Assert.Equal(id, rig.Books.Orders[rig.Books.Orders.Find(id).Order].ClOrdId);
        Assert.Equal(other, rig.Books.Orders[rig.Books.Orders.Find(other).Order].ClOrdId);
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
    }

    private static Input Order(ClOrdId id) => new()
    {
        Kind = InputKind.NewOrderSingle,
        Source = "http",
        Body = new NewOrderSingle
        {
            ClOrdId = id,
            Symbol = "IBM",
            Terms = new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(10), Px.FromTrusted(100)),
        },
    };

    private static ExecutionReport WriteAndRead(
        EngineRig rig, ExecutionReport report, Order? order, EngineRig? reader = null)
    {
        BlockBuilder block = new();
        FieldWriter fields = new();
        fields.Open(block);
        Input input = new()
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:SIM",
            Report = report,
            ReceivedAt = At,
        };
        InputCodec.Write(
            fields, in input, At, default, order, WireIds.Read(report.ClOrdId), rig.Books.Names);
        RecordCursor cursor = new(block.Records, 1, 1);
        Assert.True(cursor.MoveNext());
        return InputCodec.Read(
            cursor.Type, cursor.Version, cursor.Payload, default, (reader ?? rig).Books, default).Report;
    }

    // Each field absent, as the order has it, or different.
    private static ExecutionReport Some(Random chance, Order order, NameTables names)
    {
        Qty? lastQty = Of<Qty>(chance, Qty.FromTrusted(3), Qty.FromTrusted(0.5m));
        Qty cumQty = order.CumQty + (lastQty ?? Qty.Zero);
        Px? lastPx = Of<Px>(chance, Px.FromTrusted(101.5m), Px.FromTrusted(7));
        return new ExecutionReport
        {
            Venue = order.Venue,
            ExecType = chance.Next(2) == 0 ? ExecType.Trade : ExecType.New,
            Order = Of<OrderHandle>(chance, order.Handle, new OrderHandle(77_777)) ?? default,
            ClOrdId = Of<ClOrdId>(chance, order.WireIdInForce, ClOrdId.FromTrusted("other")) ?? default,
            OrigClOrdId = Of<ClOrdId>(chance, order.ClOrdId, ClOrdId.FromTrusted("other")) ?? default,
            OrderId = Of<OrderId>(chance, order.OrderId, OrderId.FromTrusted("other")) ?? default,
            ExecId = Of<ExecId>(chance, ExecId.FromTrusted("E1"), ExecId.FromTrusted(new string('e', 47))) ?? default,
            Scope = chance.Next(2) * 20_000,
            OrdStatus = Of<OrdStatus>(chance, order.OrdStatus, OrdStatus.Canceled),
            Account = Of<AccountId>(chance, order.Account, new AccountId(99)) ?? default,
            AccountName = chance.Next(3) switch { 0 => null, 1 => names.Of(order.Account), _ => "somebody" },
            Symbol = Of<SymbolId>(chance, order.Symbol, new SymbolId(99)) ?? default,
            SymbolName = chance.Next(3) switch { 0 => null, 1 => names.Of(order.Symbol), _ => new string('s', 300) },
            Side = Of<Side>(chance, order.Side, Side.SellShort),
            OrdType = Of<OrdType>(chance, order.OrdType, OrdType.Stop),
            TimeInForce = Of<TimeInForce>(chance, order.TimeInForce, TimeInForce.FillOrKill),
            OrderQty = Of<Qty>(chance, order.OrderQty, Qty.FromTrusted(12345)),
            CumQty = Of<Qty>(chance, cumQty, Qty.FromTrusted(12345)),
            LeavesQty = Of<Qty>(chance, order.LeavesQty, Qty.FromTrusted(12345)),
            LastQty = lastQty,
            LastPx = lastPx,
            AvgPx = Of<Px>(chance, lastPx ?? Px.FromTrusted(1), Px.FromTrusted(0.25m)),
            Price = Of<Px>(chance, order.Price ?? Px.FromTrusted(1), Px.FromTrusted(0.25m)),
            StopPx = Of<Px>(chance, order.StopPx ?? Px.FromTrusted(1), Px.FromTrusted(0.25m)),
            Fee = Of<Fee>(
                chance, new Fee(new Money(1.25m, Currency.Usd), FeeKind.Commission), new Fee(default, FeeKind.Tax)),
            TransactTime = chance.Next(2) == 0 ? default : At.AddNanos(-5_000_000),
            VenueSeq = chance.Next(2) * 123_456,
            PossDup = chance.Next(2) == 0,
            Reason = Of<int>(chance, 6, -1),
            Text = chance.Next(2) == 0 ? null : "why",
            IsFix42 = chance.Next(2) == 0,
        };
    }

    private static T? Of<T>(Random chance, T known, T other)
        where T : struct => chance.Next(3) switch { 0 => null, 1 => known, _ => other };
}
