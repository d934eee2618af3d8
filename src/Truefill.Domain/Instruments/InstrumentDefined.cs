using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Instruments;

/// <summary>
/// What a symbol's numbers mean. A symbol without one has multiplier 1, the account's currency, no tick or lot.
/// </summary>
/// <param name="Multiplier">Value of one price point of one contract, in <paramref name="Currency"/>; positive.</param>
/// <param name="Tick">Smallest price step; zero: not checked.</param>
/// <param name="Lot">Smallest quantity step; zero: not checked.</param>
/// <param name="Currency">Currency of the price; none: the account's.</param>
/// <param name="AllowsNonPositivePrice">Zero and negative prices are real (spreads, some futures).</param>
public readonly record struct InstrumentDefined(
    SymbolId Symbol,
    Px Multiplier,
    Px Tick,
    Qty Lot,
    Currency Currency,
    bool AllowsNonPositivePrice);
