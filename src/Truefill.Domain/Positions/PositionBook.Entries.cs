using System;
using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// The history of each position: a chain through the records of the ledger and of the other entries, in order. The last
/// entry is appended in constant time. Any other place means running what comes behind it again: under FIFO from there,
/// under the other methods from the last point before it at which the position was flat or flipped, because there one
/// number says everything.
/// </summary>
public sealed partial class PositionBook
{
    // Imports, transfers and fees in the traded asset; the handle of one is its negated index.
    private readonly PagedList<EntryRecord> others = new();

    internal ref EntryRecord Entry(int handle)
    {
        if (handle > 0) return ref executions.Record(new ExecHandle(handle)).Entry;
        return ref others[-handle];
    }

    /// <summary>The order whose execution an entry is; none: it is no order's.</summary>
    internal OrderHandle OrderOf(int handle) =>
        handle > 0 ? new OrderHandle(executions.Record(new ExecHandle(handle)).Order) : default;

    /// <summary>
    /// Takes an execution into the position that its record names. One without quantity or busted has no place.
    /// </summary>
    internal void Enter(ExecHandle exec) => Enter(exec.Value);

    /// <summary>Takes an execution out, as if it had never been.</summary>
    internal void Withdraw(ExecHandle exec) => Withdraw(exec.Value);

    internal List<int> HistoryOf(PositionHandle position)
    {
        List<int> history = [];
        for (int entry = positions[position.Value].Head; entry != 0; entry = Entry(entry).Next) history.Add(entry);
        return history;
    }

    private void Enter(int handle)
    {
        ref EntryRecord entry = ref Entry(handle);
        if (entry.QtyCoefficient == 0 || entry.Has(EntryFlags.Busted)) return;
        ref PositionRecord position = ref positions[entry.Position];
        Watcher?.Moved(new PositionHandle(entry.Position));
        position.Changes = unchecked(position.Changes + 1);
        entry.Flags |= EntryFlags.Linked;
        if (handle > 0) CountTrade(position.Key.Account, handle, 1);
        position.QtyScale = Math.Max(position.QtyScale, entry.QtyScale);
        position.PxScale = Math.Max(position.PxScale, entry.PxScale);
        Exact qty = entry.SignedQty;
        Exact px = entry.Px;
        Exact value = qty * px;
        position.Turnover += Exact.Abs(value);
        if (position.Tail == 0 || Compare(position.Tail, handle) < 0)
        {
            LinkBehind(ref position, position.Tail, handle, ref entry);
            Run(ref position, handle, qty, value, new PackedNumber(entry.PxCoefficient, entry.PxScale), px);
            return;
        }

        int place = position.Tail;
        while (place != 0 && Compare(place, handle) > 0) place = Entry(place).Prev;
        if (position.Method == LotMethod.Fifo)
        {
            RewindTo(ref position, place);
            LinkBehind(ref position, place, handle, ref entry);
            RunBehind(ref position, place);
            return;
        }

        LinkBehind(ref position, place, handle, ref entry);
        RunAgain(ref position, place, position.Qty + qty, position.Realized - position.Cost - value);
    }

    private void Withdraw(int handle)
    {
        ref EntryRecord entry = ref Entry(handle);
        if (!entry.Has(EntryFlags.Linked)) return;
        ref PositionRecord position = ref positions[entry.Position];
        Watcher?.Moved(new PositionHandle(entry.Position));
        position.Changes = unchecked(position.Changes + 1);
        Exact qty = entry.SignedQty;
        Exact value = qty * entry.Px;
        position.Turnover -= Exact.Abs(value);
        int place = entry.Prev;
        bool rewinds = position.Method == LotMethod.Fifo;
        if (rewinds) RewindTo(ref position, place);
        if (place == 0) position.Head = entry.Next;
        else Entry(place).Next = entry.Next;
        if (entry.Next == 0) position.Tail = place;
        else Entry(entry.Next).Prev = place;
        entry.Prev = 0;
        entry.Next = 0;
        entry.Flags &= ~EntryFlags.Linked;
        if (handle > 0) CountTrade(position.Key.Account, handle, -1);
        if (rewinds) RunBehind(ref position, place);
        else RunAgain(ref position, place, position.Qty - qty, position.Realized - position.Cost + value);
    }

    private void LinkBehind(ref PositionRecord position, int place, int handle, ref EntryRecord entry)
    {
        int next = place == 0 ? position.Head : Entry(place).Next;
        entry.Prev = place;
        entry.Next = next;
        if (place == 0) position.Head = handle;
        else Entry(place).Next = handle;
        if (next == 0) position.Tail = handle;
        else Entry(next).Prev = handle;
    }

    // Venue time, venue sequence, arrival; executions before what follows from them.
    private int Compare(int a, int b)
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.LateTradeStandsLast)) return Math.Abs(a).CompareTo(Math.Abs(b));
#endif
        ref readonly EntryRecord first = ref Entry(a);
        ref readonly EntryRecord second = ref Entry(b);
        if (first.TransactTime != second.TransactTime) return first.TransactTime < second.TransactTime ? -1 : 1;
        if (first.VenueSeq != second.VenueSeq) return first.VenueSeq < second.VenueSeq ? -1 : 1;
        if (a > 0 != b > 0) return a > 0 ? -1 : 1;
        return Math.Abs(a).CompareTo(Math.Abs(b));
    }

    private void RunFromStart(ref PositionRecord position)
    {
        position.Qty = 0;
        position.Cost = 0;
        position.Realized = 0;
        RunBehind(ref position, 0);
    }

    /// <summary>Runs the history again. Up to and including <paramref name="place"/> nothing has changed.</summary>
    /// <param name="qty">The position's quantity after the whole history as it is now.</param>
    /// <param name="netCash">Its net cash likewise.</param>
    private void RunAgain(ref PositionRecord position, int place, Exact qty, Exact netCash)
    {
        // Backwards to a point from which one number says everything. Flat, all cash is realised. After a flip there is
        // one lot, at the price of the entry that flipped.
        bool unchanged = false;
        int at = position.Tail;
        Exact flip = 0;
        Exact flipCost = 0;
        while (at != 0)
        {
            ref readonly EntryRecord entry = ref Entry(at);
            Exact signed = entry.SignedQty;
            unchanged |= at == place;
            if (unchanged)
            {
                if (qty == 0) break;
                Exact before = qty - signed;
                if (before != 0 && before > 0 != qty > 0)
                {
                    flip = qty;
                    flipCost = qty * entry.Px;
                    break;
                }
            }

            qty -= signed;
            netCash += signed * entry.Px;
            at = entry.Prev;
        }

        lots.Clear(ref position);
        position.Qty = qty;
        position.Cost = flipCost;
        position.Realized = netCash + flipCost;
        if (flip != 0 && position.Method != LotMethod.Average)
        {
            ref readonly EntryRecord entry = ref Entry(at);
            lots.Open(ref position, at, flip, new PackedNumber(entry.PxCoefficient, entry.PxScale));
        }

        RunBehind(ref position, at);
    }

    private void RunBehind(ref PositionRecord position, int at)
    {
        for (int handle = at == 0 ? position.Head : Entry(at).Next; handle != 0;)
        {
            ref readonly EntryRecord entry = ref Entry(handle);
            Exact qty = entry.SignedQty;
            Exact px = entry.Px;
            Run(ref position, handle, qty, qty * px, new PackedNumber(entry.PxCoefficient, entry.PxScale), px);
            handle = entry.Next;
        }
    }

    // Moves a position by the next entry of its history.
    private void Run(ref PositionRecord position, int handle, Exact qty, Exact value, in PackedNumber packed,
        Exact px)
    {
        Exact before = position.Qty;
        Exact after = before + qty;
        position.Qty = after;
        if (before.IsZero || before.IsPositive == qty.IsPositive)
        {
            position.Cost += value;
            if (position.Method != LotMethod.Average) lots.Open(ref position, handle, qty, packed);
            return;
        }

        bool isFlat = after.IsZero;
        bool flips = !isFlat && after.IsPositive == qty.IsPositive;
        Exact closed = flips ? before : -qty;
        Exact released = isFlat || flips ? position.Cost
            : position.Method == LotMethod.Average ? PoolShare.Release(position.Cost, closed, before)
            : Exact.Zero;
        if (position.Method != LotMethod.Average)
        {
            if (isFlat || flips) lots.Clear(ref position);
            else released = CloseLots(ref position, closed);
        }

        position.Realized += (flips ? closed * px : -value) - released;
        position.Cost -= released;
        if (!flips) return;
        position.Cost += after * px;
        if (position.Method != LotMethod.Average) lots.Open(ref position, handle, after, packed);
    }

    // Closes part of the open lots and returns what they had cost.
    private Exact CloseLots(ref PositionRecord position, Exact closed)
    {
        Exact released = Exact.Zero;
        Exact rest = closed;
        while (!rest.IsZero)
        {
            ref LotRecord lot = ref lots[position.FirstLot];
            Exact px = Exact.Of(lot.PxCoefficient, lot.PxScale);
            bool usedUp = rest.IsPositive ? lot.Qty <= rest : lot.Qty >= rest;
            Exact part = usedUp ? lot.Qty : rest;
            released += part * px;
            rest -= part;
            if (usedUp) lots.RemoveFirst(ref position);
            else lot.Qty -= part;
        }

        return released;
    }
}
