using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;
using Truefill.Server.Hosting;
using Truefill.Server.Views;

namespace Truefill.Server.Hooks;

/// <summary>
/// How far one program's snapshots have come, as <see cref="Http.Streaming.SnapshotCursor"/> keeps it for a stream.
/// </summary>
internal sealed class PositionCursor(TimeSpan interval, TimeSpan complete)
{
    private ulong seen;
    private long lastAt = long.MinValue;
    private long completeAt = long.MinValue;

    /// <summary>The next one; null while none is due or nothing has changed.</summary>
    public PositionPicture? Next(EngineHost engine)
    {
        long now = Environment.TickCount64;
        if (lastAt != long.MinValue && now - lastAt < interval.TotalMilliseconds) return null;
        lastAt = now;
        bool isComplete = completeAt == long.MinValue || now - completeAt >= complete.TotalMilliseconds;
        if (isComplete) completeAt = now;
        return engine.Read(replica => Read(replica, isComplete));
    }

    /// <summary>The last one was not taken: the next has all positions.</summary>
    public void Reset() => completeAt = long.MinValue;

    private PositionPicture? Read(Replica replica, bool isComplete)
    {
        if (!isComplete && replica.Seq == seen) return null;
        List<PositionRow> rows = [];
        foreach (Position position in replica.Books.Positions.All)
        {
            if (isComplete || replica.Index.Last(position.Handle) > seen) rows.Add(Row(replica.Books, in position));
        }

        PositionPicture picture = new(replica.Seq, replica.At, isComplete, isComplete ? 0 : seen, rows);
        seen = replica.Seq;
        return isComplete || rows.Count > 0 ? picture : null;
    }

    private static PositionRow Row(Books books, in Position position)
    {
        PositionFigures figures = PositionFigures.Of(books, position, method: null);
        return new PositionRow(
            books.Names.Of(position.Key.Account), books.Names.Of(position.Key.Strategy),
            books.Names.Of(position.Key.Symbol), position.Qty, figures.AvgPx, figures.Realized, figures.Unrealized);
    }
}
