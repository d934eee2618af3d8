using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

public enum VenueType
{
    Simulated,
    Fix,
}

/// <summary>What a real venue's money is.</summary>
public enum VenueEnvironment
{
    Paper,
    Live,
}

public enum VenueAccess
{
    Trade,

    /// <summary>Keeps books beside another program and can send nothing.</summary>
    ReadOnly,
}

/// <summary>The venue's own bound on messages: orders, cancels and questions together.</summary>
/// <param name="Reserve">How many of them only cancels under an active kill switch may take.</param>
public sealed record VenueRateOptions(int Count, TimeSpan Window, int Reserve)
{
    internal static VenueRateOptions Read(Section s)
    {
        VenueRateOptions rate = new(
            s.Require("count", PlainTypes.Integer(1, 1_000_000), 25, "Most messages within any window."),
            s.Get("window", ValueTypes.Duration(TimeSpan.FromMilliseconds(1)), TimeSpan.FromSeconds(1),
                "The length of the window."),
            s.Get("reserve", PlainTypes.Integer(0, 1_000_000), 0,
                "How many of them only cancels under an active kill switch may take, so that it gets through."));
        if (rate.Reserve >= rate.Count && !s.IsDescribing)
            s.Error("reserve", "it leaves nothing for orders", "less than 'count'");
        return rate;
    }
}

/// <summary>A place where orders go. Exactly the part that its type names is there.</summary>
public sealed record VenueOptions
{
    public required string Id { get; init; }

    public required VenueType Type { get; init; }

    /// <summary>Null for a simulated venue.</summary>
    public required VenueEnvironment? Environment { get; init; }

    public required VenueAccess Access { get; init; }

    /// <summary>The accounts held there; empty: any.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Null: no bound is kept.</summary>
    public VenueRateOptions? RateLimit { get; init; }

    public SimulatedVenueOptions? Simulated { get; init; }

    public FixVenueOptions? Fix { get; init; }

    private static ValueType<VenueType> Types { get; } =
        PlainTypes.Choice(("simulated", VenueType.Simulated), ("fix", VenueType.Fix));

    internal static VenueOptions Read(Section s)
    {
        string id = s.Require("id", PlainTypes.Id, "", "The venue's name in orders and reports.");
        VenueType type = s.Require("type", Types, VenueType.Simulated, "What it speaks.");
        bool real = type != VenueType.Simulated;
        return new VenueOptions
        {
            Id = id,
            Type = type,
            Access = s.Get("access",
                PlainTypes.Choice(("trade", VenueAccess.Trade), ("read_only", VenueAccess.ReadOnly)),
                VenueAccess.Trade, "`read_only` keeps books beside an existing bot and can send nothing."),
            Accounts = s.List("accounts", PlainTypes.Id, [], "The accounts held there; none: any."),
            RateLimit = s.OptionalChild("rate_limit", VenueRateOptions.Read),
            Simulated = s.IsDescribing || !real ? s.Variant("simulated", SimulatedVenueOptions.Read) : null,
            Environment = s.IsDescribing || real ? s.Variant("fix", ReadEnvironment) : null,
            Fix = s.IsDescribing || type == VenueType.Fix ? s.Variant("fix", FixVenueOptions.Read) : null,
        };
    }

    private static VenueEnvironment? ReadEnvironment(Section s) => s.Require("environment",
        PlainTypes.Choice(("paper", VenueEnvironment.Paper), ("live", VenueEnvironment.Live)), VenueEnvironment.Paper,
        "What its money is.");
}
