using System.Collections.Generic;
using Truefill.Domain.Engine;
using Truefill.Domain.Risk;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Health;

/// <summary>
/// Whether orders may go out: what holds or stops them is what the risk manager reports. The global kill switch fails
/// it; a narrower one, or a warning, degrades it.
/// </summary>
internal static class RiskHealth
{
    public static ComponentHealth Of(Replica replica)
    {
        EngineLife engine = replica.Books.Engine;
        KillSwitch kills = replica.Books.KillSwitch;
        List<string> why = [];
        bool isEngaged = false;
        foreach (KillSwitchEntry entry in kills.Engaged)
        {
            isEngaged |= entry.State == KillSwitchState.Active;
            string target = replica.Books.Names.TargetOf(entry.Scope, entry.Target);
            why.Add($"Kill switch {Words.Of(entry.Scope)} {target}".TrimEnd()
                + $" is {Words.Of(entry.State)}: {entry.Reason}");
        }

        if (engine.Held is not null) why.Add($"Trading is held: {engine.Held}");
        return new ComponentHealth(
            "risk_manager",
            kills.IsGlobalActive ? HealthStatus.Failed
                : why.Count > 0 ? HealthStatus.Degraded
                : HealthStatus.Operational,
            why.Count == 0 ? null : string.Join("; ", why))
        {
            Metrics = [("kill_switch_engaged", isEngaged), ("held", engine.Held is not null)],
        };
    }
}
