using System.Collections.Generic;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Whole;

/// <summary>
/// Where trading is held, by what was said and made durable: by people, and by starts. Only a person ends a hold.
/// </summary>
internal sealed class Holds
{
    /// <summary>The venue that stands for all of them.</summary>
    public const string Everywhere = "";

    private readonly Dictionary<string, long> since = [];
    private long block;

    /// <summary>Inputs that became durable together.</summary>
    public void Durable(IReadOnlyList<Input> taken)
    {
        block++;
        foreach (Input input in taken)
        {
            if (input.Body is EngineStart { Held: not null }) since[Everywhere] = block;
            else if (input.Body is HoldTrading hold) since[hold.Venue] = block;
            else if (input.Body is ResumeTrading resume) since.Remove(resume.Venue);
        }
    }

    public bool IsHeld(string venue) => since.ContainsKey(venue);

    /// <summary>Nothing may go there that was decided in the last block: it was held before, and all along.</summary>
    public bool WasHeldThroughout(string venue) => IsOld(Everywhere) || IsOld(venue);

    private bool IsOld(string venue) => since.TryGetValue(venue, out long first) && first < block;
}
