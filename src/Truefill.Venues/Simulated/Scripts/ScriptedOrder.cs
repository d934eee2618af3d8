using System.Collections.Generic;

namespace Truefill.Venues.Simulated.Scripts;

/// <summary>An order that is answered by the book.</summary>
internal sealed class ScriptedOrder(ScriptPlan plan)
{
    /// <summary>The last trade, for a bust or a correction.</summary>
    public TradeRecord? LastTrade { get; set; }

    /// <summary>True when the script answers; false: the request is treated as any other.</summary>
    public bool OnCancel(SimulatedMarket market, SimulatedOrder order, in VenueCommand command) =>
        Answer(market, order, in command, plan.Cancel);

    /// <inheritdoc cref="OnCancel"/>
    public bool OnReplace(SimulatedMarket market, SimulatedOrder order, in VenueCommand command) =>
        Answer(market, order, in command, plan.Replace);

    private static bool Answer(
        SimulatedMarket market, SimulatedOrder order, in VenueCommand command, IReadOnlyList<ScriptStep> steps)
    {
        if (steps.Count == 0) return false;
        market.Continue(new ScriptProgress(order, steps, command));
        return true;
    }
}

/// <summary>Where one request is in its steps.</summary>
internal sealed class ScriptProgress(SimulatedOrder order, IReadOnlyList<ScriptStep> steps, VenueCommand request) : Due
{
    private int next;

    public SimulatedOrder Order { get; } = order;

    public VenueCommand Request { get; } = request;

    public bool TryNext(out ScriptStep step)
    {
        step = next < steps.Count ? steps[next] : default;
        return next++ < steps.Count;
    }

    public override void Happen(SimulatedMarket market) => market.Continue(this);
}
