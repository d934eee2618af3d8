using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>Narrower limits for what matches all the names given; they hold beside the wider ones.</summary>
public sealed record RiskScopeOptions
{
    public required string? Account { get; init; }

    public required string? Strategy { get; init; }

    public required string? Venue { get; init; }

    public required string? Symbol { get; init; }

    public required RiskLimits Limits { get; init; }

    internal static RiskScopeOptions Read(Section s)
    {
        var scope = new RiskScopeOptions
        {
            Account = s.OptionalText("account", PlainTypes.Id, "Only this account."),
            Strategy = s.OptionalText("strategy", PlainTypes.Id, "Only this strategy."),
            Venue = s.OptionalText("venue", PlainTypes.Id, "Only this venue."),
            Symbol = s.OptionalText("symbol", PlainTypes.Id, "Only this symbol."),
            Limits = RiskLimits.Read(s),
        };
        if (scope is { Account: null, Strategy: null, Venue: null, Symbol: null } && !s.IsDescribing)
            s.Error("", "a scope names an account, a strategy, a venue or a symbol",
                "limits for everything stand directly in 'risk'");
        if (scope is { Limits.MaxDailyLoss: not null } and not { Strategy: null, Venue: null, Symbol: null }
            && !s.IsDescribing)
            s.Error("max_daily_loss",
                "a loss is an account's: strategies, venues and symbols have no limit of their own");
        return scope;
    }
}

/// <summary>The controls before an order leaves.</summary>
public sealed record RiskOptions
{
    /// <summary>What holds for everything.</summary>
    public required RiskLimits Limits { get; init; }

    /// <summary>Symbols that nobody may trade.</summary>
    public required IReadOnlyList<string> Restricted { get; init; }

    public required IReadOnlyList<RiskScopeOptions> Scopes { get; init; }

    internal static RiskOptions Read(Section s) => new()
    {
        Limits = RiskLimits.Read(s),
        Restricted = s.List("restricted", PlainTypes.Id, [], "Symbols that nobody may trade."),
        Scopes = s.Items("scopes", RiskScopeOptions.Read) ?? [],
    };
}
