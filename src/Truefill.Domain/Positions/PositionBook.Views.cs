using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>What is read for display; may allocate.</summary>
public sealed partial class PositionBook
{
    /// <summary>The history of a position under any method. Null for a key that never had a position.</summary>
    public LotReplay? Replay(in PositionKey key, LotMethod method) =>
        handles.TryGetValue(key, out int handle) ? Replay(new PositionHandle(handle), method) : null;

    internal LotReplay Replay(PositionHandle position, LotMethod method)
    {
        PositionKey key = positions[position.Value].Key;
        LotReplay replay = new(method, MultiplierOf(key), CurrencyOf(key));
        foreach (int handle in HistoryOf(position))
        {
            ref readonly EntryRecord entry = ref Entry(handle);
            replay.Add(entry.SignedQty, entry.Px, handle > 0 ? new ExecHandle(handle) : default, entry.Time);
        }

        return replay;
    }

    internal List<Lot> LotsOf(PositionHandle position)
    {
        ref readonly PositionRecord record = ref positions[position.Value];
        List<Lot> result = [];
        if (record.Qty == 0) return result;
        if (record.Method == LotMethod.Average)
        {
            decimal px = ExactDecimal.RoundToMaxDecimals(record.Cost / record.Qty);
            result.Add(new Lot(Qty.FromTrusted(ExactDecimal.Normalize(record.Qty)), px, default, default));
            return result;
        }

        List<int> open = lots.InClosingOrder(record);
        open.Sort((a, b) => Compare(lots[a].Entry, lots[b].Entry));
        foreach (int lot in open)
        {
            ref readonly LotRecord each = ref lots[lot];
            result.Add(new Lot(
                Qty.FromTrusted(ExactDecimal.Normalize(each.Qty)),
                Exact.Of(each.PxCoefficient, each.PxScale),
                each.Entry > 0 ? new ExecHandle(each.Entry) : default,
                Entry(each.Entry).Time));
        }

        return result;
    }
}
