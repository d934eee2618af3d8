using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views.Why;

/// <summary>What is to be explained, and the sequences of the facts that it follows from.</summary>
/// <param name="Kind">order, position or fill; the handle of that kind is set.</param>
/// <param name="Seqs">Ascending.</param>
/// <param name="DurableSeq">How far the journal may be read.</param>
public sealed record WhySubject(string Kind, IReadOnlyList<ulong> Seqs, ulong DurableSeq)
{
    public OrderHandle Order { get; private init; }

    public PositionHandle Position { get; private init; }

    public ExecHandle Fill { get; private init; }

    /// <summary>The quantity in question as the books had it at <see cref="DurableSeq"/>.</summary>
    public decimal Booked { get; private init; }

    public static WhySubject Of(Replica replica, Order order) =>
        new("order", Sorted(replica.Index.Of(order.Handle)), replica.Seq)
        {
            Order = order.Handle,
            Booked = order.CumQty.Value,
        };

    /// <summary>Its own facts, and those of the order that it is a trade of.</summary>
    public static WhySubject Of(Replica replica, in Execution fill)
    {
        IEnumerable<ulong> own = replica.Index.Of(fill.Handle);
        IEnumerable<ulong> order = fill.Order.IsNone ? [] : replica.Index.Of(fill.Order);
        return new WhySubject("fill", Sorted(own.Concat(order)), replica.Seq)
        {
            Fill = fill.Handle,
            Booked = fill.IsBusted ? 0 : fill.LastQty.Value,
        };
    }

    /// <summary>Everything that was ever booked here, and all about the trades that count here now.</summary>
    public static WhySubject Of(Replica replica, in Position position)
    {
        IEnumerable<ulong> trades = position.Executions.SelectMany(replica.Index.Of);
        List<ulong> seqs = Sorted(replica.Index.Of(position.Handle).Concat(trades));
        return new WhySubject("position", seqs, replica.Seq)
        {
            Position = position.Handle,
            Booked = position.Qty.Value,
        };
    }

    private static List<ulong> Sorted(IEnumerable<ulong> seqs) => [.. seqs.Distinct().Order()];
}
