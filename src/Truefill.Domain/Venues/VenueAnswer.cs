using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>
/// The end of a venue's answer to one question, with the lists that belong to it. Trades that were asked for come
/// before it as execution reports of their own. Only a complete list says anything about what is not in it.
/// </summary>
public sealed record VenueAnswer
{
    /// <summary>The id of the question.</summary>
    public required long QueryId { get; init; }

    /// <summary>The id of the venue in the configuration.</summary>
    public required string Venue { get; init; }

    public required QueryKind Kind { get; init; }

    public required AnswerStatus Status { get; init; }

    /// <summary>The moment that the lists are true at, by the venue's clock; none: it does not say.</summary>
    public UtcNanos AsOf { get; init; }

    /// <summary>What failed or was cut short.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// For open orders and for one order: status reports (<see cref="ExecType.OrderStatus"/>), one for each order.
    /// </summary>
    public IReadOnlyList<ExecutionReport> Orders { get; init; } = [];

    public IReadOnlyList<VenuePosition> Positions { get; init; } = [];

    public IReadOnlyList<VenueBalance> Balances { get; init; } = [];
}

/// <summary>A position as the venue holds it. What is null the venue does not say.</summary>
/// <param name="Qty">Signed: negative is short.</param>
/// <param name="StopLoss">Price of the protective stop that rests with it.</param>
/// <param name="TakeProfit">Price of the protective limit that rests with it.</param>
public readonly record struct VenuePosition(
    string Account,
    string Symbol,
    Qty Qty,
    Px? AvgPx = null,
    decimal? RealizedPnl = null,
    Currency Currency = default,
    Px? StopLoss = null,
    Px? TakeProfit = null);

/// <summary>Money of an account at the venue.</summary>
/// <param name="BuyingPower">What new orders may cost; null: the venue does not say.</param>
public readonly record struct VenueBalance(string Account, Money Cash, decimal? BuyingPower = null);
