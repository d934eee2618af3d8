using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Days;
using Truefill.Domain.Risk.Exposures;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Risk.Recent;
using Truefill.Domain.State;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Risk;

/// <summary>All that the gate looks at besides orders, positions and marks.</summary>
public sealed class RiskBook : IOrderWatcher
{
    private readonly Books books;
    private readonly HandleSet counted = new();

    internal RiskBook(Books books)
    {
        this.books = books;
        Exposures = new ExposureTable(books);
        BroughtToday = new FirstWorth(books);
    }

    public LimitTable Limits { get; } = new();

    public ExposureTable Exposures { get; }

    public RiskDays Days { get; } = new();

    /// <summary>
    /// What moves the beginning of an account's day under way: imports, and what was held then and had no value yet.
    /// </summary>
    public FirstWorth BroughtToday { get; }

    public RecentOrders Recent { get; } = new();

    public SpendingTable Spending { get; } = new();

    public OwnBook Own { get; } = new();

    public ChildTable Children { get; } = new();

    /// <summary>Real money: what cannot be computed refuses.</summary>
    public bool IsLive { get; private set; }

    /// <summary>SHA-256 of the configuration that the limits are from; empty: none was ever read.</summary>
    public string ConfigHash { get; private set; } = "";

    public void Changed(Order order)
    {
        Exposures.Changed(order);
        if (Own.IsKept) Own.Changed(order);
        if (order.CorrelationId is not null) Children.Changed(order);
        bool isOpen = order.IsOpen && order.IsEntered;
        if (counted.Contains(order.Handle.Value) == isOpen) return;
        counted.Set(order.Handle.Value, isOpen);
        if (!Limits.IsUsed(LimitKind.MaxOpenOrders)) return;
        foreach (ScopeLimits scope in LimitsOf(order).Scopes)
            if (scope[LimitKind.MaxOpenOrders].HasValue) scope.OpenOrders += isOpen ? 1 : -1;
    }

    /// <summary>A client's order was let through. Protective legs pass whatever was let through before.</summary>
    internal void Entered(in OrderIntent intent, UtcNanos at)
    {
        if (!intent.Parent.IsNone) return;
        Recent.Add(
            OrderContent.Of(intent.Venue, intent.Account, intent.Strategy, intent.Symbol, intent.Terms), at);
        Order order = books.Orders[intent.Order];
        Count(order, isCancel: false, at);
        Spend(order, CostOf(order));
    }

    /// <summary>Other terms were asked for: what it may cost more counts as let through.</summary>
    /// <param name="before">What it could cost until then.</param>
    internal void Changed(Order order, Exact before, in OrderTerms terms)
    {
        if (!order.IsEntered) return;
        Exact more = CostOf(order, terms.Price ?? terms.StopPx) - before;
        if (more.IsPositive) Spend(order, more);
    }

    /// <summary>
    /// What can still be executed of the order, in its account's currency. Nothing where the venue does not say what
    /// can be spent: what has no price or rate could not be checked either.
    /// </summary>
    internal Exact CostOf(Order order) => CostOf(order, order.Price ?? order.StopPx);

    /// <summary>A venue said what an account can spend. What waits here is not known to it.</summary>
    internal void Told(in BalanceReported e)
    {
        if (e.BuyingPower is null || e.Cash.Currency != books.Accounts[e.Account].Currency) return;
        decimal held = 0;
        if (!books.Sessions.CanTrade(e.Venue) || books.Engine.Held is not null)
        {
            UtcNanos asked = Spending.AskedAt(e.Venue);
            foreach (Order order in books.Orders.Open)
            {
                if (order.IsHeld && order.Venue == e.Venue && order.Account == e.Account && order.CreatedAt < asked)
                    held += CostOf(order);
            }
        }

        Spending.Told(e.Venue, e.Account, held);
    }

    internal void Asked(Order order, bool isCancel, UtcNanos at)
    {
        if (order.IsEntered) Count(order, isCancel, at);
    }

    internal void Apply(in LimitSet e)
    {
        ScopeLimits limits = Limits.Apply(in e);
        switch (e.Kind)
        {
            case LimitKind.MaxOpenOrders:
                CountOpen(limits);
                break;
            case LimitKind.DuplicateWindow or LimitKind.RepeatedWindow or LimitKind.RepeatedExecutions:
                Recent.Look((long)decimal.Max(
                    Limits.Greatest(LimitKind.DuplicateWindow),
                    Limits.IsUsed(LimitKind.RepeatedExecutions)
                        ? decimal.Max(
                            Limits.Greatest(LimitKind.RepeatedWindow),
                            LimitKind.RepeatedWindow.DefaultOf(IsLive)!.Value)
                        : 0));
                break;
            case LimitKind.SelfTrade:
                Own.Keep(Limits.Greatest(LimitKind.SelfTrade) > 0, books.Orders);
                break;
        }
    }

    internal void Apply(in RiskConfigured e)
    {
        IsLive = e.IsLive;
        ConfigHash = e.ConfigHash;
    }

    internal void Apply(in MarkSet e)
    {
        BroughtToday.Retry(e.Symbol);
        Exposures.Apply(in e);
    }

    /// <summary>A rate, a multiplier or a currency has changed.</summary>
    internal void Revalue()
    {
        BroughtToday.RetryAll();
        Exposures.TouchAll();
    }

    internal void Apply(in RiskDayStarted e)
    {
        Days.Apply(in e);
        BroughtToday.Forget(e.Account);
        Exposures.Settle(e.Account);
        foreach (ExposureCell cell in Exposures.CellsOf(default))
        {
            if (cell.Total != Exposures.Of(e.Account) || cell.IsMeasured) continue;
            Exposures.Unmeasured(cell, out Exact cash, out Exact realized);
            BroughtToday.Add(e.Account, cell.Symbol, cell.Qty, cash, realized);
        }
    }

    internal void Apply(in LimitTripped e)
    {
        if (e.Kind == LimitKind.MaxDailyLoss) Days.Trip(e.Account);
    }

    internal void Save(IStateWriter writer)
    {
        writer.Bool(IsLive);
        writer.Write(ConfigHash);
        Limits.Save(writer);
        Days.Save(writer);
        BroughtToday.Save(writer);
        Recent.Save(writer);
        Spending.Save(writer);
    }

    /// <summary>Before orders and positions, which tell what is derived from them as they are loaded.</summary>
    internal void Load(IStateReader reader)
    {
        Exposures.Clear();
        Own.Clear();
        Children.Clear();
        counted.Clear();
        IsLive = reader.Bool();
        ConfigHash = reader.ReadString() ?? "";
        Limits.Load(reader);
        Days.Load(reader);
        BroughtToday.Load(reader);
        Recent.Load(reader);
        Spending.Load(reader);
        Own.Keep(Limits.Greatest(LimitKind.SelfTrade) > 0, books.Orders);
    }

    /// <summary>What the account has lost since its day began; negative: gained. As of the last settling.</summary>
    public Exact LossOf(AccountId account) => Days.TryGet(account) is { } day
        ? day.Baseline + BroughtToday.Of(account) - (Exposures.Of(account)?.Pnl ?? 0)
        : 0;

    private Exact CostOf(Order order, Px? stated)
    {
        Currency currency = books.Accounts[order.Account].Currency;
        if (books.Balances.TryGet(order.Venue, order.Account, currency) is not { BuyingPower: not null })
            return Exact.Zero;
        Valuer valuer = new(books, order.Account, order.Symbol);
        return Valuer.PriceOf(order.Side, stated, books.Marks[order.Symbol]?.Price) is { } price
            && valuer.TryValue(order.WorstLeavesQty.Number, price, out Exact amount)
            ? amount
            : Exact.Zero;
    }

    private void Spend(Order order, Exact amount)
    {
        if (!amount.IsZero) Spending.Add(order.Venue, order.Account, amount);
    }

    private void Count(Order order, bool isCancel, UtcNanos at)
    {
        LimitKind second = isCancel ? LimitKind.CancelsPerSecond : LimitKind.OrdersPerSecond;
        LimitKind day = isCancel ? LimitKind.CancelsPerDay : LimitKind.OrdersPerDay;
        if (!Limits.IsUsed(second) && !Limits.IsUsed(day)) return;
        foreach (ScopeLimits scope in LimitsOf(order).Scopes)
        {
            if (!scope[second].HasValue && !scope[day].HasValue) continue;
            MessageCount count = isCancel ? scope.Cancels : scope.Orders;
            count.Add(at, Days.DayOf(scope.Scope.Account, at));
        }
    }

    private void CountOpen(ScopeLimits limits)
    {
        limits.OpenOrders = 0;
        if (limits[LimitKind.MaxOpenOrders] is null) return;
        foreach (Order order in books.Orders.Open)
        {
            if (order.IsEntered && Array.IndexOf(LimitsOf(order).Scopes, limits) >= 0) limits.OpenOrders++;
        }
    }

    private OrderLimits LimitsOf(Order order) =>
        Limits.Of(order.Venue, order.Account, order.Strategy, order.Symbol);
}
