using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Model;

/// <content>What stops an order before it leaves: kill switches.</content>
public sealed partial class NaiveModel
{
    private readonly HashSet<(KillScope Scope, string Target)> active = [];

    private readonly HashSet<string> connected = [];

    private Prediction TakeKillSwitch(SetKillSwitch command)
    {
        (KillScope, string) key = (command.Scope, command.Target);
        bool was = active.Contains(key);
        bool isReset = command.Scope == KillScope.Strategy && command.State != KillSwitchState.Active
            && maybeStopped.Remove(command.Target);
        Set(key, command.State == KillSwitchState.Active);
        undo = () =>
        {
            Set(key, was);
            if (isReset) maybeStopped.Add(command.Target);
        };
        return Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
    }

    private void Set((KillScope, string) key, bool isActive)
    {
        if (isActive) active.Add(key);
        else active.Remove(key);
    }

    private bool IsKilled(string account, string strategy, string symbol, string venue) =>
        active.Contains((KillScope.Global, ""))
        || active.Contains((KillScope.Account, account))
        || active.Contains((KillScope.Strategy, strategy))
        || active.Contains((KillScope.Symbol, symbol))
        || active.Contains((KillScope.Venue, venue));

    // A client without the risk role enters nothing under an active switch, not even what reduces.
    private bool IsStopped(NewOrderSingle request) =>
        !request.HasRiskRole
        && IsKilled(request.Account, request.Strategy, request.Symbol, request.Venue);

    /// <summary>Why a refusal of this request cannot be right; null: it may be.</summary>
    private string? ObjectsTo(NewOrderSingle request, DenyReason reason) => reason switch
    {
        DenyReason.KillSwitchActive when !MayBeStopped(request.Strategy) && !IsKilled(
            request.Account, request.Strategy, request.Symbol, request.Venue) => "no kill switch is active",
        DenyReason.OrderQtyTooLarge when !IsTooLarge(
            request.Account, request.Symbol, request.Terms.OrderQty.Value) => "no limit is that small",
        DenyReason.SymbolRestricted when !IsRestricted(request.Account, request.Symbol) =>
            "the symbol is not restricted",
        DenyReason.SelfTrade when !HasOther(request) => "nothing open on the other side",
        DenyReason.NotReducing when !request.Terms.ReduceOnly => "not asked to reduce",
        _ => null,
    };

    private string? ObjectsTo(ModelOrder order, Rational? quantity, DenyReason reason) => reason switch
    {
        DenyReason.VenueNotConnected when order.Venue.Length > 0 && connected.Contains(order.Venue) =>
            "the venue is connected",
        DenyReason.OrderQtyTooLarge when quantity is not { } asked
            || !IsTooLarge(order.Key.Account, order.Symbol, asked) => "no limit is that small",
        DenyReason.SymbolRestricted when !IsRestricted(order.Key.Account, order.Symbol) =>
            "the symbol is not restricted",
        DenyReason.RequestInFlight when order.WaitsForNothing && !IsUncertain(order)
            && !MayBeStopped(order.Strategy) => "nothing is in flight",
        DenyReason.OrderNotOpen when !IsUncertain(order) && order.View(Assumptions.First).IsOpen => "it is open",
        _ => null,
    };

    private Prediction TakeSession(SessionChange change, bool isOpen)
    {
        if (isOpen) connected.Add(change.Venue);
        else connected.Remove(change.Venue);
        return Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
    }

    private bool HasOther(NewOrderSingle request) => orders.Exists(o =>
        o.Symbol == request.Symbol && IsBuy(o.Side) != IsBuy(request.Terms.Side)
        && (IsUncertain(o) || o.View(Assumptions.First).IsOpen));
}
