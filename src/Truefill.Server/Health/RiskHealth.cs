using Truefill.Domain.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Health;

/// <summary>Whether orders may go out: what holds or stops them is what the risk manager reports.</summary>
internal static class RiskHealth
{
    public static ComponentHealth Of(Replica replica)
    {
        EngineLife engine = replica.Books.Engine;
        return new ComponentHealth(
            "risk_manager",
            engine.Held is null ? HealthStatus.Operational : HealthStatus.Degraded,
            engine.Held is null ? null : $"Trading is held: {engine.Held}")
        {
            Metrics = [("kill_switch_engaged", false), ("held", engine.Held is not null)],
        };
    }
}
