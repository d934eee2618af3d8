namespace Truefill.Venues.Simulated.Scripts;

/// <summary>How far a script has been used.</summary>
internal sealed class ScriptRun(SimulatedScript script)
{
    private readonly int[] used = new int[script.Rules.Count];

    /// <summary>The first rule that fits and is not used up; null: the market decides.</summary>
    public ScriptPlan? PlanFor(in VenueCommand command)
    {
        for (int i = 0; i < used.Length; i++)
        {
            ScriptRule rule = script.Rules[i];
            if (used[i] >= rule.Times || !rule.Match.Fits(in command)) continue;
            used[i]++;
            return rule.Plan;
        }

        return null;
    }
}
