using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Risk;
using Truefill.Engine.Reading;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Health;

/// <summary>Whether orders may go out: what holds or stops them is what the risk manager reports.</summary>
internal static class RiskHealth
{
    /// <param name="accounts">Whose kill switches count; those that are no account's are everybody's.</param>
    public static ComponentHealth Of(Replica replica, AccountFilter accounts)
    {
        Books books = replica.Books;
        bool stopsAll = books.KillSwitch.IsGlobalActive;
        List<string> reasons = [];
        int active = 0;
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged)
        {
            if (!KillSwitchView.Shows(accounts, in entry)) continue;
            if (entry.State == KillSwitchState.Active) active++;
            reasons.Add($"Kill switch {Describe(books, entry)}: {entry.Reason}");
        }

        if (books.Engine.Held is { } held) reasons.Add($"Trading is held: {held}");
        HealthStatus status = stopsAll ? HealthStatus.Failed
            : reasons.Count > 0 ? HealthStatus.Degraded : HealthStatus.Operational;
        return new ComponentHealth("risk_manager", status, reasons.Count == 0 ? null : string.Join(' ', reasons))
        {
            Metrics =
            [
                ("kill_switch_engaged", stopsAll), ("kill_switches_active", active),
                ("held", books.Engine.Held is not null),
            ],
        };
    }

    /// <summary>Scope, target and state in words.</summary>
    public static string Describe(Books books, in KillSwitchEntry entry)
    {
        string target = entry.Scope switch
        {
            KillScope.Global => "",
            KillScope.Venue => " " + books.Names.Of(new Domain.Names.VenueId(entry.Target)),
            KillScope.Account => " " + books.Names.Of(new Domain.Names.AccountId(entry.Target)),
            KillScope.Strategy => " " + books.Names.Of(new Domain.Names.StrategyId(entry.Target)),
            KillScope.Symbol => " " + books.Names.Of(new Domain.Names.SymbolId(entry.Target)),
        };
        return $"{Words.Of(entry.Scope)}{target} {Words.Of(entry.State)}";
    }
}
