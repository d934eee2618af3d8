using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Venues;

namespace Truefill.Simulation.Whole;

/// <content>
/// What people stop: trading as a whole or at a venue, single venues, strategies and symbols by switches, and symbols
/// by a list. By chances of its own, so that worlds without any of it are what they were.
/// </content>
internal sealed partial class WholeRun
{
    private const string HeldStart = "recovery took long";

    private void Operate()
    {
        if (Decides(features.Hold)) HoldOrResume();

        // Nothing is on its way to the disk: the process is stopped, and started again.
        if (Decides(features.Hold)) Crash(engine.LiveHash(), resets: false);
        if (Decides(features.ScopedKill)) KillPart();
        if (Decides(features.Restrict)) Restrict();
    }

    private bool Decides(int weight) => weight > 0 && people.Below(1024) < weight;

    // Ended more often than begun: else little would be traded.
    private void HoldOrResume()
    {
        string venue = people.OneIn(2) ? Holds.Everywhere : links[people.Below(links.Length)].VenueName;
        if (people.OneIn(3)) Ask(InputKind.HoldTrading, new HoldTrading(venue, "ops", "simulated"), "cli");
        else Resume(venue);
    }

    private void Resume(string venue) =>
        Ask(InputKind.ResumeTrading, new ResumeTrading(venue, "ops", "simulated"), "cli");

    private void KillPart()
    {
        KillSwitchState state = people.OneIn(3) ? KillSwitchState.Active : KillSwitchState.Off;
        switch (people.Below(3))
        {
            case 0:
                Set(KillScope.Venue, links[people.Below(links.Length)].VenueName, state);
                break;
            case 1:
                Set(KillScope.Strategy, StrategyNames[1], state);
                break;
            default:
                Set(KillScope.Symbol, SymbolNames[people.Below(SymbolNames.Length)], state);
                break;
        }
    }

    private void Restrict()
    {
        LimitValue limit = new(
            "", people.OneIn(2) ? "" : AccountNames[people.Below(AccountNames.Length)], "",
            SymbolNames[people.Below(SymbolNames.Length)], LimitKind.Restricted, people.OneIn(2) ? 1 : null);
        Ask(InputKind.SetLimits, new SetLimits([limit], "ops", "simulated", HasRiskRole: true), "cli");
    }

    // What people have stopped, people let go on.
    private void ReleaseAll()
    {
        if (features.ScopedKill > 0)
        {
            foreach (FaultyLink link in links) Set(KillScope.Venue, link.VenueName, KillSwitchState.Off);
            Set(KillScope.Strategy, StrategyNames[1], KillSwitchState.Off);
            foreach (string symbol in SymbolNames) Set(KillScope.Symbol, symbol, KillSwitchState.Off);
        }

        if (features.Hold == 0) return;
        Resume(Holds.Everywhere);
        foreach (FaultyLink link in links) Resume(link.VenueName);
    }

    // Protective legs are placed and change all the same.
    private void JudgeUnderHold(in ReleasedCommand released)
    {
        if (!holds.WasHeldThroughout(LinkOf(released.Venue).VenueName)) return;
        bool addsRisk = released.AddsRisk || released.Command.Kind == VenueCommandKind.New;
        if (!addsRisk || Books.Orders[released.Command.Order].Leg != LegKind.None) return;
        string key = released.Command.WireId.ToString();
        found.Add(new Divergence(key, "decided", "nothing that adds risk while held", $"{released.Command.Kind}"));
    }

    private void JudgeHolds()
    {
        Judge(Holds.Everywhere, Books.Engine.Held is not null);
        foreach (FaultyLink link in links)
            if (Books.Sessions.TryGet(link.Venue) is { } session) Judge(link.VenueName, session.IsHeld);
    }

    private void Judge(string venue, bool isHeld)
    {
        if (holds.IsHeld(venue) == isHeld) return;
        found.Add(new Divergence(
            venue.Length == 0 ? "trading" : $"trading at {venue}", "held", $"{!isHeld}", $"{isHeld}"));
    }
}
