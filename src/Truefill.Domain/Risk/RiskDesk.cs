using System.Globalization;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Gate;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>
/// Decides what limits do by themselves: a new day for losses, and the kill switch of a limit that stays broken until a
/// person says otherwise.
/// </summary>
public sealed class RiskDesk(Deciding deciding, KillDesk kills)
{
    private const string Actor = "risk gate";

    private Books Books => deciding.Books;

    /// <summary>The account's day begins if it has not, so that what follows counts in it.</summary>
    public void BeginDay(AccountId account)
    {
        if (account.IsNone || !Books.Risk.Limits.IsUsed(LimitKind.MaxDailyLoss)) return;
        long day = Books.Risk.Days.DayOf(account, deciding.Now);
        if (Books.Risk.Days.TryGet(account) is { } known && known.Day == day) return;
        Books.Risk.Exposures.Settle(account);
        decimal baseline = Books.Risk.Exposures.Of(account)?.Pnl ?? 0;
        deciding.Emit.Apply(new RiskDayStarted(account, day, baseline, deciding.Now));
    }

    /// <summary>
    /// Stops the strategy, or the account where the order has no strategy or the loss is the account's.
    /// </summary>
    public void Trip(in GateOrder order, in GateResult result)
    {
        if (result.Trips is not { } kind) return;
        if (kind == LimitKind.MaxDailyLoss) TripLoss(order.Account, result.Detail ?? "");
        else Trip(kind, order.Account, order.Strategy, result.Detail ?? "");
    }

    /// <summary>
    /// The venue executed more than was ordered: the order's strategy is stopped. Without one there is nothing to stop
    /// but the whole account, which one order is no reason for.
    /// </summary>
    internal void Overfilled(Order order)
    {
        if (order.Strategy.Value == 0) return;
        if (Books.KillSwitch.StateOf(KillScope.Strategy, order.Strategy.Value) == KillSwitchState.Active) return;
        deciding.Emit.Apply(new KillSwitchSet(
            KillScope.Strategy,
            order.Strategy.Value,
            KillSwitchType.RiskLimit,
            KillSwitchState.Active,
            $"overfill: {order.CumQty} executed of order {order.ClOrdId} for {order.OrderQty}",
            Actor,
            deciding.Now));
        kills.Sweep();
    }

    /// <summary>What has come due by time: days, and losses that marks have made since.</summary>
    public void Tick()
    {
        if (!Books.Risk.Limits.IsUsed(LimitKind.MaxDailyLoss)) return;
        for (int i = 1; i < Books.Names.Accounts.Count; i++)
        {
            AccountId account = new(i);
            BeginDay(account);
            if (Broken(account) is { } detail) TripLoss(account, detail);
        }
    }

    /// <summary>Would <see cref="Tick"/> do anything at this time?</summary>
    public bool IsDue(UtcNanos now)
    {
        if (!Books.Risk.Limits.IsUsed(LimitKind.MaxDailyLoss)) return false;
        for (int i = 1; i < Books.Names.Accounts.Count; i++)
        {
            AccountId account = new(i);
            if (Books.Risk.Days.TryGet(account)?.Day != Books.Risk.Days.DayOf(account, now)) return true;
            if (Broken(account) is not null) return true;
        }

        return false;
    }

    private string? Broken(AccountId account)
    {
        if (Books.Risk.Days.TryGet(account) is not { IsTripped: false }) return null;
        Books.Risk.Exposures.Settle(account);
        decimal loss = Books.Risk.LossOf(account);
        if (loss <= 0) return null;
        decimal? limit = Books.Risk.Limits.TryGet(LimitScope.Global)?[LimitKind.MaxDailyLoss];
        decimal? own = Books.Risk.Limits.TryGet(new LimitScope(default, account, default, default))?[
            LimitKind.MaxDailyLoss];
        if (own is not null && (limit is null || own < limit)) limit = own;
        return loss > limit
            ? string.Create(CultureInfo.InvariantCulture, $"max_daily_loss: {loss} is above {limit}")
            : null;
    }

    private void TripLoss(AccountId account, string detail)
    {
        if (Books.Risk.Days.TryGet(account) is { IsTripped: false })
            Trip(LimitKind.MaxDailyLoss, account, default, detail);
    }

    private void Trip(LimitKind kind, AccountId account, StrategyId strategy, string detail)
    {
        long day = Books.Risk.Days.DayOf(account, deciding.Now);
        deciding.Emit.Apply(new LimitTripped(kind, account, strategy, day, detail, deciding.Now));
        KillScope scope = strategy.Value == 0 ? KillScope.Account : KillScope.Strategy;
        int target = strategy.Value == 0 ? account.Value : strategy.Value;

        // Setting it anew would make it younger than what a person with the risk role entered under it to get out.
        if (Books.KillSwitch.StateOf(scope, target) == KillSwitchState.Active) return;
        deciding.Emit.Apply(new KillSwitchSet(
            scope, target, KillSwitchType.RiskLimit, KillSwitchState.Active, detail, Actor, deciding.Now));
        kills.Sweep();
    }
}
