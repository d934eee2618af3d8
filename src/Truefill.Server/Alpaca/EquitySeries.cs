using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>What one account was worth over time; between two points the older one holds.</summary>
internal static class EquitySeries
{
    /// <summary>Oldest first; the last one is now.</summary>
    public static List<(UtcNanos At, AccountWorth Worth)> Of(Replica replica, AccountId account)
    {
        List<(UtcNanos, AccountWorth)> points = [];
        foreach (WorthSample sample in WorthPoints.All(replica))
        {
            foreach (AccountWorth row in sample.Rows)
                if (row.Account == account) points.Add((sample.At, row));
        }

        return points;
    }

    /// <summary>What held at a time; null: nothing was known yet.</summary>
    public static AccountWorth? At(List<(UtcNanos At, AccountWorth Worth)> points, UtcNanos time)
    {
        (int low, int high) = (0, points.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (points[middle].At <= time) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : points[low - 1].Worth;
    }
}
