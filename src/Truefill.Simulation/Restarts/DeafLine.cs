using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Ordeal;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Restarts;

/// <summary>The simulated market behind a perfect line at whose other end there may be nobody.</summary>
internal sealed class DeafLine : IVenueSink
{
    public const string VenueName = "SIM";

    public DeafLine(Chance chance, Domain.Time.UtcNanos start) => Market = new SimulatedMarket(
        new SimulatedMarketSettings
        {
            VenueId = VenueName,
            Seed = chance.Next(),
            KeepsRaw = false,
            MarkInterval = TimeSpan.FromSeconds(5),
        },
        this,
        start);

    public SimulatedMarket Market { get; }

    /// <summary>What waits for the engine, in order.</summary>
    public Queue<Input> Inbox { get; } = new();

    public VenueId Venue { get; set; }

    /// <summary>Our process is away: what is said is lost.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>What the venue says to questions that the engine has not asked, while it is set.</summary>
    public VenueTruth? Truth { get; set; }

    public void Post(in VenueReport report)
    {
        if (IsDeaf || Truth?.Takes(in report) == true) return;
        Input input = VenueInputs.Of(in report, VenueName, Venue);
        input.ReceivedAt = Market.Now;
        Inbox.Enqueue(input);
    }
}
