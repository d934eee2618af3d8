using System.Collections.Generic;
using System.Linq;
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

    public bool WaitsForTrade => TradeFamily.AnyWaits(Families);

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
        Dictionary<Currency, Rational> sums = [];
        foreach (TradeFamily family in Families) AddFees(sums, family, reading);
        return sums.Where(s => !s.Value.IsZero).ToDictionary(s => s.Key.ToString(), s => s.Value);
    }

    private List<Lot> Lots(Reading reading)
    {
        bool moves = reading[OpenQuestion.CorrectionMovesInTime];
        List<Lot> lots = new(Families.Count + Imports.Count);
        List<(long At, long Seq, long Arrival)> places = new(Families.Count + Imports.Count);
        foreach (TradeFamily family in Families)
        {
            if (family.Live is not { } live || live.Account != Key.Account || live.Symbol != Key.Symbol
                || family.Strategy != Key.Strategy) continue;
            TradeVersion place = moves ? live : family.Root;
            lots.Add(new Lot(live.Side == Domain.Orders.Side.Buy ? live.LastQty : -live.LastQty, live.LastPx));
            places.Add((place.At, place.Seq, place.Arrival));
        }

        foreach (ImportedLot import in Imports)
        {
            lots.Add(new Lot(import.Quantity, import.Price));
            places.Add((import.At, 0, import.Arrival));
        }

        return InOrder(lots, places);
    }

    // Most trades are told in the order in which they happened: the few that are not go behind those before them.
    private static List<Lot> InOrder(List<Lot> lots, List<(long At, long Seq, long Arrival)> places)
    {
        for (int i = 1; i < lots.Count; i++)
        {
            (Lot lot, (long At, long Seq, long Arrival) place) = (lots[i], places[i]);
            int at = i;
            while (at > 0 && places[at - 1].CompareTo(place) > 0) at--;
            if (at == i) continue;
            lots.RemoveAt(i);
            places.RemoveAt(i);
            lots.Insert(at, lot);
            places.Insert(at, place);
        }

        return lots;
    }

    // A charge goes where its trade goes, whether it came with a version of it or later on its own.
    private void AddFees(Dictionary<Currency, Rational> sums, TradeFamily family, Reading reading)
    {
        if (!family.HasTrade || (family.Live is null && !reading[OpenQuestion.FeeOutlivesTrade])) return;
        TradeVersion charged = family.Last;
        if (new PositionName(charged.Account, family.Strategy, charged.Symbol) != Key) return;
        if (reading[OpenQuestion.CorrectionInheritsFee])
        {
            foreach (Money fee in family.AllFees()) Add(sums, fee);
            return;
        }

        if (family.LastFee is { } last) Add(sums, last.Amount);
        foreach (LaterCharge charge in family.Charges) Add(sums, charge.Fee.Amount);
    }

    private static void Add(Dictionary<Currency, Rational> sums, Money amount) =>
        sums[amount.Currency] = sums.GetValueOrDefault(amount.Currency) + amount.Amount;
}
