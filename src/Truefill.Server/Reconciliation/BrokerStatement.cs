using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Reconciliation;

/// <summary>What a broker's file says of accounts at one moment.</summary>
/// <param name="AsOf">The moment; none: the file does not say, and now is taken.</param>
public sealed record BrokerStatement(
    UtcNanos AsOf, IReadOnlyList<StatedPosition> Positions, IReadOnlyList<StatedCash> Cash)
{
    /// <summary>Accounts that the file is about, those without a position too.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }
}

/// <summary>One position of the file. What is null the broker does not say.</summary>
/// <param name="Account">As the broker writes it; empty: the file names none.</param>
/// <param name="Qty">Signed: negative is short.</param>
public sealed record StatedPosition(
    string Account, string Symbol, Qty Qty, decimal? AvgPx, decimal? RealizedPnl, string? Currency);

/// <summary>Money of the file, in one currency.</summary>
public sealed record StatedCash(string Account, Currency Currency, decimal Amount);
