using System;
using System.Collections.Generic;

namespace Truefill.Domain.Risk.Limits;

/// <summary>
/// All limits that orders of the same names meet, read once for many orders: where several scopes bound the same
/// measure, the tightest of them stands for all, and what is counted is listed with the scopes that count it.
/// </summary>
internal sealed class OrderLimits
{
    private readonly int kinds;

    /// <param name="scopes">The scopes that match the names, the widest first.</param>
    public OrderLimits(ReadOnlySpan<ScopeLimits> scopes)
    {
        Scopes = scopes.ToArray();
        List<CountLimits> counts = [];
        List<RepeatLimit> repeats = [];
        foreach (ScopeLimits scope in scopes)
        {
            for (int kind = 1; kind < LimitKinds.Count; kind++)
                if (scope[(LimitKind)kind].HasValue) kinds |= 1 << kind;
            if (CountLimits.Of(scope) is { } counted) counts.Add(counted);
            if (scope[LimitKind.RepeatedExecutions] is { } times)
                repeats.Add(new RepeatLimit((int)times, WindowOf(scope, scopes)));
        }

        MaxOrderQty = Least(LimitKind.MaxOrderQty);
        MaxOrderNotional = Least(LimitKind.MaxOrderNotional);
        MaxDailyLoss = Least(LimitKind.MaxDailyLoss);
        DuplicateWindow = (long)Greatest(LimitKind.DuplicateWindow);
        IsSelfTradePrevented = Greatest(LimitKind.SelfTrade) == 1;
        IsRestricted = Greatest(LimitKind.Restricted) == 1;
        if (Has(LimitKind.PriceCollar)) Collar = Tightest();
        Counts = [.. counts];
        Repeats = [.. repeats];
        Positions = Measured(LimitKind.MaxPosition);
        GrossExposures = Measured(LimitKind.MaxGrossExposure);
        NetExposures = Measured(LimitKind.MaxNetExposure);
        MeasuresStrategy = Array.Exists(GrossExposures, static limit => limit.OfStrategy)
            || Array.Exists(NetExposures, static limit => limit.OfStrategy);
    }

    /// <summary>The scopes themselves, the widest first.</summary>
    public ScopeLimits[] Scopes { get; }

    /// <summary>The largest decimal where there is no such limit, here and below.</summary>
    public decimal MaxOrderQty { get; }

    public decimal MaxOrderNotional { get; }

    public decimal MaxDailyLoss { get; }

    /// <summary>Nanoseconds; 0: off.</summary>
    public long DuplicateWindow { get; }

    public bool IsSelfTradePrevented { get; }

    public bool IsRestricted { get; }

    /// <summary>
    /// The tightest of each of its parts, whichever scope states it: each of them counts wherever the price is bound
    /// at all.
    /// </summary>
    public CollarLimit? Collar { get; }

    public CountLimits[] Counts { get; }

    public RepeatLimit[] Repeats { get; }

    /// <summary>Does anything bound the value of what a strategy alone holds?</summary>
    public bool MeasuresStrategy { get; }

    public MeasuredLimit[] Positions { get; }

    public MeasuredLimit[] GrossExposures { get; }

    public MeasuredLimit[] NetExposures { get; }

    /// <summary>Does any of the scopes have a limit of this kind?</summary>
    public bool Has(LimitKind kind) => (kinds & (1 << (int)kind)) != 0;

    private decimal Least(LimitKind kind)
    {
        decimal least = decimal.MaxValue;
        foreach (ScopeLimits scope in Scopes)
            if (scope[kind] is { } value && value < least) least = value;
        return least;
    }

    private decimal Greatest(LimitKind kind)
    {
        decimal greatest = 0;
        foreach (ScopeLimits scope in Scopes)
            if (scope[kind] is { } value && value > greatest) greatest = value;
        return greatest;
    }

    private MeasuredLimit[] Measured(LimitKind kind)
    {
        List<MeasuredLimit> limits = [];
        foreach (ScopeLimits scope in Scopes)
        {
            if (scope[kind] is not { } value) continue;
            MeasuredLimit limit = new(scope.Scope.Strategy.Value != 0, !scope.Scope.Symbol.IsNone, value);
            int same = limits.FindIndex(limit.MeasuresAs);
            if (same < 0) limits.Add(limit);
            else if (value < limits[same].Value) limits[same] = limit;
        }

        return [.. limits];
    }

    private CollarLimit Tightest()
    {
        decimal age = Has(LimitKind.MarkMaxAge)
            ? Least(LimitKind.MarkMaxAge)
            : LimitKind.MarkMaxAge.DefaultOf(isLive: true)!.Value;
        decimal? withoutMark = Has(LimitKind.WithoutMark) ? Greatest(LimitKind.WithoutMark) : null;
        return new CollarLimit(Least(LimitKind.PriceCollar), (long)age, withoutMark);
    }

    // A count belongs to the window that is stated with it: one of a minute would be far too few with the count of a
    // second. What is stated without a count is meant for those of all scopes.
    private static long WindowOf(ScopeLimits counting, ReadOnlySpan<ScopeLimits> scopes)
    {
        decimal window = counting[LimitKind.RepeatedWindow] ?? 0;
        foreach (ScopeLimits scope in scopes)
        {
            if (scope[LimitKind.RepeatedExecutions] is null && scope[LimitKind.RepeatedWindow] is { } stated)
                window = decimal.Max(window, stated);
        }

        return (long)(window > 0 ? window : LimitKind.RepeatedWindow.DefaultOf(isLive: true)!.Value);
    }
}
