using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Limits;

namespace Truefill.Server.Views.Facts;

public sealed partial class FactJson
{
    public void Apply(in LimitSet e)
    {
        Begin("limit_set");
        json.WriteString("venue", books.Names.Of(e.Scope.Venue));
        json.WriteString("account", books.Names.Of(e.Scope.Account));
        json.WriteString("strategy", books.Names.Of(e.Scope.Strategy));
        json.WriteString("symbol", books.Names.Of(e.Scope.Symbol));
        json.WriteString("limit", LimitNames.Of(e.Kind));
        json.Number("configured", e.Configured);
        json.Number("in_force", e.InForce);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in RiskConfigured e)
    {
        Begin("risk_configured");
        json.WriteString("config_hash", e.ConfigHash);
        json.WriteBoolean("live", e.IsLive);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in RiskDaysDefined e)
    {
        Begin("risk_days_defined");
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteNumber("offsets", e.Offsets.Count);
        End();
    }

    public void Apply(in LimitTripped e)
    {
        Begin("limit_tripped");
        json.WriteString("limit", LimitNames.Of(e.Kind));
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteString("strategy", books.Names.Of(e.Strategy));
        json.WriteString("detail", e.Detail);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in RiskDayStarted e)
    {
        Begin("risk_day_started");
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteNumber("day", e.Day);
        json.Number("baseline", e.Baseline);
        json.Time("at", e.At);
        End();
    }
}
