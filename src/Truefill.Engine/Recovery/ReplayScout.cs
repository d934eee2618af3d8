using System;
using System.Runtime.CompilerServices;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Engine.Recovery;

/// <summary>
/// Reads a block some reports ahead of its player and has the books fetch what those will need, as deciding does for a
/// batch: see <see cref="Books.PrefetchIds"/>. Hints only. Benchmark: <c>recovery.journal</c>.
/// </summary>
internal ref struct ReplayScout
{
    private const int Ahead = 9;
    private const int OrderAhead = 6;
    private const int PositionAhead = 3;
    private const int LotAhead = 1;
    private const int Slots = 16;

    private readonly Books books;
    private readonly SeqChains? chains;
    private RecordCursor cursor;
    private Orders orders;
    private Digests idDigests;
    private int seen;

    /// <param name="chains">What is noted of each order beside the books; null: nothing.</param>
    public ReplayScout(Books books, SeqChains? chains, ReadOnlySpan<byte> records, ulong firstSeq, int count)
    {
        this.books = books;
        this.chains = chains;
        cursor = new RecordCursor(records, firstSeq, count);
        for (int i = 0; i < Ahead; i++) Advance();
    }

    /// <summary>To be called once for each input that is played: goes on to the next one.</summary>
    public void Advance()
    {
        seen++;
        orders[seen % Slots] = default;
        while (cursor.MoveNext())
        {
            if (FactDecoder.IsFact(cursor.Type)) continue;
            if (InputCodec.TryReadTrade(cursor.Type, cursor.Payload, out OrderHandle order, out ExecKey key))
            {
                orders[seen % Slots] = order;
                idDigests[seen % Slots] = books.PrefetchIds(order, in key);
                chains?.Prefetch(order.Value);
            }

            break;
        }

        int second = (seen + Slots - (Ahead - OrderAhead)) % Slots;
        books.PrefetchOrder(orders[second], idDigests[second]);
        books.PrefetchPosition(orders[(seen + Slots - (Ahead - PositionAhead)) % Slots]);
        books.PrefetchNextLot(orders[(seen + Slots - (Ahead - LotAhead)) % Slots]);
    }

    [InlineArray(Slots)]
    private struct Orders
    {
        private OrderHandle first;
    }

    [InlineArray(Slots)]
    private struct Digests
    {
        private uint first;
    }
}
