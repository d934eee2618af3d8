using System;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Applied;
using Truefill.Engine.Inputs;

namespace Truefill.Engine;

/// <summary>
/// Looks at the reports of a batch before their turn: reads their wire ids, once for all who ask, and asks the
/// processor to fetch what they will need. A report comes closer from call to call, and each time the next of what it
/// needs is fetched, see <see cref="Books.PrefetchIds"/>. Benchmark: <c>core.fill</c>.
/// </summary>
internal sealed class Prefetcher(Books books, PositionBoard board)
{
    // Reports ahead at which hints are given: far enough for memory to answer, near enough to be still there.
    private const int IdsAhead = 9;
    private const int OrderAhead = 6;
    private const int PositionAhead = 3;
    private const int LotAhead = 1;

    // A power of two above IdsAhead.
    private const int Slots = 16;

    private readonly WireId[] wireIds = new WireId[Slots];
    private readonly OrderHandle[] orders = new OrderHandle[Slots];
    private readonly uint[] idDigests = new uint[Slots];

    /// <summary>A batch begins.</summary>
    public void Begin(ReadOnlySpan<Input> batch)
    {
        for (int i = 0; i < batch.Length && i < IdsAhead; i++) Read(in batch[i], i);
    }

    /// <summary>Looks ahead from an input whose turn it is. Every input of the batch in its order.</summary>
    public void From(ReadOnlySpan<Input> batch, int at)
    {
        if (at + IdsAhead >= batch.Length) return;
        ref readonly Input far = ref batch[at + IdsAhead];
        Read(in far, at + IdsAhead);
        OrderHandle order = Order(at + IdsAhead);
        ref readonly ExecutionReport report = ref far.Report;
        if (!order.IsNone)
        {
            ExecKey key = new(report.Venue, report.Scope, report.ExecId);
            idDigests[(at + IdsAhead) & (Slots - 1)] = books.PrefetchIds(order, in key);
        }

        books.PrefetchOrder(Order(at + OrderAhead), idDigests[(at + OrderAhead) & (Slots - 1)]);
        board.Prefetch(books.PrefetchPosition(Order(at + PositionAhead)));
        books.PrefetchNextLot(Order(at + LotAhead));
    }

    /// <summary>
    /// What <see cref="WireIds.Read"/> says of the ClOrdID(11) of the report whose turn it is; none for other inputs.
    /// </summary>
    public WireId WireIdOf(int at) => wireIds[at & (Slots - 1)];

    private OrderHandle Order(int at) => orders[at & (Slots - 1)];

    private void Read(in Input input, int at)
    {
        WireId read = input.Kind == InputKind.ExecutionReport ? WireIds.Read(input.Report.ClOrdId) : default;
        wireIds[at & (Slots - 1)] = read;
        orders[at & (Slots - 1)] = input.Report.Order.IsNone ? read.Order : input.Report.Order;
    }
}
