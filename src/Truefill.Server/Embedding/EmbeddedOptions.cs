using System.Collections.Generic;
using Truefill.Server.Hooks;
using Truefill.Venues;

namespace Truefill.Server.Embedding;

/// <summary>How a program that embeds Truefill runs it. What is null is as the configuration says.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>YAML as in <c>config/execution.yaml</c>, in place of a file.</summary>
    public string? Configuration { get; set; }

    /// <summary>
    /// Path of the configuration; it has to exist. Null: <c>config/execution.yaml</c> of the content root if it does.
    /// </summary>
    public string? ConfigurationFile { get; set; }

    /// <summary>As <c>state_dir</c>, relative to the content root.</summary>
    public string? StateDirectory { get; set; }

    /// <summary>
    /// Creates the state directory where there is nothing at its path. Otherwise a missing one refuses to start: it is
    /// never taken for a fresh one.
    /// </summary>
    public bool CreateState { get; set; }

    /// <summary>
    /// <c>live</c> is taken only where the configuration says so too, as <c>--mode live</c> is.
    /// </summary>
    public string? Mode { get; set; }

    /// <summary>Single values by their path, such as <c>risk.max_order_qty</c>; they go before all others.</summary>
    public IDictionary<string, string> Values { get; } = new Dictionary<string, string>();

    /// <summary>
    /// Serves HTTP, the dashboard and the Unix socket; false: there is no way in but the program's own.
    /// </summary>
    public bool Http { get; set; } = true;

    /// <summary>
    /// Told of kill switches, reconnects and positions, beside those that are registered as services of the host.
    /// </summary>
    public IList<ILiveLoopHooks> Hooks { get; } = [];

    /// <summary>
    /// Venues of the program's own, beside those of the configuration. Each is defined under its id with what its
    /// capabilities claim and as <c>reconciliation</c> says, and is disposed of with the service. Nothing here knows
    /// whether they trade for real, so <c>mode: simulation</c> takes none.
    /// </summary>
    public IList<IVenue> Venues { get; } = [];

    /// <summary><c>--start cold</c>: orders that were held and never sent are dropped.</summary>
    public bool Cold { get; set; }

    /// <summary><c>--cancel-open</c>: a clean stop cancels what works at the venues first.</summary>
    public bool CancelOpen { get; set; }
}
