using System;
using System.Collections.Generic;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Risk;

/// <summary>The <c>risk</c> block of the configuration as what the engine takes.</summary>
public static class RiskInputs
{
    /// <summary>All limits; none without a block, so that what an earlier one had is off.</summary>
    public static DefineLimits Limits(TruefillOptions options)
    {
        List<LimitValue> limits = [];
        if (options.Risk is { } risk)
        {
            Add(limits, new LimitValue("", "", "", "", default, null), risk.Limits);
            foreach (string symbol in risk.Restricted)
                limits.Add(new LimitValue("", "", "", symbol, LimitKind.Restricted, 1));
            foreach (RiskScopeOptions scope in risk.Scopes)
            {
                LimitValue names = new(
                    scope.Venue ?? "", scope.Account ?? "", scope.Strategy ?? "", scope.Symbol ?? "", default, null);
                Add(limits, names, scope.Limits);
            }
        }

        return new DefineLimits(limits, options.ConfigHash, options.Mode == TradingMode.Live);
    }

    private static void Add(List<LimitValue> limits, LimitValue scope, RiskLimits values)
    {
        void Put(LimitKind kind, decimal? value)
        {
            if (value is not null) limits.Add(scope with { Kind = kind, Value = value });
        }

        Put(LimitKind.MaxOrderQty, values.MaxOrderQty?.Value);
        Put(LimitKind.MaxOrderNotional, values.MaxOrderNotional);
        Put(LimitKind.PriceCollar, values.PriceCollar?.Limit);
        Put(LimitKind.MarkMaxAge, Nanos(values.PriceCollar?.MaxAge));
        Put(LimitKind.WithoutMark, values.PriceCollar?.WithoutMark is { } without
            ? without == WithoutMark.Deny ? 1 : 0
            : null);
        Put(LimitKind.MaxPosition, values.MaxPosition?.Value);
        Put(LimitKind.MaxGrossExposure, values.MaxGrossExposure);
        Put(LimitKind.MaxNetExposure, values.MaxNetExposure);
        Put(LimitKind.MaxOpenOrders, values.MaxOpenOrders);
        Put(LimitKind.OrdersPerSecond, values.OrdersPerSecond);
        Put(LimitKind.OrdersPerDay, values.OrdersPerDay);
        Put(LimitKind.CancelsPerSecond, values.CancelsPerSecond);
        Put(LimitKind.CancelsPerDay, values.CancelsPerDay);
        Put(LimitKind.DuplicateWindow, Nanos(values.DuplicateWindow));
        Put(LimitKind.RepeatedExecutions, values.RepeatedExecutions?.Count);
        Put(LimitKind.RepeatedWindow, Nanos(values.RepeatedExecutions?.Window));
        Put(LimitKind.MaxDailyLoss, values.MaxDailyLoss);
        Put(LimitKind.SelfTrade, values.SelfTrade is { } self ? self == SelfTrade.Prevent ? 1 : 0 : null);
    }

    private static decimal? Nanos(TimeSpan? span) =>
        span is { } time ? (decimal)time.Ticks * UtcNanos.PerTick : null;
}
