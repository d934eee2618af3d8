namespace Truefill.Venues.Tests.Support;

/// <summary>What authors of adapters get wrong.</summary>
public enum Mistake
{
    None,
    SellsAreBuys,
    PositionsHaveNoSign,

    /// <summary>A submit that failed is tried again.</summary>
    TriesAgain,

    /// <summary>A submit without an answer is told as taken, under an id of the adapter's own.</summary>
    ClaimsSuccess,

    /// <summary>A submit without an answer is told as never sent.</summary>
    ClaimsFailure,

    /// <summary>What is executed of an order is only shown when it is all.</summary>
    HidesParts,
    CanceledIsFilled,

    /// <summary>Each time that a trade is told it has another id.</summary>
    NewIdEachTime,

    /// <summary>All trades of an order have one id.</summary>
    OneIdForAll,
    TradesAreAllBuys,

    /// <summary>Looks up by a table of its own, which ends with the process.</summary>
    ForgetsIds,

    /// <summary>Cancels by a table of its own, which ends with the process.</summary>
    ForgetsWhatToCancel,

    /// <summary>A filled order is shown once, and then no more.</summary>
    ForgetsFilled,

    /// <summary>A canceled order is shown once, and then no more.</summary>
    ForgetsCanceled,

    /// <summary>The search for an id answers with some order, if with no other.</summary>
    FindsAnything,

    /// <summary>The price of a limit order's trade is told as worse than its limit.</summary>
    WorseThanLimit,

    /// <summary>Prices are told in hundredths.</summary>
    PricesInCents,

    /// <summary>Times are told in another time zone.</summary>
    WrongZone,

    /// <summary>The answer to an order is waited for on the caller's thread.</summary>
    HoldsUpCaller,

    /// <summary>As before, and the answer never comes.</summary>
    HangsInCaller,
    ReplaceKeepsQuantity,
    ReplaceKeepsPrice,
    ThrowsWhenAsked,
}
