using System.Collections.Generic;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Simulated.Faults;

/// <summary>What can be wrong with an answer.</summary>
internal static class Lies
{
    private const long MinuteNanos = 60 * UtcNanos.PerSecond;

    public static VenueAnswer About(VenueAnswer answer, SeededChance chance) => chance.Below(4) switch
    {
        0 => answer with
        {
            Status = AnswerStatus.Failed,
            Detail = "503: service unavailable",
            Orders = [],
            Positions = [],
            Balances = [],
        },
        1 => Halved(answer) with { Status = AnswerStatus.Partial, Detail = "the answer was cut short" },

        // What was true a while ago would need a history; an old time on true lists serves as well.
        2 => answer with { AsOf = answer.AsOf.AddNanos(-chance.Between(UtcNanos.PerSecond, MinuteNanos)) },
        _ => Lacking(answer, chance),
    };

    private static VenueAnswer Halved(VenueAnswer answer) => answer with
    {
        Orders = FirstHalf(answer.Orders),
        Positions = FirstHalf(answer.Positions),
        Balances = FirstHalf(answer.Balances),
    };

    private static List<T> FirstHalf<T>(IReadOnlyList<T> all)
    {
        List<T> half = [];
        for (int i = 0; i < all.Count / 2; i++) half.Add(all[i]);
        return half;
    }

    // A look-up that denies an order would claim what the venue never may: that it will not trade.
    private static VenueAnswer Lacking(VenueAnswer answer, SeededChance chance)
    {
        if (answer.Kind == QueryKind.Order) return answer with { Status = AnswerStatus.Partial, Orders = [] };
        return answer with
        {
            Orders = WithoutOne(answer.Orders, chance),
            Positions = WithoutOne(answer.Positions, chance),
            Balances = WithoutOne(answer.Balances, chance),
        };
    }

    private static List<T> WithoutOne<T>(IReadOnlyList<T> all, SeededChance chance)
    {
        List<T> rest = [.. all];
        if (rest.Count > 0) rest.RemoveAt((int)chance.Below(rest.Count));
        return rest;
    }
}
