using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders.Commands;

/// <summary>
/// A client asks for an order, or (<see cref="OrderOrigin.Observed"/>) somebody's request for one was seen on the wire.
/// Names are texts: deciding turns them into handles. Empty account or venue: the only one there is, if so.
/// </summary>
public sealed record NewOrderSingle
{
    public required ClOrdId ClOrdId { get; init; }

    public required string Symbol { get; init; }

    public required OrderTerms Terms { get; init; }

    public string Account { get; init; } = "";

    public string Strategy { get; init; } = "";

    public string Venue { get; init; } = "";

    public string? CorrelationId { get; init; }

    public OrderOrigin Origin { get; init; } = OrderOrigin.Client;

    /// <summary>What is to protect the position it opens; null: nothing.</summary>
    public Bracket? Bracket { get; init; }

    /// <summary>
    /// The whole quantity that this order and others of its <see cref="CorrelationId"/> are parts of; null: not stated.
    /// </summary>
    public Qty? ParentQty { get; init; }

    /// <summary>A person with the risk role enters it: it may reduce a position under an active kill switch.</summary>
    public bool HasRiskRole { get; init; }
}
