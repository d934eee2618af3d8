using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Risk.Exposures;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Limits;

/// <summary>
/// What of each limit is in use, measured as the gate measures it for the next order: held, and what is open at its
/// worst.
/// </summary>
/// <param name="now">Ends the second and is in the day that messages are counted in.</param>
/// <param name="maySee">Accounts that may be told about; null: all.</param>
public sealed class LimitMeasure(Books books, UtcNanos now, Func<AccountId, bool>? maySee = null)
{
    private RiskBook Risk => books.Risk;

    /// <summary>Null: it bounds single orders, or only what may not be told.</summary>
    public LimitUse? Of(ScopeLimits limits, LimitKind kind) => kind switch
    {
        LimitKind.MaxPosition => MostPosition(limits.Scope),
        LimitKind.MaxGrossExposure => MostExposure(limits.Scope, isGross: true),
        LimitKind.MaxNetExposure => MostExposure(limits.Scope, isGross: false),
        LimitKind.MaxDailyLoss => MostLoss(limits.Scope),
        LimitKind.MaxOpenOrders => Count(limits, limits.OpenOrders),
        LimitKind.OrdersPerSecond => Count(limits, limits.Orders.WithinSecond(now)),
        LimitKind.OrdersPerDay => Count(limits, limits.Orders.OfDay(DayOf(limits))),
        LimitKind.CancelsPerSecond => Count(limits, limits.Cancels.WithinSecond(now)),
        LimitKind.CancelsPerDay => Count(limits, limits.Cancels.OfDay(DayOf(limits))),
        _ => null,
    };

    private long DayOf(ScopeLimits limits) => Risk.Days.DayOf(limits.Scope.Account, now);

    // A count without an account is of everybody's together.
    private LimitUse? Count(ScopeLimits limits, int count)
    {
        AccountId account = limits.Scope.Account;
        bool isTold = maySee is null || (!account.IsNone && maySee(account));
        return isTold ? new LimitUse(count, account, limits.Scope.Symbol) : null;
    }

    private IEnumerable<AccountId> AccountsOf(LimitScope scope)
    {
        int first = scope.Account.IsNone ? 1 : scope.Account.Value;
        int last = scope.Account.IsNone ? books.Names.Accounts.Count - 1 : scope.Account.Value;
        for (int i = first; i <= last; i++)
            if (maySee is null || maySee(new AccountId(i))) yield return new AccountId(i);
    }

    // One symbol of one account, or of one of its strategies, is bound each by itself.
    private LimitUse? MostPosition(LimitScope scope)
    {
        Risk.Exposures.Settle(scope.Account);
        LimitUse? most = null;
        foreach (ExposureCell cell in Risk.Exposures.CellsOf(scope.Symbol))
        {
            AccountId account = cell.Total.Account;
            if (!scope.Account.IsNone && account != scope.Account) continue;
            if (cell.Total != TotalOf(scope, account) || maySee?.Invoke(account) == false) continue;
            decimal used = decimal.Max(0, decimal.Max(cell.Buying + cell.Qty, cell.Selling - cell.Qty));
            if (most is null || used > most.Value.Amount) most = new LimitUse(used, account, cell.Symbol);
        }

        return most ?? new LimitUse(0, scope.Account, scope.Symbol);
    }

    private LimitUse? MostExposure(LimitScope scope, bool isGross)
    {
        LimitUse? most = null;
        foreach (AccountId account in AccountsOf(scope))
        {
            Risk.Exposures.Settle(account);
            ExposureTotal? total = TotalOf(scope, account);
            if (total is not null) Risk.Exposures.Settle(total);
            bool isIncomplete = scope.Symbol.IsNone
                ? total is { Unvalued: > 0 }
                : CellOf(scope, account) is { IsUnvalued: true };
            if (isIncomplete) return new LimitUse(null, account, scope.Symbol);
            decimal measured = scope.Symbol.IsNone ? Of(total, isGross) : Of(CellOf(scope, account), isGross);
            decimal used = decimal.Max(0, measured);
            if (most is null || used > most.Value.Amount) most = new LimitUse(used, account, scope.Symbol);
        }

        return most ?? new LimitUse(0, scope.Account, scope.Symbol);
    }

    private ExposureTotal? TotalOf(LimitScope scope, AccountId account) => scope.Strategy.Value == 0
        ? Risk.Exposures.Of(account)
        : Risk.Exposures.Of(account, scope.Strategy);

    private ExposureCell? CellOf(LimitScope scope, AccountId account) => scope.Strategy.Value == 0
        ? Risk.Exposures.Of(account, scope.Symbol)
        : Risk.Exposures.Of(account, scope.Strategy, scope.Symbol);

    private static decimal Of(ExposureTotal? total, bool isGross) => total is null ? 0
        : isGross ? total.Gross : decimal.Max(total.WorstLong, -total.WorstShort);

    private static decimal Of(ExposureCell? cell, bool isGross) => cell is null ? 0
        : isGross ? cell.Gross : decimal.Max(cell.WorstLong, -cell.WorstShort);

    private LimitUse? MostLoss(LimitScope scope)
    {
        LimitUse? most = null;
        foreach (AccountId account in AccountsOf(scope))
        {
            Risk.Exposures.Settle(account);

            // A day that has not begun yet begins with what there is then.
            bool isToday = Risk.Days.TryGet(account)?.Day == Risk.Days.DayOf(account, now);
            if (isToday && Risk.Exposures.Of(account) is { Unmeasured: > 0 })
                return new LimitUse(null, account, default);
            decimal loss = isToday ? decimal.Max(0, Risk.LossOf(account)) : 0;
            if (most is null || loss > most.Value.Amount) most = new LimitUse(loss, account, default);
        }

        return most ?? new LimitUse(0, scope.Account, default);
    }
}
