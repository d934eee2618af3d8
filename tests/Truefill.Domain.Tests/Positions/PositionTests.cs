using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Positions;

public class PositionTests
{
    private static readonly Currency Eur = Currency.FromTrusted("EUR");

    [Fact]
    public void Realised_is_signed_by_the_closed_lots_side_times_multiplier_in_the_contracts_currency()
    {
        LedgerRig rig = new();
        rig.Instrument("X", 50, "EUR");
        rig.Book(Side.Sell, 2, 4000.25m);
        rig.Book(Side.Buy, 1, 3990.75m);
        Position position = rig.Position();
        Assert.Equal(new Money(475, Eur), position.Realized);
        Assert.Equal(new Money(-200_012.5m, Eur), position.Cost);
        Assert.Equal(new Money(200_487.5m, Eur), position.NetCash);
        Assert.Equal(new Money(-200_000, Eur), position.Exposure(LedgerRig.P(4000)));
        Assert.Equal(new Money(12.5m, Eur), position.Unrealized(LedgerRig.P(4000)));
    }

    [Fact]
    public void A_multiplier_defined_later_re_values_all_of_the_history()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 2, 100);
        rig.Book(Side.Sell, 1, 103);
        Assert.Equal(DenyReason.None, rig.Positions.Define(new DefineInstrument("X", LedgerRig.P(10))));
        Assert.Equal(30, rig.Position().Realized.Amount);
        Assert.Equal(1000, rig.Position().Cost.Amount);
    }

    [Fact]
    public void A_flip_realises_all_of_the_old_side_and_opens_the_rest_at_the_fills_price()
    {
        foreach (LotMethod method in Day.LotMethods)
        {
            LedgerRig rig = new();
            rig.Account("A", method);
            rig.Book(Side.Buy, 1, 10);
            rig.Book(Side.Buy, 2, 13);
            rig.Book(Side.Sell, 5, 11);
            Assert.Equal(-3, rig.Position().Realized.Amount);
            Assert.Equal(-2, rig.Position().Qty.Value);
            Assert.Equal(11, rig.Position().AvgPx);
            Assert.Equal(LedgerRig.Q(-2), Assert.Single(rig.Position().Lots).SignedQty);
        }
    }

    [Fact]
    public void Hifo_closes_the_lot_with_the_least_gain_and_the_older_of_two_equal_ones()
    {
        LedgerRig rig = new();
        rig.Account("A", LotMethod.Hifo);
        foreach (decimal px in (decimal[])[10, 30, 20, 30]) rig.Book(Side.Buy, 1, px);
        rig.Book(Side.Sell, 1.5m, 25);
        Assert.Equal([(1m, 10m), (1m, 20m), (0.5m, 30m)],
            rig.Position().Lots.Select(lot => (lot.SignedQty.Value, lot.Px)));
        Assert.Equal(-7.5m, rig.Position().Realized.Amount);
        rig.Book(Side.Sell, 2.5m, 25);
        foreach (decimal px in (decimal[])[10, 30, 20]) rig.Book(Side.Sell, 1, px);
        rig.Book(Side.Buy, 1, 25);
        Assert.Equal([30m, 20m], rig.Position().Lots.Select(lot => lot.Px));
    }

    [Fact]
    public void A_charge_in_the_traded_asset_reduces_the_quantity_and_counts_at_the_trades_price()
    {
        LedgerRig rig = new();
        rig.Instrument("BTCUSDT", 1, "USDT");
        Fee fee = new(new Money(0.001m, Currency.FromTrusted("BTC")), FeeKind.Commission);
        rig.Book(Side.Buy, 1, 50_000, "1", fee: fee, symbol: "BTCUSDT");
        Position position = rig.Position(symbol: "BTCUSDT");
        Assert.Equal(0.999m, position.Qty.Value);
        Assert.Equal(new Money(50, Currency.FromTrusted("USDT")), Assert.Single(position.Fees).Amount);
        Assert.Equal(0, position.Realized.Amount);
        Assert.Equal(-49_950, position.NetCash.Amount);
        decimal total = position.Realized.Amount + position.Unrealized(LedgerRig.P(51_000))!.Value.Amount - 50;
        Assert.Equal((0.999m * 51_000) - 50_000, total);
    }

    [Theory]
    [InlineData("BTCUSDT", "BTC", true)]
    [InlineData("BTC/USDT", "BTC", true)]
    [InlineData("BTC-USDT.BINANCE", "BTC", true)]
    [InlineData("BTC", "BTC", true)]
    [InlineData("BTCUSDT", "USDT", false)]
    [InlineData("BTCUSDT", "BNB", false)]
    [InlineData("BTCEUR", "BTC", false)]
    [InlineData("BT", "BTC", false)]
    public void The_traded_asset_is_read_off_the_symbol(string symbol, string currency, bool traded) => Assert.Equal(
        traded, PositionBook.IsTradedAsset(symbol, Currency.FromTrusted("USDT"), Currency.FromTrusted(currency)));

    [Fact]
    public void Fees_and_taxes_are_kept_per_currency_and_kind_and_do_not_touch_the_realised()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 1, 10, "1", fee: new Fee(new Money(1.5m, Currency.Usd), FeeKind.Commission));
        rig.Book(Side.Sell, 1, 12, "2", fee: new Fee(new Money(0.25m, Eur), FeeKind.Tax));
        ExecKey key = new(rig.Venue, 0, LedgerRig.Id("2"));
        rig.Executions.Charge(new(key, new Fee(new Money(-0.5m, Currency.Usd), FeeKind.Commission)));
        Assert.Equal(2, rig.Position().Realized.Amount);
        Assert.Equal(
            [new PositionFee(FeeKind.Commission, new Money(1, Currency.Usd)),
                new PositionFee(FeeKind.Tax, new Money(0.25m, Eur))],
            rig.Position().Fees.OrderBy(each => each.Kind));
        Assert.Equal(2, rig.Books.Positions.FeesOf(new ExecHandle(2)).Count);
    }

    [Fact]
    public void An_opening_lot_counts_once_per_reference()
    {
        LedgerRig rig = new();
        ImportPosition import = new("A", "S", "X", LedgerRig.Q(-5), LedgerRig.P(20), ShortText.FromTrusted("lot-1"),
            "me", "start");
        Assert.Equal(DenyReason.None, rig.Positions.Import(import, out bool duplicate));
        Assert.False(duplicate);
        Assert.Equal(DenyReason.None, rig.Positions.Import(import, out duplicate));
        Assert.True(duplicate);
        Assert.Equal(DenyReason.MalformedRequest,
            rig.Positions.Import(import with { SignedQty = LedgerRig.Q(-6) }, out duplicate));
        Assert.False(duplicate);
        rig.Book(Side.Buy, 2, 18);
        Assert.Equal((-3m, 4m), (rig.Position().Qty.Value, rig.Position().Realized.Amount));
    }

    [Fact]
    public void A_transfer_moves_quantity_at_the_average_price_and_leaves_the_account_as_it_was()
    {
        LedgerRig rig = new();
        rig.Account("A", LotMethod.Average);
        rig.Book(Side.Buy, 1, 10);
        rig.Book(Side.Buy, 2, 11);
        TransferPosition transfer = new("A", "S", "T", "X", LedgerRig.Q(2), null, "me", "handover");
        Assert.Equal(DenyReason.None, rig.Positions.Transfer(transfer));
        Px mark = LedgerRig.P(12);
        Position from = rig.Position();
        Position to = rig.Position("A", "T");
        Assert.Equal((1m, 2m), (from.Qty.Value, to.Qty.Value));
        Assert.Equal(10.6666666667m, to.AvgPx);
        Assert.Equal(4,
            (from.Realized + to.Realized + from.Unrealized(mark)!.Value + to.Unrealized(mark)!.Value).Amount);
    }

    [Theory]
    [InlineData(LotMethod.Fifo, 100, 120)]
    [InlineData(LotMethod.Lifo, 120, 100)]
    [InlineData(LotMethod.Hifo, 120, 100)]
    [InlineData(LotMethod.Average, 110, 110)]
    public void A_transfer_without_a_price_moves_the_lots_that_the_method_closes_and_realises_nothing(
        LotMethod method, int moved, int left)
    {
        foreach (int sign in new[] { 1, -1 })
        {
            // Of a short the cheapest lot is the one with the least gain.
            (int first, int second) = method == LotMethod.Hifo && sign < 0 ? (120, 100) : (100, 120);
            LedgerRig rig = new();
            rig.Account("A", method);
            rig.Book(sign > 0 ? Side.Buy : Side.Sell, 50, 100);
            rig.Book(sign > 0 ? Side.Buy : Side.Sell, 50, 120);
            rig.Positions.Transfer(new("A", "S", "T", "X", LedgerRig.Q(50 * sign), null, "me", "handover"));
            Position from = rig.Position();
            Position to = rig.Position("A", "T");
            Assert.Equal((0m, 0m), (from.Realized.Amount, to.Realized.Amount));
            (int expected, int rest) = first == 100 ? (moved, left) : (left, moved);
            Assert.Equal((rest, expected), (from.AvgPx, to.AvgPx));
            Assert.All([from, to], position => Assert.Equal(50 * sign, position.Qty.Value));
        }
    }

    [Theory]
    [InlineData(LotMethod.Fifo, "1@10 1@11 1@12")]
    [InlineData(LotMethod.Lifo, "1@11 1@12 1@13")]
    public void A_transfer_moves_each_lot_at_its_own_price_and_equal_neighbours_as_one(LotMethod method, string lots)
    {
        LedgerRig rig = new();
        rig.Account("A", method);
        foreach (int px in new[] { 10, 11, 12, 13 }) rig.Book(Side.Buy, 1, px);
        rig.Positions.Transfer(new("A", "S", "T", "X", LedgerRig.Q(3), null, "me", "handover"));
        Assert.Equal(lots, string.Join(' ', rig.Position("A", "T").Lots
            .OrderBy(lot => lot.Px).Select(lot => $"{lot.SignedQty}@{lot.Px:0}")));
        Assert.Equal(0m, rig.Position().Realized.Amount);
    }

    [Theory]
    [InlineData(LotMethod.Fifo)]
    [InlineData(LotMethod.Lifo)]
    [InlineData(LotMethod.Hifo)]
    [InlineData(LotMethod.Average)]
    public void A_transfer_in_the_past_moves_what_was_held_then(LotMethod method)
    {
        LedgerRig rig = new();
        rig.Account("A", method);
        rig.Book(Side.Buy, 2, 10, at: 10);
        rig.Book(Side.Buy, 2, 20, at: 30);
        rig.Positions.Transfer(new(
            "A", "S", "T", "X", LedgerRig.Q(2), null, "me", "handover", new UtcNanos(20 * UtcNanos.PerSecond)));
        Assert.Equal((0m, 20m), (rig.Position().Realized.Amount, rig.Position().AvgPx));
        Assert.Equal(10m, rig.Position("A", "T").AvgPx);
    }

    [Fact]
    public void A_transfer_at_a_stated_price_realises_what_that_price_says()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 50, 100);
        rig.Book(Side.Buy, 50, 120);
        rig.Positions.Transfer(new("A", "S", "T", "X", LedgerRig.Q(50), LedgerRig.P(110), "me", "handover"));
        Assert.Equal((500m, 110m), (rig.Position().Realized.Amount, rig.Position("A", "T").AvgPx));
    }

    [Fact]
    public void A_transfer_never_takes_more_than_there_is_nor_the_other_side()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 3, 10);
        TransferPosition transfer = new("A", "S", "T", "X", LedgerRig.Q(4), null, "me", "handover");
        Assert.Equal(DenyReason.InsufficientPosition, rig.Positions.Transfer(transfer));
        Assert.Equal(DenyReason.InsufficientPosition,
            rig.Positions.Transfer(transfer with { SignedQty = LedgerRig.Q(-1) }));
        Assert.Equal(DenyReason.QuantityNotPositive, rig.Positions.Transfer(transfer with { SignedQty = Qty.Zero }));
        Assert.Equal(DenyReason.UnknownPosition, rig.Positions.Transfer(transfer with { From = "U" }));
        Assert.Equal(DenyReason.UnknownAccount, rig.Positions.Transfer(transfer with { Account = "B" }));
        Assert.Equal(DenyReason.MalformedRequest, rig.Positions.Transfer(transfer with { To = "S" }));
        Assert.Equal(DenyReason.PriceNotAllowed,
            rig.Positions.Transfer(transfer with { SignedQty = LedgerRig.Q(1), Price = Px.Zero }));
        Assert.Equal(3, rig.Position().Qty.Value);
    }

    [Fact]
    public void Definitions_marks_and_rates_are_checked()
    {
        LedgerRig rig = new();
        Assert.Equal(DenyReason.MalformedRequest, rig.Positions.Define(new DefineInstrument("X", Px.Zero)));
        Assert.Equal(DenyReason.MalformedRequest, rig.Positions.Define(new DefineAccount("A", Currency.Usd, default)));
        Assert.Equal(DenyReason.PriceNotAllowed, rig.Positions.Mark(new SetMark("X", LedgerRig.P(-1)), out _));
        Assert.Equal(
            DenyReason.PriceNotAllowed, rig.Positions.FxRate(new SetFxRate(Eur, Currency.Usd, Px.Zero), out _));
        Assert.Equal(DenyReason.MalformedRequest, rig.Positions.FxRate(new SetFxRate(Eur, Eur, LedgerRig.P(1)), out _));
        rig.Book(Side.Buy, 900_000_000, 10_000_000);
        Assert.Equal(DenyReason.NotionalOutOfRange,
            rig.Positions.Define(new DefineInstrument("X", LedgerRig.P(99_999_999_999m))));
        Assert.Equal(DenyReason.None,
            rig.Positions.Define(new DefineInstrument("X", LedgerRig.P(5), AllowsNonPositivePrice: true)));
        Assert.Equal(DenyReason.None, rig.Positions.Mark(new SetMark("X", LedgerRig.P(-1)), out _));
    }

    [Fact]
    public void Exposure_is_gross_and_net_per_account_and_strategy_and_names_what_it_lacks()
    {
        LedgerRig rig = new();
        rig.Instrument("E", 1, "EUR");
        rig.Book(Side.Buy, 2, 10);
        rig.Book(Side.Sell, 3, 10, symbol: "E");
        rig.Book(Side.Buy, 1, 10, symbol: "NOMARK");
        rig.Positions.Mark(new SetMark("X", LedgerRig.P(12)), out _);
        rig.Positions.Mark(new SetMark("E", LedgerRig.P(10)), out _);
        Exposure exposure = Exposure.Of(rig.Books);
        Assert.Equal(2, exposure.Gaps.Count);
        Assert.Equal(rig.Key(symbol: "NOMARK").Symbol, Assert.Single(exposure.Gaps, each => each.From.IsNone).Symbol);
        Assert.Equal(Eur, Assert.Single(exposure.Gaps, each => !each.From.IsNone).From);
        rig.Positions.FxRate(new SetFxRate(Eur, Currency.Usd, LedgerRig.P(1.1m)), out _);
        exposure = Exposure.Of(rig.Books);
        Assert.Single(exposure.Gaps);
        ExposureRow account = exposure.Converted.First();
        Assert.Null(account.Strategy);
        Assert.Equal((-9m, 57m), (account.Net.Amount, account.Gross.Amount));
        Assert.Equal(4, exposure.ByCurrency.Count());
    }

    [Fact]
    public void Sub_ledgers_add_up_to_what_the_account_traded()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 5, 10);
        rig.Executions.Report(rig.Trade("s", 3, 11) with { AccountName = "A", SymbolName = "X", Side = Side.Sell },
            null);
        rig.Executions.Report(rig.Trade("o", 4, 12), rig.Order("A", SubLedgers.Manual, "X", Side.Buy));
        Assert.Equal(6, rig.Books.Positions.All.Sum(each => each.Qty.Value));
        Assert.Equal(3, rig.Books.Positions.Count);
    }

    [Fact]
    public void Handles_count_up_from_one_in_the_order_of_first_use()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 1, 1, symbol: "X");
        rig.Book(Side.Buy, 1, 1, symbol: "Y");
        Assert.Equal([1, 2], rig.Books.Positions.All.Select(each => each.Handle.Value));
        Assert.False(rig.HasPosition(symbol: "Z"));
    }

    [Fact]
    public void Odd_decimals_stay_exact_through_a_long_life()
    {
        foreach (LotMethod method in Day.LotMethods)
        {
            LedgerRig rig = new();
            rig.Account("A", method);
            Chance chance = new(11);
            for (int i = 0; i < 2000; i++)
                rig.Book(chance.Of(Side.Buy, Side.Sell), chance.Number(6, 8), chance.Number(6, 6));
            Position position = rig.Position();
            Money total = position.Realized + position.Unrealized(LedgerRig.P(3.33m))!.Value;
            Assert.Equal(position.NetCash + position.Exposure(LedgerRig.P(3.33m))!.Value, total);
            Assert.Equal(rig.Books.Positions.Replay(position.Key, method)!.Realized, position.Realized);
        }
    }

    [Fact]
    public void Last_execution_time_is_of_what_still_counts()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 1, 1, "1", at: 5);
        rig.Book(Side.Buy, 1, 1, "2", at: 7);
        rig.Executions.Report(rig.Bust("3", "2", 9), null);
        Assert.Equal(new UtcNanos(5 * UtcNanos.PerSecond), rig.Position().LastExecutionAt);
    }

    [Fact]
    public void An_undefined_account_is_in_dollars_and_first_in_first_out()
    {
        LedgerRig rig = new();
        rig.Book(Side.Buy, 1, 1);
        Assert.Equal((Currency.Usd, LotMethod.Fifo), (rig.Position().Currency, rig.Position().Method));
    }
}
