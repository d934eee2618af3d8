using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Orders;

/// <summary>Whatever comes, in whatever order: an outcome, never an exception, and books that hold together.</summary>
public class TotalityTests
{
    private const string OrderFamily = "Truefill.Domain.Orders";
    private const string ExecutionFamily = "Truefill.Domain.Executions";

    private static readonly ExecType[] Types = Enum.GetValues<ExecType>();
    private static readonly OrdStatus[] Statuses = Enum.GetValues<OrdStatus>();
    private static readonly string[] Ids = ["X", "Y", "C1", "C2", "R1", "R2", "T3-1", "T3-2", "T3-1-1", "T3-1-2", "T3-2-1", "T9-1", "junk"];
    private static readonly decimal[] Quantities = [0, 1, 40, 60, 100, 150, -5, 0.0000000001m, 999_999_999_999_999_999];

    public static TheoryData<int, bool> Seeds
    {
        get
        {
            TheoryData<int, bool> seeds = [];
            for (int seed = 1; seed <= 120; seed++) seeds.Add(seed, seed % 2 == 0);
            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_sequence_of_requests_and_reports_is_decided(int seed, bool isWhole)
    {
        Random random = new(seed);
        OrderRig rig = new(isOpen: random.Next(4) > 0, isWhole: isWhole);
        for (int step = 0; step < 150; step++)
        {
            Act(rig, random);
            if (step % 10 == 0) HoldsTogether(rig);
        }

        HoldsTogether(rig);
        byte[] state = StateBytes.Of(rig.Books.Orders);
        OrderTable loaded = StateBytes.OrdersOf(state);
        Assert.Equal(state, StateBytes.Of(loaded));
        Assert.Equal(state, StateBytes.Of(Replay(rig.Facts, isWhole)));
        SameAnswers(rig, loaded);
    }

    [Fact]
    public void Sums_of_executions_are_what_the_facts_add_up_to()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Random random = new(seed);
            OrderRig rig = new();
            Order order = rig.Place(quantity: 1000);
            Dictionary<string, decimal> live = [];
            for (int step = 0; step < 60; step++)
            {
                string exec = "F" + random.Next(30);
                if (random.Next(4) == 0)
                {
                    if (rig.Bust(order, exec) == InputOutcome.Applied) live.Remove(exec);
                }
                else if (rig.Fill(order, 1 + random.Next(80), exec: exec) == InputOutcome.Applied)
                {
                    live[exec] = rig.Last<Domain.Executions.OrderExecuted>().LastQty.Value;
                }

                Assert.Equal(live.Values.Sum(), order.CumQty.Value);
                Assert.Equal(Math.Max(0, 1000 - live.Values.Sum()), order.LeavesQty.Value);
                Assert.Equal(Math.Max(0, live.Values.Sum() - 1000), order.OverfillQty.Value);
                Assert.Equal(live.Values.Sum() * 10, order.Notional);
            }
        }
    }

    private static void Act(OrderRig rig, Random random)
    {
        rig.Tick(random.Next(3));
        OrderOrigin origin = random.Next(3) == 0 ? OrderOrigin.Observed : OrderOrigin.Client;
        switch (random.Next(12))
        {
            case 0:
                rig.Orders.New(
                    new NewOrderSingle
                    {
                        ClOrdId = Pick(random),
                        Symbol = random.Next(9) == 0 ? "" : "IBM",
                        Origin = origin,
                        Terms = Terms(random),
                        Account = random.Next(3) == 0 ? "A" : "",
                        Venue = random.Next(3) == 0 ? "" : OrderRig.VenueName,
                        Strategy = random.Next(9) == 0 ? "@x" : "s",
                        CorrelationId = random.Next(3) == 0 ? "corr" : null,
                    },
                    out _);
                break;
            case 1:
                rig.Orders.Cancel(
                    new OrderCancelRequest { OrigClOrdId = Pick(random), ClOrdId = Pick(random), Origin = origin },
                    out _);
                break;
            case 2:
                rig.Orders.Replace(
                    new OrderCancelReplaceRequest
                    {
                        OrigClOrdId = Pick(random),
                        ClOrdId = Pick(random),
                        Origin = origin,
                        OrderQty = Quantity(random),
                        Price = random.Next(2) == 0 ? OrderRig.P(11) : null,
                    },
                    out _);
                break;
            case 3:
                rig.Orders.Report(new OrderCancelReject
                {
                    Venue = rig.Venue,
                    ClOrdId = Pick(random),
                    OrigClOrdId = Pick(random),
                    OrderId = Given(random),
                    OrdStatus = Statuses[random.Next(Statuses.Length)],
                    ToReplace = random.Next(3) switch { 0 => true, 1 => false, _ => null },
                    Reason = random.Next(3),
                    PossDup = random.Next(5) == 0,
                    Text = "no",
                    TransactTime = rig.Deciding.Now,
                });
                break;
            case 4:
                Forget(rig, random);
                break;
            default:
                ExecutionReport report = Report(rig, random);
                Assert.True(Enum.IsDefined(rig.Orders.Report(in report)));
                break;
        }
    }

    private static void Forget(OrderRig rig, Random random)
    {
        if (rig.Books.Orders.Count == 0) return;
        Order order = rig.Books.Orders[new OrderHandle(1 + random.Next(rig.Books.Orders.Count))];
        ClOrdId request = order.Outstanding()?.Id ?? order.ClOrdId;
        rig.Emit.Apply(new RequestUnknown(order.Handle, request, rig.Deciding.Now));
        if (random.Next(2) == 0)
            rig.Orders.Resolve(
                new ResolveOrder { ClOrdId = order.ClOrdId, As = (Resolution)random.Next(6), By = "ann", Reason = "x" }, out _);
    }

    private static ExecutionReport Report(OrderRig rig, Random random) => new()
    {
        Venue = random.Next(20) == 0 ? default : rig.Venue,
        ExecType = Types[random.Next(Types.Length)],
        Order = random.Next(10) == 0 ? new OrderHandle(random.Next(-2, 9)) : default,
        ClOrdId = Pick(random),
        OrigClOrdId = random.Next(2) == 0 ? default : Pick(random),
        OrderId = Given(random),
        ExecId = ExecId.FromTrusted("E" + random.Next(60)),
        ExecRefId = ExecId.FromTrusted("E" + random.Next(60)),
        OrdStatus = random.Next(3) == 0 ? null : Statuses[random.Next(Statuses.Length)],
        AccountName = random.Next(4) == 0 ? "A" : null,
        SymbolName = random.Next(8) == 0 ? "MSFT" : random.Next(2) == 0 ? "IBM" : null,
        Side = random.Next(8) == 0 ? Side.SellShort : random.Next(2) == 0 ? Side.Buy : null,
        OrdType = random.Next(9) == 0 ? OrdType.Other : null,
        TimeInForce = random.Next(9) == 0 ? TimeInForce.GoodTillCancel : null,
        OrderQty = Quantity(random),
        CumQty = Quantity(random),
        LeavesQty = Quantity(random),
        LastQty = Quantity(random),
        LastPx = random.Next(5) == 0 ? null : OrderRig.P(random.Next(-3, 20)),
        Price = random.Next(3) == 0 ? OrderRig.P(12) : null,
        StopPx = random.Next(9) == 0 ? OrderRig.P(9) : null,
        TransactTime = random.Next(5) == 0
            ? default
            : rig.Deciding.Now.AddNanos(random.Next(-3, 3) * UtcNanos.PerSecond),
        Reason = random.Next(3) == 0 ? null : random.Next(9),
        PossDup = random.Next(6) == 0,
        IsFix42 = random.Next(4) == 0,
        Text = random.Next(4) == 0 ? "text" : null,
    };

    private static OrderTerms Terms(Random random) => new(
        random.Next(3) == 0 ? Side.Sell : Side.Buy,
        random.Next(5) == 0 ? OrdType.Market : OrdType.Limit,
        random.Next(2) == 0 ? TimeInForce.Day : TimeInForce.GoodTillCancel,
        random.Next(4) == 0 ? OrderRig.Q(Quantities[random.Next(Quantities.Length)]) : OrderRig.Q(100),
        random.Next(9) == 0 ? null : OrderRig.P(10));

    private static Qty? Quantity(Random random) =>
        random.Next(3) == 0 ? null : OrderRig.Q(Quantities[random.Next(Quantities.Length)]);

    private static ClOrdId Pick(Random random) =>
        random.Next(12) == 0 ? default : OrderRig.Id(Ids[random.Next(Ids.Length)]);

    private static OrderId Given(Random random) => random.Next(3) == 0 ? default : OrderId.FromTrusted("V" + random.Next(5));

    private static void HoldsTogether(OrderRig rig)
    {
        OrderTable orders = rig.Books.Orders;
        Assert.Equal(orders.All.Where(o => o.IsOpen).Select(o => o.Handle), orders.Open.Select(o => o.Handle));
        Assert.Equal(orders.All.Count(o => o.IsOpen), orders.OpenCount);
        foreach (Order order in orders.All)
        {
            Assert.True(order.CumQty.Value >= 0 && order.LeavesQty.Value >= 0 && order.OverfillQty.Value >= 0);
            if (order.HasEnded) Assert.True(order.LeavesQty.IsZero && !order.IsOpen);
            else if (order.CumQty < order.OrderQty) Assert.Equal(order.OrderQty, order.CumQty + order.LeavesQty);
            IEnumerable<OrdStatus> held = Statuses.Where(order.IsIn);
            Assert.Equal(held.Max(StatusPrecedence.Of), StatusPrecedence.Of(order.OrdStatus));
            if (order.Closing != OrderClosing.None) Assert.False(order.IsNewInFlight || order.IsNewUnknown);
            if (!order.ClOrdId.IsNone) Assert.NotEqual(LookupOutcome.None, orders.Find(order.ClOrdId).Outcome);
            Assert.NotEqual(LookupOutcome.None, orders.FindWire(order.Venue, order.WireId).Outcome);
        }
    }

    private static OrderTable Replay(IReadOnlyList<object> facts, bool isWhole)
    {
        Books books = new();
        FactLog log = new(books, isWhole);
        foreach (object fact in facts.Where(f => f.GetType().Namespace is OrderFamily or ExecutionFamily))
            typeof(FactLog).GetMethod("Apply", [fact.GetType().MakeByRefType()])!.Invoke(log, [fact]);
        return books.Orders;
    }

    private static void SameAnswers(OrderRig rig, OrderTable loaded)
    {
        foreach (string id in Ids)
        {
            Assert.Equal(rig.Books.Orders.Find(OrderRig.Id(id)), loaded.Find(OrderRig.Id(id)));
            Assert.Equal(
                rig.Books.Orders.FindWire(rig.Venue, OrderRig.Id(id)), loaded.FindWire(rig.Venue, OrderRig.Id(id)));
        }

        for (int i = 0; i < 5; i++)
        {
            OrderId id = OrderId.FromTrusted("V" + i);
            Assert.Equal(rig.Books.Orders.FindOrderId(rig.Venue, id), loaded.FindOrderId(rig.Venue, id));
        }

        Assert.Equal(rig.Books.Orders.Open.Select(o => o.Handle), loaded.Open.Select(o => o.Handle));
    }
}
