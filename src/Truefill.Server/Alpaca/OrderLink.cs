using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What Alpaca calls an order: the order as entered (number 0), or what one replace request made of it. Of the links of
/// one order the current one has its terms and fills; those before it are replaced.
/// </summary>
internal readonly record struct OrderLink(Order Order, int Number)
{
    public OrderRequest? Request => Number == 0 ? null : Order.Chain[Number - 1];

    public bool IsCurrent => Number == CurrentOf(Order);

    /// <summary>A replace request that the venue has not answered.</summary>
    public bool IsOutstanding => Request is { IsOutstanding: true };

    /// <summary>Its terms are in force or asked for; of others the journal has them.</summary>
    public bool HasTerms => IsCurrent || Request is { IsOutstanding: true, Terms: not null };

    public bool IsReplaced => (Number == 0 || Took(Request!)) && Number < CurrentOf(Order);

    public bool IsOpen => IsOutstanding || (IsCurrent && Order.IsOpen);

    public UtcNanos CreatedAt => Request?.At ?? Order.CreatedAt;

    /// <summary>The link that it replaced or is to replace; null: it is the first.</summary>
    public int? Replaces
    {
        get
        {
            if (Number == 0) return null;
            int before = 0;
            for (int i = 1; i < Number; i++)
                if (IsReplace(Order, i) && Took(Order.Chain[i - 1])) before = i;
            return before;
        }
    }

    /// <summary>The link that took its place; null: none has.</summary>
    public int? ReplacedBy
    {
        get
        {
            if (!IsReplaced) return null;
            for (int i = Number + 1; i <= Order.Chain.Count; i++)
                if (IsReplace(Order, i) && Took(Order.Chain[i - 1])) return i;
            return null;
        }
    }

    /// <summary>All of an order, in the order of their making.</summary>
    public static IEnumerable<OrderLink> Of(Order order)
    {
        yield return new OrderLink(order, 0);
        for (int i = 1; i <= order.Chain.Count; i++)
            if (IsReplace(order, i)) yield return new OrderLink(order, i);
    }

    public static OrderLink Current(Order order) => new(order, CurrentOf(order));

    /// <summary>
    /// The link that was in force at an engine's time, as far as the requests alone tell: each from when it was asked
    /// for, because nothing else keeps when the venue took it.
    /// </summary>
    public static OrderLink At(Order order, UtcNanos time)
    {
        for (int i = order.Chain.Count; i > 0; i--)
            if (IsReplace(order, i) && Took(order.Chain[i - 1]) && order.Chain[i - 1].At <= time) return new(order, i);
        return new(order, 0);
    }

    public static bool IsReplace(Order order, int number) =>
        number >= 1 && number <= order.Chain.Count && order.Chain[number - 1].Kind == RequestKind.Replace;

    private static int CurrentOf(Order order)
    {
        for (int i = order.Chain.Count; i > 0; i--)
            if (IsReplace(order, i) && Took(order.Chain[i - 1])) return i;
        return 0;
    }

    private static bool Took(OrderRequest request) =>
        request.State is RequestState.Accepted or RequestState.TookEffectHere;
}
