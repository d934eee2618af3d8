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
        undo = () => personalMost = before;
        personalMost = new(before);
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

    private bool IsTooLarge(string account, string symbol, Rational quantity) =>
        configuredMost.Concat(personalMost).Any(limit =>
            (limit.Key.Account.Length == 0 || limit.Key.Account == account)
            && (limit.Key.Symbol.Length == 0 || limit.Key.Symbol == symbol)
            && quantity > limit.Value);
}
