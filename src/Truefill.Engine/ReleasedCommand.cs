using Truefill.Domain.Names;
using Truefill.Venues;

namespace Truefill.Engine;

/// <summary>
/// A message to a venue that passed every control and whose cause is durable. Only the engine makes one, and only the
/// type that hands messages to venues takes one, so there is no other way out.
/// </summary>
public readonly struct ReleasedCommand
{
    private readonly VenueCommand command;

    internal ReleasedCommand(
        in VenueCommand command, VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol, bool addsRisk)
    {
        this.command = command;
        Venue = venue;
        Account = account;
        Strategy = strategy;
        Symbol = symbol;
        AddsRisk = addsRisk;
    }

    public VenueCommand Command => command;

    public VenueId Venue { get; }

    public AccountId Account { get; }

    public StrategyId Strategy { get; }

    public SymbolId Symbol { get; }

    /// <summary>An active kill switch stops it even now.</summary>
    public bool AddsRisk { get; }
}

/// <summary>A question to a venue whose cause is durable.</summary>
public readonly record struct ReleasedQuery(VenueId Venue, VenueQuery Query);
