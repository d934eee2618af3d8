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
}
