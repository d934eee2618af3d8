using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;

namespace Truefill.Simulation.Model;

/// <content>
/// Limits on an order's quantity by account and symbol: what the configuration says and what people have set, side by
/// side; an order has to be within both. A refusal by another limit is not judged.
/// </content>
public sealed partial class NaiveModel
{
    private Dictionary<(string Account, string Symbol), Rational> configuredMost = [];
    private Dictionary<(string Account, string Symbol), Rational> personalMost = [];
    private HashSet<(string Account, string Symbol)> restricted = [];

    // What is not named in it, the configuration no longer says.
    private Prediction TakeLimits(DefineLimits command)
    {
        Dictionary<(string Account, string Symbol), Rational> before = configuredMost;
        undo = () => configuredMost = before;
        configuredMost = command.Limits.Where(IsJudged).Where(limit => limit.Value is not null)
            .ToDictionary(limit => (limit.Account, limit.Symbol), limit => Rational.From(limit.Value!.Value));
        return Outcomes.Applied | Outcomes.Ignored;
    }

    private Prediction TakeLimits(SetLimits command)
    {
        Dictionary<(string Account, string Symbol), Rational> before = personalMost;
        HashSet<(string Account, string Symbol)> restrictedBefore = restricted;
        undo = () =>
        {
            personalMost = before;
            restricted = restrictedBefore;
        };
        personalMost = new(before);
        Restrict(command);
        bool isTooLoose = false;
        foreach (LimitValue limit in command.Limits.Where(IsJudged))
        {
            (string Account, string Symbol) key = (limit.Account, limit.Symbol);
            bool isConfigured = configuredMost.TryGetValue(key, out Rational most);
            if (limit.Value is not { } value) isTooLoose |= isConfigured;
            else isTooLoose |= isConfigured && Rational.From(value) > most;

            // Back at what the configuration says, a person has no say in it any more; to say no more than what holds
            // anyway changes nothing.
            bool holdsTighter = personalMost.TryGetValue(key, out Rational own) && (!isConfigured || own < most);
            if (limit.Value is { } asked && !(isConfigured && Rational.From(asked) == most))
                personalMost[key] = Rational.From(asked);
            else if (holdsTighter) personalMost.Remove(key);
        }

        return new Prediction(Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate) { MustRefuse = isTooLoose };
    }

    private static bool IsJudged(LimitValue limit) =>
        limit.Kind == LimitKind.MaxOrderQty && limit.Venue.Length + limit.Strategy.Length == 0;

    private void Restrict(SetLimits command)
    {
        restricted = [.. restricted];
        foreach (LimitValue limit in command.Limits)
        {
            if (limit.Kind != LimitKind.Restricted || limit.Venue.Length + limit.Strategy.Length > 0) continue;
            if (limit.Value == 1) restricted.Add((limit.Account, limit.Symbol));
            else restricted.Remove((limit.Account, limit.Symbol));
        }
    }

    private bool IsRestricted(string account, string symbol) =>
        restricted.Contains((account, symbol)) || restricted.Contains(("", symbol));

    // More of what is restricted is refused; an order that nothing certain is known of may be anything.
    private bool IsMoreOfRestricted(ModelOrder order, Rational? quantity) =>
        quantity is { } asked && IsRestricted(order.Key.Account, order.Symbol) && !IsUncertain(order)
        && asked > order.View(Assumptions.First).OrderQty;

    // Nobody holds there what the order would close.
    private bool AddsToRestricted(ModelOrder order) =>
        order.Protects is null && IsRestricted(order.Key.Account, order.Symbol)
        && !books.Keys.Any(key => key.Account == order.Key.Account && key.Symbol == order.Symbol
            && (IsOpen(key) || Position(key).Quantity.Sign == (IsBuy(order.Side) ? -1 : 1)));

    private bool IsTooLarge(string account, string symbol, Rational quantity) =>
        configuredMost.Concat(personalMost).Any(limit =>
            (limit.Key.Account.Length == 0 || limit.Key.Account == account)
            && (limit.Key.Symbol.Length == 0 || limit.Key.Symbol == symbol)
            && quantity > limit.Value);
}
