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
            Simulated = s.IsDescribing || !real ? s.Variant("simulated", SimulatedVenueOptions.Read) : null,
            Environment = s.IsDescribing || real ? s.Variant("fix", ReadEnvironment) : null,
            Fix = s.IsDescribing || type == VenueType.Fix ? s.Variant("fix", FixVenueOptions.Read) : null,
        };
    }

    private static VenueEnvironment? ReadEnvironment(Section s) => s.Require("environment",
        PlainTypes.Choice(("paper", VenueEnvironment.Paper), ("live", VenueEnvironment.Live)), VenueEnvironment.Paper,
        "What its money is.");
}
