using System;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>What the host needs to run an engine on a journal that it owns.</summary>
public sealed record EngineHostOptions
{
    /// <summary>Where the journal is; the caller holds the directory's lock.</summary>
    public required IJournalStorage Storage { get; init; }

    /// <summary>Where checkpoints are; null: recovery reads the whole journal.</summary>
    public IJournalStorage? Checkpoints { get; init; }

    public JournalOptions Journal { get; init; } = new();

    /// <summary>This start's epoch, above every one before.</summary>
    public required long Epoch { get; init; }

    /// <summary>Version and commit of the program, journaled at the start.</summary>
    public string Build { get; init; } = "dev";

    public string ConfigHash { get; init; } = "";

    /// <summary>Why trading starts held, else null.</summary>
    public string? Held { get; init; }

    /// <summary><c>--start cold</c>: what was held and never sent is dropped.</summary>
    public bool Cold { get; init; }

    /// <summary><c>wait: spin</c>: the engine thread burns a core for latency.</summary>
    public bool Spin { get; init; }

    /// <summary><c>engine.cpu</c>: the processor that the engine's thread stays on; null: any.</summary>
    public int? Cpu { get; init; }

    /// <summary>Inputs that broke the engine before; null: nobody keeps them.</summary>
    public FatalInputs? Fatal { get; init; }

    /// <summary>Where engine time comes from; others only in tests.</summary>
    public MachineClocks Clocks { get; init; } = MachineClocks.System;

    /// <summary>
    /// Told, to a person, what was passed over while the journal was recovered, and what a subscriber threw; null:
    /// nobody is.
    /// </summary>
    public Action<string>? Tell { get; init; }

    /// <summary>
    /// Told of the failure that stopped the engine: the journal cannot be written, or an invariant is broken.
    /// </summary>
    public Action<Exception>? Failed { get; init; }
}
