using System;
using Truefill.Domain.Risk;

namespace Truefill.Domain.Orders;

/// <summary>
/// How many open orders there are of each venue, account, strategy and symbol, so that a scope with none need not be
/// looked for among very many open orders of others. Made again from the orders, not state.
/// </summary>
internal sealed class OpenOrderCounts
{
    private int all;
    private int[] venues = [];
    private int[] accounts = [];
    private int[] strategies = [];
    private int[] symbols = [];

    /// <summary>Open orders of a scope, whoever entered them; a target that nothing has yet has none.</summary>
    public int Of(KillScope scope, int target) => scope switch
    {
        KillScope.Global => all,
        KillScope.Venue => At(venues, target),
        KillScope.Account => At(accounts, target),
        KillScope.Strategy => At(strategies, target),
        KillScope.Symbol => At(symbols, target),
    };

    /// <param name="by">1: it is open from now on; -1: it no longer is.</param>
    public void Count(Order order, int by)
    {
        all += by;
        Add(ref venues, order.Venue.Value, by);
        Add(ref accounts, order.Account.Value, by);
        Add(ref strategies, order.Strategy.Value, by);
        Add(ref symbols, order.Symbol.Value, by);
    }

    public void Clear()
    {
        all = 0;
        venues = [];
        accounts = [];
        strategies = [];
        symbols = [];
    }

    private static int At(int[] counts, int handle) => handle < counts.Length ? counts[handle] : 0;

    private static void Add(ref int[] counts, int handle, int by)
    {
        if (handle >= counts.Length) Array.Resize(ref counts, Math.Max(16, 2 * (handle + 1)));
        counts[handle] += by;
    }
}
