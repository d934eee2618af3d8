using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions.Storage;

/// <summary>
/// Open lots of all positions in one pool of pages, and how each method keeps them: FIFO a queue linked both ways,
/// LIFO a stack, HIFO a pairing heap (Fredman et al. 1986) with the dearest long or cheapest short lot on top and the
/// older first among equals. Opening is constant time; a HIFO close is logarithmic.
/// </summary>
internal sealed class LotPool
{
    private readonly PagedList<LotRecord> lots = new();
    private int free;

    public LotPool() => lots.Add();

    public ref LotRecord this[int lot] => ref lots[lot];

    public void Open(ref PositionRecord position, int entry, Exact signedQty, in PackedNumber px)
    {
        int lot = Take();
        ref LotRecord record = ref lots[lot];
        record.Qty = signedQty;
        record.PxCoefficient = px.Coefficient;
        record.PxScale = px.Scale;
        record.Entry = entry;
        switch (position.Method)
        {
            case LotMethod.Lifo:
                record.Next = position.FirstLot;
                position.FirstLot = lot;
                break;
            case LotMethod.Hifo:
                position.FirstLot = Meld(position.FirstLot, lot);
                break;
            case LotMethod.Fifo or LotMethod.Average:
                if (position.FirstLot == 0) position.FirstLot = lot;
                else lots[position.LastLot].Next = lot;
                record.Child = position.LastLot;
                position.LastLot = lot;
                break;
        }
    }

    /// <summary>FIFO only: opens one that is closed before all others.</summary>
    public void OpenFirst(ref PositionRecord position, int entry, Exact signedQty, in PackedNumber px)
    {
        int lot = Take();
        ref LotRecord record = ref lots[lot];
        record.Qty = signedQty;
        record.PxCoefficient = px.Coefficient;
        record.PxScale = px.Scale;
        record.Entry = entry;
        record.Next = position.FirstLot;
        if (position.FirstLot == 0) position.LastLot = lot;
        else lots[position.FirstLot].Child = lot;
        position.FirstLot = lot;
    }

    /// <summary>FIFO only: gives back the youngest lot, as if it had never been opened.</summary>
    public void RemoveLast(ref PositionRecord position)
    {
        int lot = position.LastLot;
        int before = lot == position.FirstLot ? 0 : lots[lot].Child;
        if (before == 0) position.FirstLot = 0;
        else lots[before].Next = 0;
        position.LastLot = before;
        Free(lot);
    }

    /// <summary>Gives back the lot that is next to be closed, which is used up.</summary>
    public void RemoveFirst(ref PositionRecord position)
    {
        int lot = position.FirstLot;
        ref LotRecord record = ref lots[lot];
        position.FirstLot = position.Method == LotMethod.Hifo ? MeldSiblings(record.Child) : record.Next;
        if (position.FirstLot == 0) position.LastLot = 0;
        Free(lot);
    }

    public void Clear(ref PositionRecord position)
    {
        while (position.FirstLot != 0) RemoveFirst(ref position);
    }

    /// <summary>The open lots in the order they would be closed in.</summary>
    public List<int> InClosingOrder(in PositionRecord position)
    {
        List<int> result = [];
        if (position.Method == LotMethod.Hifo) CollectHeap(position.FirstLot, result);
        else
            for (int lot = position.FirstLot; lot != 0; lot = lots[lot].Next) result.Add(lot);
        return result;
    }

    public void Reserve(int more) => lots.Reserve(more);

    public void Reset()
    {
        lots.Clear();
        lots.Add();
        free = 0;
    }

    private int Take()
    {
        int lot = free;
        if (lot == 0)
        {
            lots.Add();
            return lots.Count - 1;
        }

        ref LotRecord record = ref lots[lot];
        free = record.Next;
        record.Next = 0;
        record.Child = 0;
        return lot;
    }

    private void Free(int lot)
    {
        lots[lot].Next = free;
        free = lot;
    }

    private int Meld(int a, int b)
    {
        if (a == 0) return b;
        if (b == 0) return a;
        (int top, int below) = ClosesBefore(b, a) ? (b, a) : (a, b);
        lots[below].Next = lots[top].Child;
        lots[top].Child = below;
        lots[top].Next = 0;
        return top;
    }

    // Two passes: meld pairs from the left, then the results from the right.
    private int MeldSiblings(int first)
    {
        int pairs = 0;
        while (first != 0)
        {
            int second = lots[first].Next;
            int rest = second == 0 ? 0 : lots[second].Next;
            int melded = Meld(first, second);
            lots[melded].Next = pairs;
            pairs = melded;
            first = rest;
        }

        int root = 0;
        while (pairs != 0)
        {
            int rest = lots[pairs].Next;
            lots[pairs].Next = 0;
            root = Meld(root, pairs);
            pairs = rest;
        }

        return root;
    }

    private bool ClosesBefore(int a, int b)
    {
        ref readonly LotRecord first = ref lots[a];
        ref readonly LotRecord second = ref lots[b];
        int byPrice = ComparePrice(first, second);
#if PLANTED_BUGS
        if (Planted.Is(Bug.HifoBackwards)) byPrice = -byPrice;
#endif
        if (byPrice != 0) return first.Qty > 0 ? byPrice > 0 : byPrice < 0;
        return Older(first.Entry, second.Entry);
    }

    /// <summary>Which of two entries stands first in the history; set by the book, which knows.</summary>
    public System.Func<int, int, bool> Older { get; init; } = static (a, b) => a < b;

    private static int ComparePrice(in LotRecord a, in LotRecord b)
    {
        if (a.PxScale == b.PxScale) return a.PxCoefficient.CompareTo(b.PxCoefficient);
        Exact first = Exact.Of(a.PxCoefficient, a.PxScale);
        return first.CompareTo(Exact.Of(b.PxCoefficient, b.PxScale));
    }

    private void CollectHeap(int root, List<int> into)
    {
        Stack<int> open = new();
        for (int lot = root; lot != 0; lot = lots[lot].Next) open.Push(lot);
        while (open.TryPop(out int lot))
        {
            into.Add(lot);
            for (int child = lots[lot].Child; child != 0; child = lots[child].Next) open.Push(child);
        }

        into.Sort((a, b) => a == b ? 0 : ClosesBefore(a, b) ? -1 : 1);
    }
}
