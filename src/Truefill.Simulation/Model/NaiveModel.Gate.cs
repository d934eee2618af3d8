using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Model;

/// <content>What stops an order before it leaves: kill switches and limits that somebody set.</content>
public sealed partial class NaiveModel
{
    private readonly HashSet<(KillScope Scope, string Target)> active = [];
    private readonly Dictionary<(string Account, string Symbol), Rational> orderQtyMost = [];

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

    // Only the ones that bound an order's quantity by account and symbol; a refusal by another is not judged.
    private Prediction TakeLimits(SetLimits command)
    {
        Dictionary<(string Account, string Symbol), Rational> before = new(orderQtyMost);
        foreach (LimitValue limit in command.Limits)
        {
            if (limit.Kind != LimitKind.MaxOrderQty || limit.Venue.Length + limit.Strategy.Length > 0) continue;
            if (limit.Value is { } most) orderQtyMost[(limit.Account, limit.Symbol)] = Rational.From(most);
            else orderQtyMost.Remove((limit.Account, limit.Symbol));
        }

        undo = () =>
        {
            orderQtyMost.Clear();
            foreach (var (key, most) in before) orderQtyMost[key] = most;
        };
        return Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
    }

    private bool IsTooLarge(string account, string symbol, Rational quantity) => orderQtyMost.Any(limit =>
        (limit.Key.Account.Length == 0 || limit.Key.Account == account)
        && (limit.Key.Symbol.Length == 0 || limit.Key.Symbol == symbol)
        && quantity > limit.Value);

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
