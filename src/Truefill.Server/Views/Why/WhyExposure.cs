using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views.Why;

/// <summary>
/// What an exposure consists of: each position that is open with its quantity, mark, multiplier and rate.
/// What lacks a mark or a rate is listed and counts nothing, as in the exposure itself.
/// </summary>
internal sealed class WhyExposure(Replica replica, WhyScope scope, UtcNanos now)
{
    private readonly Books books = replica.Books;
    private readonly WhyFigures figures = new();
    private readonly Dictionary<Currency, (decimal Net, decimal Gross)> sums = [];
    private decimal net;
    private decimal gross;
    private bool isConverted;

    private Currency Into => books.Accounts[scope.Account].Currency;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("subject");
        scope.Write(json, books);
        json.WriteEndObject();
        json.WriteStartArray("parts");
        foreach (Position position in scope.Positions(books))
            if (!position.IsFlat) WritePart(json, position);
        json.WriteEndArray();
        if (scope.Symbol is null) AddRows();
        else AddPosition(scope.Positions(books).Single());
        figures.Write(json);
    }

    private void WritePart(Utf8JsonWriter json, in Position position)
    {
        PositionKey key = position.Key;
        MarkSet? mark = books.Marks[key.Symbol];
        decimal qty = position.Lots.Sum(static lot => lot.SignedQty.Value);
        decimal? exposure = position.Exposure(mark?.Price ?? default) is not null && mark is { } price
            ? qty * price.Price.Value * position.Multiplier
            : null;
        decimal? rate = books.Marks.Rate(position.Currency, Into);
        decimal? converted = exposure * rate is { } amount ? ExactDecimal.RoundToMaxDecimals(amount) : null;
        json.WriteStartObject();
        json.WriteString("position", WhyScope.NameOf(books, key));
        json.Code("currency", position.Currency);
        json.Number("qty", qty);
        PositionView.WriteMark(json, books, position, now);
        json.Number("multiplier", position.Multiplier);
        json.Number("exposure", exposure);
        json.Number("rate", rate);
        json.Number("converted", converted);
        json.WriteEndObject();
        if (exposure is { } own)
        {
            (decimal before, decimal grossBefore) = sums.GetValueOrDefault(position.Currency);
            sums[position.Currency] = (before + own, grossBefore + Math.Abs(own));
        }

        if (converted is not { } counted) return;
        isConverted = true;
        net += counted;
        gross += Math.Abs(counted);
    }

    private void AddPosition(in Position position)
    {
        decimal? own = books.Marks[position.Key.Symbol] is { } mark ? position.Exposure(mark.Price)?.Amount : null;
        decimal? sum = position.IsFlat ? 0
            : sums.TryGetValue(position.Currency, out (decimal Net, decimal Gross) found) ? found.Net
            : null;
        figures.Add("net", position.Currency, sum, position.IsFlat ? 0 : own);
    }

    private void AddRows()
    {
        Exposure all = Exposure.Of(books);
        foreach (ExposureRow row in all.ByCurrency.Where(IsOfScope))
        {
            (decimal ownNet, decimal ownGross) = sums.GetValueOrDefault(row.Net.Currency);
            figures.Add("net", row.Net.Currency, ownNet, row.Net.Amount);
            figures.Add("gross", row.Net.Currency, ownGross, row.Gross.Amount);
        }

        foreach (ExposureRow row in all.Converted.Where(IsOfScope))
        {
            figures.Add("net_converted", row.Net.Currency, isConverted ? net : null, row.Net.Amount);
            figures.Add("gross_converted", row.Net.Currency, isConverted ? gross : null, row.Gross.Amount);
        }
    }

    private bool IsOfScope(ExposureRow row) => row.Account == scope.Account && row.Strategy == scope.Strategy;
}
