using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// Going back in a position's history under FIFO. First in, first out is what makes it possible without a trace of what
/// was closed: what is open is always the youngest of what was bought, so what an entry closed stands in the history
/// right before what is open now. A late entry then costs what came after it, however long the position has been open.
/// </summary>
public sealed partial class PositionBook
{
    // Takes back entries from the end of the history until the given one is the last that counts.
    private void RewindTo(ref PositionRecord position, int place)
    {
        for (int at = position.Tail; at != place;)
        {
            ref readonly EntryRecord entry = ref Entry(at);
            TakeBack(ref position, at, in entry);
            at = entry.Prev;
        }
    }

    // The inverse of Run for the entry that was run last. Every amount is exact, so it leaves no rest.
    private void TakeBack(ref PositionRecord position, int handle, ref readonly EntryRecord entry)
    {
        Exact qty = entry.SignedQty;
        Exact px = entry.Px;
        Exact after = position.Qty;
        Exact before = after - qty;
        position.Qty = before;
        if (before == 0 || before > 0 == qty > 0)
        {
            lots.RemoveLast(ref position);
            position.Cost -= qty * px;
            return;
        }

        Exact closed = -qty;
        if (after != 0 && after > 0 == qty > 0)
        {
            lots.RemoveLast(ref position);
            position.Cost -= after * px;
            closed = before;
        }

        Exact released = Reopen(ref position, handle, closed);
        position.Realized -= closed * px - released;
        position.Cost += released;
    }

    // Opens again what an entry had closed and returns what that cost. The oldest open lot gets back what it lacks, and
    // the entries before it that opened something follow, backwards.
    private Exact Reopen(ref PositionRecord position, int closedBy, Exact closed)
    {
        Exact released = 0;
        Exact rest = closed;
        int at = closedBy;
        if (position.FirstLot != 0)
        {
            ref LotRecord lot = ref lots[position.FirstLot];
            at = lot.Entry;
            Exact part = Smaller(Entry(at).SignedQty - lot.Qty, rest);
            lot.Qty += part;
            released = part * Exact.Of(lot.PxCoefficient, lot.PxScale);
            rest -= part;
        }

        while (rest != 0)
        {
            at = Entry(at).Prev;
            Invariant.Holds(at != 0, "what an entry closed was opened before it");
            ref readonly EntryRecord entry = ref Entry(at);
            Exact opened = entry.SignedQty;
            if (opened > 0 != rest > 0) continue;
            Exact part = Smaller(opened, rest);
            lots.OpenFirst(ref position, at, part, new PackedNumber(entry.PxCoefficient, entry.PxScale));
            released += part * entry.Px;
            rest -= part;
        }

        return released;
    }

    // Of two quantities of which neither has the other's opposite sign.
    private static Exact Smaller(Exact a, Exact b) => Exact.Abs(a) <= Exact.Abs(b) ? a : b;
}
