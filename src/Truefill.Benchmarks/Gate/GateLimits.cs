using System.Collections.Generic;
using System.Globalization;
using Truefill.Benchmarks.Loads;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;

namespace Truefill.Benchmarks.Gate;

/// <summary>
/// Every control there is, for everything, and most of them again for the venue, each account, the strategy and each
/// symbol, so that an order meets five sets of limits. None is reached.
/// </summary>
internal static class GateLimits
{
    public const string Strategy = "S1";
    public const string BarredSymbol = "BARRED";

    /// <param name="withOwn">
    /// With the controls that look at our own earlier orders; the load's working orders would not pass those.
    /// </param>
    /// <param name="withMarks">As in live mode: what has no fresh mark is refused.</param>
    public static DefineLimits All(FillLoadSize size, bool withOwn, bool withMarks = true)
    {
        List<LimitValue> limits = [];
        LimitValue global = new("", "", "", "", default, null);
        AddScope(limits, global);
        AddScope(limits, global with { Venue = FillLoad.Venue });
        AddScope(limits, global with { Strategy = Strategy });
        for (int i = 0; i < size.Accounts; i++) AddScope(limits, global with { Account = Name("ACC", i) });
        for (int i = 0; i < size.Symbols; i++) AddScope(limits, global with { Symbol = Name("SYM", i) });
        Put(limits, global, LimitKind.MarkMaxAge, 3600m * UtcNanos.PerSecond);
        Put(limits, global, LimitKind.WithoutMark, withMarks ? 1 : 0);
        Put(limits, global, LimitKind.MaxDailyLoss, 1e15m);
        Put(limits, global with { Symbol = BarredSymbol }, LimitKind.Restricted, 1);
        if (!withOwn) return new DefineLimits(limits, "", IsLive: withMarks);
        Put(limits, global, LimitKind.SelfTrade, 1);
        Put(limits, global, LimitKind.DuplicateWindow, UtcNanos.PerSecond);
        Put(limits, global, LimitKind.RepeatedExecutions, 1_000_000);
        Put(limits, global, LimitKind.RepeatedWindow, UtcNanos.PerSecond);
        return new DefineLimits(limits, "", IsLive: withMarks);
    }

    public static string Name(string prefix, int index) => prefix + index.ToString("D3", CultureInfo.InvariantCulture);

    private static void AddScope(List<LimitValue> limits, LimitValue scope)
    {
        Put(limits, scope, LimitKind.MaxOrderQty, 1e7m);
        Put(limits, scope, LimitKind.MaxOrderNotional, 1e10m);
        Put(limits, scope, LimitKind.PriceCollar, 0.5m);
        Put(limits, scope, LimitKind.MaxPosition, 1e13m);
        Put(limits, scope, LimitKind.MaxGrossExposure, 1e17m);
        Put(limits, scope, LimitKind.MaxNetExposure, 1e17m);
        Put(limits, scope, LimitKind.MaxOpenOrders, 100_000_000);
        Put(limits, scope, LimitKind.OrdersPerSecond, 100_000_000);
        Put(limits, scope, LimitKind.OrdersPerDay, 1_000_000_000);
    }

    private static void Put(List<LimitValue> limits, LimitValue scope, LimitKind kind, decimal value) =>
        limits.Add(scope with { Kind = kind, Value = value });
}
