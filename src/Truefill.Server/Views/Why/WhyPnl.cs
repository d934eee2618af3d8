using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Security;

namespace Truefill.Server.Views.Why;

/// <summary>
/// What a PnL consists of: each position with the lots it closed and holds, run again from its history, its mark, its
/// charges and the rate into the account's currency.
/// </summary>
internal sealed class WhyPnl(Replica replica, WhyScope scope, UtcNanos now)
{
    /// <summary>Closed lots that are listed of each position, the newest.</summary>
    public const int ClosedLotsMost = 1000;

    private readonly Books books = replica.Books;
    private readonly WhyFigures figures = new();
    private readonly Dictionary<Currency, Sum> sums = [];

    public void Write(Utf8JsonWriter json)
    {
        WriteSubject(json);
        json.WriteStartArray("parts");
        foreach (Position position in scope.Positions(books)) WritePart(json, position);
        json.WriteEndArray();
        if (scope.Symbol is null) AddTotals();
        figures.Write(json);
    }

    private Currency Into => books.Accounts[scope.Account].Currency;

    private void WriteSubject(Utf8JsonWriter json)
    {
        json.WriteStartObject("subject");
        scope.Write(json, books);
        if (scope.Strategy is null)
        {
            DayPnl days = new(replica);
            json.Time("day_began_at", days.BeganAt(scope.Account));
            json.Number("total_pnl_when_day_began", days.Ends(scope.Account).Before);
        }

        json.WriteEndObject();
    }

    private void WritePart(Utf8JsonWriter json, in Position position)
    {
        PositionKey key = position.Key;
        LotReplay replay = books.Positions.Replay(key, position.Method)!;
        MarkSet? mark = books.Marks[key.Symbol];
        decimal? unrealized = replay.Qty.IsZero ? 0
            : mark is { } known ? replay.Unrealized(known.Price)?.Amount
            : null;
        json.WriteStartObject();
        json.WriteString("position", WhyScope.NameOf(books, key));
        json.Code("currency", position.Currency);
        json.WriteString("method", Words.Of(position.Method));
        json.Number("multiplier", position.Multiplier);
        json.Number("qty", replay.Qty);
        json.Number("cost", replay.Cost);
        json.Number("realized_pnl", replay.Realized);
        json.Number("unrealized_pnl", unrealized);
        PositionView.WriteMark(json, books, position, now);
        json.Number("rate", books.Marks.Rate(position.Currency, Into));
        WriteFees(json, position);
        WriteLots(json, replay);
        json.WriteEndObject();

        Sum own = At(position.Currency);
        own.Realized += replay.ClosedLots.Sum(static lot => lot.Realized.Amount);
        own.Unrealized += unrealized;
        foreach (PositionFee fee in position.Fees) At(fee.Amount.Currency).Fees += fee.Amount.Amount;
        if (scope.Symbol is not null) AddPosition(position, replay, unrealized);
    }

    private void AddPosition(in Position position, LotReplay replay, decimal? unrealized)
    {
        Currency currency = position.Currency;
        Sum sum = At(currency);
        PositionFigures inBooks = PositionFigures.Of(books, position, null);
        decimal cost = replay.Cost.Amount;
        figures.Add("qty", default, replay.Lots.Sum(static lot => lot.SignedQty.Value), position.Qty.Value);
        figures.Add("avg_px", currency,
            replay.Qty.IsZero ? 0 : cost / position.Multiplier / replay.Qty.Value, inBooks.AvgPx);
        figures.Add("realized_pnl", currency, sum.Realized, inBooks.Realized.Amount);
        figures.Add("unrealized_pnl", currency, unrealized, inBooks.Unrealized?.Amount);
        figures.Add("net_cash", currency, sum.Realized - cost, position.NetCash.Amount);
        foreach ((Currency each, Sum of) in sums.OrderBy(static pair => pair.Key.Packed))
            figures.Add("fees", each, of.Fees, position.Fees.Where(f => f.Amount.Currency == each)
                .Sum(static f => f.Amount.Amount));
    }

    private void AddTotals()
    {
        PnlTotals totals = PnlTotals.Of(books, null, new AccountFilter(scope.Account));
        if (scope.Strategy is { } strategy)
        {
            foreach (PnlRow row in totals.Rows.Where(row => row.Strategy == strategy))
                Add(row.Currency, At(row.Currency), row.Realized, row.Unrealized, row.Fees, row.Total);
            return;
        }

        PnlAccountTotal all = PnlAccountTotal.Of(books, totals).Single();
        Sum converted = Converted();
        Add(Into, converted, all.Realized, all.Unrealized, all.Fees, all.Total);
        DayPnl days = new(replica);
        figures.Add(
            "day_pnl", Into, converted.RoundedTotal - days.Ends(scope.Account).Before, days.Of(scope.Account));
    }

    private void Add(
        Currency currency, Sum sum, decimal? realized, decimal? unrealized, decimal? fees, decimal? total)
    {
        figures.Add("realized_pnl", currency, sum.Realized, realized);
        figures.Add("unrealized_pnl", currency, sum.Unrealized, unrealized);
        figures.Add("fees", currency, sum.Fees, fees);
        figures.Add("total_pnl", currency, sum.Total, total);
    }

    private Sum Converted()
    {
        Sum result = new();
        foreach ((Currency currency, Sum sum) in sums.OrderBy(static pair => pair.Key.Packed))
        {
            decimal? rate = books.Marks.Rate(currency, Into);
            result.Realized += sum.Realized * rate;
            result.Unrealized += sum.Unrealized * rate;
            result.Fees += sum.Fees * rate;
        }

        return result;
    }

    private static void WriteFees(Utf8JsonWriter json, in Position position)
    {
        json.WriteStartArray("fees");
        foreach (PositionFee fee in position.Fees)
        {
            json.WriteStartObject();
            json.WriteString("kind", Words.Of(fee.Kind));
            json.Number("amount", fee.Amount.Amount);
            json.Code("currency", fee.Amount.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteLots(Utf8JsonWriter json, LotReplay replay)
    {
        PositionView.WriteLots(json, books, replay.Lots);
        IReadOnlyList<ClosedLot> closed = replay.ClosedLots;
        json.WriteNumber("closed_lots_in_all", closed.Count);
        json.WriteStartArray("closed_lots");
        for (int i = Math.Max(0, closed.Count - ClosedLotsMost); i < closed.Count; i++)
        {
            ClosedLot lot = closed[i];
            json.WriteStartObject();
            ClosedLotView.Write(json, books, in lot);
            json.Time("time", lot.ClosedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private Sum At(Currency currency)
    {
        if (!sums.TryGetValue(currency, out Sum? sum)) sums[currency] = sum = new Sum();
        return sum;
    }

    private sealed class Sum
    {
        public decimal? Realized { get; set; } = 0;

        public decimal? Unrealized { get; set; } = 0;

        public decimal? Fees { get; set; } = 0;

        public decimal? Total => Realized + Unrealized - Fees;

        /// <summary>Of terms that are rounded each, as an account's worth is before days are told apart.</summary>
        public decimal? RoundedTotal => Round(Realized) + Round(Unrealized) - Round(Fees);

        private static decimal? Round(decimal? value) =>
            value is { } known ? ExactDecimal.RoundToMaxDecimals(known) : null;
    }
}
