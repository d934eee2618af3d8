using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Simulation.Model;

/// <summary>A lot that no trade made: an opening position.</summary>
internal readonly record struct ImportedLot(Rational Quantity, Rational Price, long At, long Arrival);

/// <summary>Everything that was ever booked on one position.</summary>
internal sealed class ModelBook(PositionName key)
{
    public PositionName Key { get; } = key;

    public HashSet<TradeFamily> Families { get; } = [];

    public List<ImportedLot> Imports { get; } = [];

    /// <summary>Quantities moved in and out. Their cost is not specified.</summary>
    public List<Rational> Transfers { get; } = [];

    /// <summary>Why nothing here is predicted any more; null while it is.</summary>
    public string? OpenBecause { get; set; }

    public bool IsEmpty => Families.Count + Imports.Count + Transfers.Count == 0;

    public bool WaitsForTrade => Families.Any(f => f.WaitsForTrade);

    public bool HasShadow => Families.Any(f => f.IsShadow);

    public PositionView View(Rational multiplier, LotMethod method, Reading reading)
    {
        PositionView played = NaiveLots.Play(Lots(reading), multiplier, method, reading);
        Rational moved = Transfers.Aggregate(Rational.Zero, (sum, q) => sum + q);
        Rational imported = Imports.Aggregate(Rational.Zero, (sum, i) => sum + i.Quantity * i.Price * multiplier);
        Rational cash = reading[OpenQuestion.ImportTakesNoCash] ? played.NetCash + imported : played.NetCash;
        return played with { Quantity = played.Quantity + moved, NetCash = cash };
    }

    /// <summary>Charges by currency, without the currencies in which they come to nothing.</summary>
    public Dictionary<string, Rational> Fees(Reading reading)
    {
        Dictionary<string, Rational> sums = [];
        foreach (Money amount in Families.SelectMany(f => FeesOf(f, reading)))
        {
            string currency = amount.Currency.ToString();
            sums[currency] = sums.GetValueOrDefault(currency) + amount.Amount;
        }

        return sums.Where(s => !s.Value.IsZero).ToDictionary(s => s.Key, s => s.Value);
    }

    private IEnumerable<TradeFamily> Live() =>
        Families.Where(f => f.Live is { } live && new PositionName(live.Account, f.Strategy, live.Symbol) == Key);

    private List<Lot> Lots(Reading reading)
    {
        var traded = Live().Select(family =>
        {
            TradeVersion live = family.Live!;
            TradeVersion place = reading[OpenQuestion.CorrectionMovesInTime] ? live : family.Root;
            return (Lot: new Lot(live.LastQty * Signed(live), live.LastPx), place.At, place.Seq, place.Arrival);
        });
        return traded
            .Concat(Imports.Select(i => (Lot: new Lot(i.Quantity, i.Price), i.At, Seq: 0L, i.Arrival)))
            .OrderBy(t => t.At).ThenBy(t => t.Seq).ThenBy(t => t.Arrival).Select(t => t.Lot).ToList();
    }

    private static int Signed(TradeVersion trade) => trade.Side == Domain.Orders.Side.Buy ? 1 : -1;

    // A charge that came with the trade, or later on its own, goes where the trade goes. A correction's is another
    // question.
    private IEnumerable<Money> FeesOf(TradeFamily family, Reading reading)
    {
        if (!family.HasTrade || (family.Live is null && !reading[OpenQuestion.FeeOutlivesTrade])) yield break;
        TradeVersion charged = family.Last;
        if (new PositionName(charged.Account, family.Strategy, charged.Symbol) != Key) yield break;
        TradeVersion? last = family.Versions.FindLast(v => v.Fee is not null);
        Fee? fee = reading[OpenQuestion.CorrectionInheritsFee] ? family.Root.Fee : last?.Fee;
        if (fee is { } stated) yield return stated.Amount;
        foreach (Fee charge in family.Charges) yield return charge.Amount;
    }
}
