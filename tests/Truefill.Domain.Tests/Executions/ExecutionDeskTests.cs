using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Executions;

[Collection(MeasuredTests.Name)]
public class ExecutionDeskTests
{
    [Fact]
    public void A_trade_of_an_order_counts_in_the_orders_account_strategy_and_side()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.SellShort);
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 10, 5), order));
        Assert.Equal(-10, rig.Position().Qty.Value);
        Assert.Equal(10, order.CumQty.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stated_account_that_is_not_defined_is_not_stated_where_there_is_an_order(bool isEarly)
    {
        LedgerRig rig = new();
        rig.Account("A", LotMethod.Fifo);
        rig.Account("B", LotMethod.Fifo);
        Order order = rig.Order("A", "S", "X", Side.Buy);
        ExecutionReport trade = rig.Trade("1", 10, 5) with { AccountName = "U123" };
        ExecutionReport correction = rig.Correct("2", "1", 8, 5) with { AccountName = "U123" };
        int names = rig.Books.Names.Accounts.Count;
        foreach (ExecutionReport report in isEarly ? [correction, trade] : (ExecutionReport[])[trade, correction])
            Assert.Equal(InputOutcome.Applied, rig.Executions.Report(report, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(trade, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(correction, order));
        Assert.Equal(8, rig.Position().Qty.Value);
        Assert.Equal(names, rig.Books.Names.Accounts.Count);
        rig.Executions.Report(rig.Correct("3", "2", 7, 5, at: 3) with { AccountName = "B" }, order);
        Assert.Equal(7, rig.Position("B").Qty.Value);
    }

    [Fact]
    public void Order_quantities_follow_what_holds_whatever_the_order_of_arrival()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            LedgerRig rig = new();
            Chance chance = new(seed);
            Order order = rig.Order("A", "S", "X", Side.Buy, 1_000_000);
            List<ExecutionReport> reports = [];
            decimal truth = 0;
            for (int i = 0, at = 100; i < 15; i++)
            {
                decimal qty = chance.Number(3, 2);
                reports.Add(rig.Trade($"t{i}", qty, 10, i + 1));
                for (int c = 0; chance.OneIn(3); c++)
                    reports.Add(rig.Correct($"t{i}c{c}", $"t{i}", qty = chance.Number(3, 2), 11, at++));
                bool busted = chance.OneIn(4);
                if (busted) reports.Add(rig.Bust($"t{i}b", $"t{i}", at++));
                truth += busted ? 0 : qty;
            }

            chance.Shuffle(reports);
            foreach (ExecutionReport report in reports)
                Assert.Equal(InputOutcome.Applied, rig.Executions.Report(report, order));
            Assert.Equal(truth, order.CumQty.Value);
            Assert.Equal(truth, rig.Position().Qty.Value);
        }
    }

    [Fact]
    public void A_copy_of_a_correction_is_a_duplicate_also_while_what_it_corrects_waits_as_well()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        ExecutionReport[] corrections =
        [
            rig.Correct("4", "3", 7, 5, at: 4),
            rig.Correct("3", "2", 8, 5, at: 3),
            rig.Correct("5", "4", 6, 5, at: 5),
            rig.Correct("2", "1", 9, 5, at: 2),
        ];
        foreach (ExecutionReport correction in corrections)
            Assert.Equal(InputOutcome.Applied, rig.Executions.Report(correction, order));
        foreach (ExecutionReport correction in corrections)
            Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(correction, order));
        Assert.Equal(
            InputOutcome.DeadLettered, rig.Executions.Report(rig.Correct("4", "x", 7, 5, at: 4), order));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 10, 5), order));
        Assert.Equal(6, rig.Position().Qty.Value);
        Assert.Equal(0, rig.Books.Executions.AwaitedCount);
    }

    [Fact]
    public void A_correction_of_yesterdays_trade_may_have_the_same_id_today_and_be_busted_before_the_trade_comes()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        rig.Executions.Report(rig.Correct("3", "3", 9, 5, at: 2, scope: 20_000), order);
        rig.Executions.Report(rig.Bust("7", "3", at: 3, scope: 20_001), order);
        Assert.Equal(
            InputOutcome.Applied, rig.Executions.Report(rig.Trade("3", 10, 5, scope: 19_999), order));
        Assert.Equal(0, rig.Position().Qty.Value);
        Assert.Equal(0, rig.Books.Executions.AwaitedCount);
    }

    [Fact]
    public void A_trade_that_waited_in_suspense_moves_to_its_order_when_that_is_known()
    {
        LedgerRig rig = new();
        Fee fee = new(new Money(2, Currency.Usd), FeeKind.Commission);
        ExecutionReport copy = rig.Trade("1", 10, 5) with
        {
            AccountName = "A",
            SymbolName = "X",
            Side = Side.Buy,
            Fee = fee
        };
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(copy, null));
        Assert.Equal(10, rig.Position("A", SubLedgers.Suspense).Qty.Value);
        Order order = rig.Order("A", "S", "X", Side.Buy);
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 10, 5), order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(rig.Trade("1", 10, 5), order));
        Assert.True(rig.Position("A", SubLedgers.Suspense).IsFlat);
        Assert.Empty(rig.Position("A", SubLedgers.Suspense).Fees);
        Assert.Equal(10, rig.Position().Qty.Value);
        Assert.Equal(2, Assert.Single(rig.Position().Fees).Amount.Amount);
        Assert.Equal(10, order.CumQty.Value);
        Assert.Equal(1, rig.Books.Executions.Count);
    }

    [Fact]
    public void A_trade_without_account_goes_to_the_only_account_of_its_venue()
    {
        LedgerRig rig = new();
        ExecutionReport report = rig.Trade("1", 10, 5) with { SymbolName = "X", Side = Side.Buy };
        Assert.Equal(InputOutcome.DeadLettered, rig.Executions.Report(report, null));
        rig.Books.Apply(
            new Instruments.AccountDefined(rig.Deciding.Account("A"), Currency.Usd, LotMethod.Fifo, rig.Venue));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(report, null));
        Assert.Equal(10, rig.Position("A", SubLedgers.Suspense).Qty.Value);
    }

    public static TheoryData<string, DeadLetterReason, string> Refusals() => new()
    {
        { "no id", DeadLetterReason.MissingField, "ExecID(17)" },
        { "no qty", DeadLetterReason.MissingField, "LastQty(32)" },
        { "no px", DeadLetterReason.MissingField, "LastPx(31)" },
        { "no side", DeadLetterReason.MissingField, "Side(54)" },
        { "no symbol", DeadLetterReason.MissingField, "Symbol(55)" },
        { "no account", DeadLetterReason.MissingField, "Account(1)" },
        { "zero qty", DeadLetterReason.InvalidValue, "LastQty(32)=0" },
        { "negative qty", DeadLetterReason.InvalidValue, "LastQty(32)=-1" },
        { "zero px", DeadLetterReason.InvalidValue, "LastPx(31)=0" },
        { "huge", DeadLetterReason.NumberOutOfRange, "cannot be kept exactly" },
        { "bust of nothing", DeadLetterReason.MissingField, "ExecRefID(19)" },
        { "correct without qty", DeadLetterReason.MissingField, "LastQty(32)" },
        { "other qty", DeadLetterReason.Conflict, "booked Buy 10 X @ 5 account A; now Buy 11" },
        { "other px", DeadLetterReason.Conflict, "@ 6" },
        { "other side", DeadLetterReason.Conflict, "now Sell" },
        { "other symbol", DeadLetterReason.Conflict, "Y" },
        { "other account", DeadLetterReason.Conflict, "account B" },
        { "not a trade", DeadLetterReason.InvalidValue, "ExecType(150)=0" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_booked_is_put_aside_with_field_and_value(string what, DeadLetterReason reason,
        string detail)
    {
        LedgerRig rig = new(record: true);
        ExecutionReport good = rig.Trade("1", 10, 5) with { AccountName = "A", SymbolName = "X", Side = Side.Buy };
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(good, null));
        ExecutionReport next = good with { ExecId = LedgerRig.Id("2") };
        ExecutionReport bad = what switch
        {
            "no id" => good with { ExecId = default },
            "no qty" => next with { LastQty = null },
            "no px" => next with { LastPx = null },
            "no side" => next with { Side = null },
            "no symbol" => next with { SymbolName = null },
            "no account" => next with { AccountName = "" },
            "zero qty" => next with { LastQty = Qty.Zero },
            "negative qty" => next with { LastQty = LedgerRig.Q(-1) },
            "zero px" => next with { LastPx = Px.Zero },
            "huge" =>
                next with
                {
                    LastQty = LedgerRig.Q(999_999_999_999_999_999m),
                    LastPx = LedgerRig.P(99_999_999.9999999999m)
                },
            "bust of nothing" => rig.Bust("2", ""),
            "correct without qty" => rig.Correct("2", "1", 1, 1) with { LastQty = null },
            "other qty" => good with { LastQty = LedgerRig.Q(11) },
            "other px" => good with { LastPx = LedgerRig.P(6) },
            "other side" => good with { Side = Side.Sell },
            "other symbol" => good with { SymbolName = "Y" },
            "other account" => good with { AccountName = "B" },
            _ => next with { ExecType = ExecType.New },
        };
        byte[] before = StateBytes.Of(rig.Books);
        int names = rig.Books.Names.Accounts.Count + rig.Books.Names.Symbols.Count;
        Assert.Equal(InputOutcome.DeadLettered, rig.Executions.Report(bad, null));
        DeadLettered letter = Assert.IsType<DeadLettered>(rig.Facts[^1]);
        Assert.Equal(reason, letter.Reason);
        Assert.Contains(detail, letter.Detail, System.StringComparison.Ordinal);
        Assert.Equal(names, rig.Books.Names.Accounts.Count + rig.Books.Names.Symbols.Count);
        Assert.Equal(1, rig.Books.Executions.Count);
        Assert.NotEqual(before, StateBytes.Of(rig.Books));
    }

    [Fact]
    public void Whatever_is_put_in_ends_in_exactly_one_outcome()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            LedgerRig rig = new();
            Chance chance = new(seed);
            Order[] orders = [rig.Order("A", "S", "X", Side.Buy), rig.Order("B", "", "BTCUSD", Side.Sell)];
            int[] counts = new int[5];
            for (int i = 0; i < 300; i++)
            {
                int dead = rig.Books.DeadLetters.LastId;
                int booked = rig.Books.Executions.Count;
                InputOutcome outcome = Anything(rig, chance, orders);
                counts[(int)outcome]++;
                Assert.Equal(outcome == InputOutcome.DeadLettered ? 1 : 0, rig.Books.DeadLetters.LastId - dead);
                Assert.InRange(rig.Books.Executions.Count - booked, 0, outcome == InputOutcome.Applied ? 1 : 0);
            }

            Assert.Equal(300, counts[1] + counts[2] + counts[3] + counts[4]);
            byte[] state = StateBytes.Of(rig.Books);
            Books loaded = StateBytes.BooksOf(state);
            Assert.Equal(state, StateBytes.Of(loaded));
            foreach (Position position in rig.Books.Positions.All)
                Assert.Equal(rig.Books.Positions.Replay(position.Key, position.Method)!.Realized, position.Realized);
        }
    }

    // In a symbol of which nothing was said before.
    private static NormalisedExecution First => new()
    {
        Symbol = "ES",
        Side = Side.Buy,
        LastQty = LedgerRig.Q(1),
        LastPx = LedgerRig.P(4000),
        ExecId = LedgerRig.Id("1"),
        TransactTime = new UtcNanos(5),
    };

    [Fact]
    public void A_source_may_say_what_its_symbol_means_until_that_is_defined()
    {
        LedgerRig rig = new();
        NormalisedExecution execution = First with { Multiplier = 50, Currency = Currency.FromTrusted("EUR") };
        Assert.Equal(InputOutcome.Applied, rig.Executions.Book(execution));
        Position position = rig.Position("default", "", "ES");
        Assert.Equal(new Money(200_000, Currency.FromTrusted("EUR")), position.Cost);
        Assert.Equal(InputOutcome.DeadLettered,
            rig.Executions.Book(execution with { ExecId = LedgerRig.Id("2"), Multiplier = 20 }));
        Assert.Equal(InputOutcome.Applied,
            rig.Executions.Book(execution with { ExecId = LedgerRig.Id("3"), Multiplier = 0, Currency = default }));
        Assert.Equal(400_000, position.Cost.Amount);
    }

    [Theory]
    [InlineData(100, "", false)]
    [InlineData(0, "EUR", false)]
    [InlineData(1, "USD", true)]
    [InlineData(1, "", true)]
    public void A_source_does_not_change_what_is_booked_already(int multiplier, string currency, bool isTaken)
    {
        LedgerRig rig = new();
        Assert.Equal(InputOutcome.Applied, rig.Executions.Book(First with { Account = "A" }));
        NormalisedExecution second = First with
        {
            ExecId = LedgerRig.Id("2"),
            Account = "B",
            Multiplier = multiplier,
            Currency = currency.Length == 0 ? default : Currency.FromTrusted(currency),
        };
        Assert.Equal(isTaken ? InputOutcome.Applied : InputOutcome.DeadLettered, rig.Executions.Book(second));
        Assert.Equal(new Money(4000, Currency.Usd), rig.Position("A", "", "ES").Cost);
    }

    [Fact]
    public void Trading_on_one_order_allocates_nothing()
    {
        foreach (LotMethod method in Day.LotMethods)
        {
            LedgerRig rig = new();
            rig.Account("A", method);
            Order[] orders = [rig.Order("A", "S", "X", Side.Buy, 1_000_000),
                rig.Order("A", "S", "X", Side.Sell, 1_000_000)];
            Chance chance = new(3);
            int next = 0;
            Trade(rig, orders, chance, ref next, 10_000);

            // What is left are pages of the ledger and buckets of its index, now and then; the ids are texts of the
            // test.
            long bytes = Trade(rig, orders, chance, ref next, 10_000);
            Assert.InRange(bytes, 0, 10_000 * 160);
            long quiet = 0;
            for (int i = 0; i < 100; i++) if (Trade(rig, orders, chance, ref next, 10) == 0) quiet++;
            Assert.InRange(quiet, 80, 100);
        }
    }

    private static long Trade(LedgerRig rig, Order[] orders, Chance chance, ref int next, int count)
    {
        ExecutionReport[] reports = new ExecutionReport[count];
        for (int i = 0; i < count; i++)
            reports[i] = rig.Trade($"e{next}", 1 + chance.Below(20), 100 + chance.Below(50), ++next);
        long before = System.GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < count; i++) rig.Executions.Report(reports[i], orders[i & 1]);
        return System.GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static InputOutcome Anything(LedgerRig rig, Chance chance, IReadOnlyList<Order> orders)
    {
        decimal[] numbers = [0, 1, -1, 0.0000000001m, 999_999_999_999_999_999m, 12.5m, 99_999_999.9999999999m, 7];
        string[] ids = ["", "1", "2", "3", "4", "5", "x\u00e9", new string('y', 47)];
        Fee fee = new(
            new Money(chance.Of(numbers), chance.Of(Currency.Usd, default, Currency.FromTrusted("BTC"))), FeeKind.Tax);
        if (chance.OneIn(8))
            return rig.Executions.Charge(new ChargeFee(new ExecKey(rig.Venue, 0, LedgerRig.Id(chance.Of(ids))), fee));
        ExecType type = chance.Of(ExecType.Trade, ExecType.Trade, ExecType.TradeCancel, ExecType.TradeCorrect,
            ExecType.New);
        if (chance.OneIn(4))
        {
            return rig.Executions.Book(new NormalisedExecution
            {
                Symbol = chance.Of("", "X", "BTCUSD", "Z" + chance.Below(5)),
                Side = (Side)chance.Below(7),
                LastQty = LedgerRig.Q(chance.Of(numbers)),
                LastPx = LedgerRig.P(chance.Of(numbers)),
                ExecId = LedgerRig.Id(chance.Of(ids)),
                ExecRefId = LedgerRig.Id(chance.Of(ids)),
                ExecType = type,
                TransactTime = new UtcNanos(chance.Below(9)),
                Account = chance.Of("", "A", "B"),
                Strategy = chance.Of("", "S", "@suspense", "n" + chance.Below(3)),
                Venue = chance.Of("", "V1"),
                Multiplier = chance.OneIn(3) ? chance.Of(numbers) : 0,
                Currency = chance.OneIn(3) ? Currency.FromTrusted("EUR") : default,
                Fee = chance.OneIn(2) ? fee : null,
            });
        }

        ExecutionReport report = new()
        {
            Venue = chance.Of(rig.Venue, default),
            ExecType = type,
            ExecId = LedgerRig.Id(chance.Of(ids)),
            ExecRefId = LedgerRig.Id(chance.Of(ids)),
            LastQty = chance.OneIn(5) ? null : LedgerRig.Q(chance.Of(numbers)),
            LastPx = chance.OneIn(5) ? null : LedgerRig.P(chance.Of(numbers)),
            Side = chance.OneIn(4) ? null : (Side)chance.Below(7),
            AccountName = chance.Of<string?>(null, "", "A", "B", "N" + chance.Below(3)),
            SymbolName = chance.Of<string?>(null, "", "X", "BTCUSD"),
            TransactTime = new UtcNanos(chance.Below(9)),
            VenueSeq = chance.Below(5),
            Scope = chance.Of(0, 20_000, 20_001),
            Fee = chance.OneIn(2) ? fee : null,
            FurtherFees = chance.OneIn(3) ? [fee, fee with { Kind = FeeKind.Other }, fee] : null,
        };
        return rig.Executions.Report(report, chance.OneIn(3) ? orders[chance.Below(orders.Count)] : null);
    }

    [Theory]
    [InlineData("1 2 3")]
    [InlineData("1 3 2")]
    [InlineData("2 1 3")]
    [InlineData("2 3 1")]
    [InlineData("3 1 2")]
    [InlineData("3 2 1")]
    public void Correction_of_a_correction_of_the_same_moment_holds_in_whatever_order_they_come(string order)
    {
        LedgerRig rig = new();
        Order of = rig.Order("A", "S", "X", Side.Buy);
        ExecutionReport trade = rig.Trade("1", 100, 5);
        ExecutionReport first = rig.Correct("2", "1", 40, 5) with { TransactTime = trade.TransactTime };
        ExecutionReport second = rig.Correct("3", "2", 30, 5) with { TransactTime = trade.TransactTime };
        foreach (string each in order.Split(' '))
            rig.Executions.Report(each == "1" ? trade : each == "2" ? first : second, of);
        Assert.Equal(30, rig.Position().Qty.Value);
    }
}
