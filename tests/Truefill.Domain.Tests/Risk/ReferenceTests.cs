using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>Random orders, fills, cancels and marks: the gate and the naive one say the same to each order.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Symbols = ["AAA", "BBB", "CCC"];
    private static readonly string[] Strategies = ["", "S"];
    private static readonly string[] Accounts = ["A", "B"];

    private static int Orders => Environment.GetEnvironmentVariable("TRUEFILL_LONG") == "1" ? 10_000_000 : 1_000_000;

    [Fact]
    public void A_million_random_orders_get_the_answer_that_a_naive_recomputation_gives()
    {
        HashSet<string> seen = [];
        int rest = Orders;

        // Several books, so that none comes to be larger than a day's.
        for (int seed = 1; rest > 0; seed++, rest -= 100_000) Run(seed, Math.Min(rest, 100_000), seen);
        string[] expected =
        [
            "None", "OrderQtyTooLarge", "OrderValueTooLarge", "NoMark", "PriceOutsideCollar", "EqualOrder",
            "TooManyOrders", "TooManyOpenOrders", "PositionTooLarge", "GrossExposureTooLarge", "NetExposureTooLarge",
            "DailyLossExceeded", "SelfTrade",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private static void Run(int seed, int orders, HashSet<string> seen)
    {
        Random random = new(seed);
        GateRig rig = new();
        NaiveGate naive = new();
        Configure(rig);
        while (orders > 0)
        {
            rig.Pass(random.Next(1, 200_000_000));
            rig.Forget();
            switch (random.Next(10))
            {
                case 0: Mark(rig, naive, random); break;
                case 1 or 2 when naive.Open.Count > 0: Fill(rig, naive, random); break;
                case 3 when naive.Open.Count > 0: Cancel(rig, naive, random); break;
                default:
                    seen.Add(Enter(rig, naive, random, seed));
                    orders--;
                    break;
            }
        }
    }

    private static string Enter(GateRig rig, NaiveGate naive, Random random, int seed)
    {
        int symbol = random.Next(Symbols.Length);
        bool sells = random.Next(2) == 0;
        decimal qty = random.Next(1, 12) * 10;
        decimal px = 100 + random.Next(-12, 13);
        NaiveGate.Entry entry = new(
            random.Next(2), random.Next(2), symbol, sells, qty, px, rig.Deciding.Now.Value,
            rig.Books.Orders.NextHandle.Value);
        string expected = naive.Judge(entry);
        DenyReason reason = rig.New(
            sells ? Sell(qty, px) : Buy(qty, px), Accounts[entry.Account], Strategies[entry.Strategy],
            Symbols[symbol]);
        Assert.True(
            string.Equals(expected, reason.ToString(), StringComparison.Ordinal),
            $"seed {seed}, order {entry}: expected {expected}, was {reason}");
        if (reason == DenyReason.None) naive.Take(entry);
        if (rig.Books.KillSwitch.IsAnyEngaged) Reset(rig, Accounts[entry.Account]);
        return expected;
    }

    private static void Reset(GateRig rig, string account) => rig.Kills.Set(
        new SetKillSwitch(KillScope.Account, account, null, KillSwitchState.Off, "go on", "ann"));

    private static void Mark(GateRig rig, NaiveGate naive, Random random)
    {
        int symbol = random.Next(Symbols.Length);
        decimal px = 100 + random.Next(-5, 6);
        rig.Mark(px, Symbols[symbol]);
        naive.Mark(symbol, px, rig.Deciding.Now.Value);
    }

    private static void Fill(GateRig rig, NaiveGate naive, Random random)
    {
        NaiveGate.Entry entry = naive.Open[random.Next(naive.Open.Count)];
        decimal qty = random.Next(2) == 0 ? entry.Left : Math.Min(entry.Left, 10);
        rig.Fill(rig.Books.Orders[new OrderHandle(entry.Handle)], qty, entry.Px);
        naive.Fill(entry, qty, entry.Px);
    }

    private static void Cancel(GateRig rig, NaiveGate naive, Random random)
    {
        NaiveGate.Entry entry = naive.Open[random.Next(naive.Open.Count)];
        rig.Report(rig.Books.Orders[new OrderHandle(entry.Handle)], ExecType.Canceled);
        naive.Cancel(entry);
    }

    private static void Configure(GateRig rig)
    {
        rig.Limit(LimitKind.MaxOrderQty, NaiveGate.MaxQty);
        rig.Limit(LimitKind.MaxOrderNotional, NaiveGate.MaxNotional);
        rig.Limit(LimitKind.PriceCollar, NaiveGate.Collar);
        rig.Limit(LimitKind.MarkMaxAge, NaiveGate.MarkAge);
        rig.Limit(LimitKind.WithoutMark, 1);
        rig.Limit(LimitKind.DuplicateWindow, NaiveGate.Window);
        rig.Limit(LimitKind.OrdersPerSecond, NaiveGate.PerSecond);
        rig.Limit(LimitKind.MaxOpenOrders, NaiveGate.MaxOpen);
        rig.Limit(LimitKind.MaxOpenOrders, NaiveGate.MaxOpenOfStrategy, strategy: "S");
        rig.Limit(LimitKind.MaxPosition, NaiveGate.MaxPosition);
        rig.Limit(LimitKind.MaxPosition, NaiveGate.MaxPositionOfStrategy, strategy: "S");
        rig.Limit(LimitKind.MaxGrossExposure, NaiveGate.MaxGross);
        rig.Limit(LimitKind.MaxNetExposure, NaiveGate.MaxNet);
        rig.Limit(LimitKind.MaxDailyLoss, NaiveGate.MaxLoss);
        rig.Limit(LimitKind.SelfTrade, 1);
    }
}
