using Truefill.Domain.State;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Engine;

/// <summary>Which start of the engine the journal is in, and whether the last one ended cleanly.</summary>
public sealed class EngineLife
{
    public long Epoch { get; private set; }

    public UtcNanos StartedAt { get; private set; }

    public bool Running { get; private set; }

    /// <summary>Why trading is held until a person resumes it, else null.</summary>
    public string? Held { get; private set; }

    public string Build { get; private set; } = "";

    public string ConfigHash { get; private set; } = "";

    public void Apply(in EngineStarted e)
    {
        Invariant.Holds(e.Epoch > Epoch, "epochs count up");
        Epoch = e.Epoch;
        StartedAt = e.At;
        Running = true;


        // A hold outlives a restart: only a person ends it.
        Held = e.Held ?? Held;
        Build = e.Build;
        ConfigHash = e.ConfigHash;
    }

    public void Apply(in EngineStopped e) => Running = false;

    public void Apply(in TradingOpened e)
    {
        if (e.Venue.IsNone) Held = null;
    }

    public void Apply(in TradingHeld e)
    {
        if (e.Venue.IsNone) Held = e.Reason;
    }

    public void Save(IStateWriter writer)
    {
        writer.Signed(Epoch);
        writer.Write(StartedAt);
        writer.Bool(Running);
        writer.Write(Held);
        writer.Write(Build);
        writer.Write(ConfigHash);
    }

    public void Load(IStateReader reader)
    {
        Epoch = reader.Signed();
        StartedAt = reader.ReadTime();
        Running = reader.Bool();
        Held = reader.ReadString();
        Build = reader.ReadString() ?? "";
        ConfigHash = reader.ReadString() ?? "";
    }
}
