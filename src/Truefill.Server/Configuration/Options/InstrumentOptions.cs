using Truefill.Domain.Quantities;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

public enum InstrumentKind
{
    Stock,
    Future,
    Option,
    Forex,
    Crypto,
    Bond,
    Index,
    Spread,
}

/// <summary>What a symbol's numbers mean. A symbol that is not listed: multiplier 1, the account's currency, no tick
/// or lot.</summary>
public sealed record InstrumentOptions
{
    public required string Symbol { get; init; }

    public required Px? Tick { get; init; }

    public required Qty? Lot { get; init; }

    /// <summary>Value of one price point of one contract, in <see cref="Currency"/>.</summary>
    public required decimal Multiplier { get; init; }

    /// <summary>Null: the account's.</summary>
    public required Currency? Currency { get; init; }

    /// <summary>Simulated venues go by it; null: they never close for it.</summary>
    public required string? Calendar { get; init; }

    /// <summary>Read and checked; nothing depends on it.</summary>
    public required InstrumentKind Kind { get; init; }

    /// <summary>Quantities below one lot are taken.</summary>
    public required bool OddLot { get; init; }

    public required bool NegativePrices { get; init; }

    /// <summary>Null: venues that speak FIX call it by <see cref="Symbol"/>.</summary>
    public required ContractOptions? Contract { get; init; }

    internal static InstrumentOptions Read(Section s) => new()
    {
        Symbol = s.Require("symbol", PlainTypes.Id, "", "The symbol in orders and reports."),
        Tick = s.Optional("tick", PlainTypes.PositivePrice, "The smallest price step; without one, none is checked."),
        Lot = s.Optional("lot", PlainTypes.Quantity(allowsZero: false),
            "The smallest quantity step; without one, none is checked."),
        Multiplier = s.Get("multiplier", PlainTypes.Number(0, positive: true), 1,
            "The value of one price point of one contract, in the instrument's currency."),
        Currency = s.Optional("currency", PlainTypes.CurrencyCode,
            "The currency of the price; without one, the account's."),
        Calendar = s.OptionalText("calendar", PlainTypes.Id,
            "Its trading calendar at simulated venues, of `calendars`, `XNYS` or `TAIFEX`; other venues keep their own "
            + "hours."),
        Kind = s.Get("kind", Kinds, InstrumentKind.Stock,
            "What it is, for whoever reads the configuration: nothing depends on it."),
        OddLot = s.Get("odd_lot", PlainTypes.Flag, false,
            "Quantities below one lot, and between lots, are taken. "
            + "A reduce-only order may always close a whole position."),
        NegativePrices =
            s.Get("negative_prices", PlainTypes.Flag, false, "Zero and negative prices are real, as for spreads."),
        Contract = s.OptionalChild("contract", ContractOptions.Read),
    };

    private static ValueType<InstrumentKind> Kinds { get; } = PlainTypes.Choice(
        ("stock", InstrumentKind.Stock), ("future", InstrumentKind.Future), ("option", InstrumentKind.Option),
        ("forex", InstrumentKind.Forex), ("crypto", InstrumentKind.Crypto), ("bond", InstrumentKind.Bond),
        ("index", InstrumentKind.Index), ("spread", InstrumentKind.Spread));
}
