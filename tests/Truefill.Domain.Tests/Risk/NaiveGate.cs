using System;
using System.Collections.Generic;

namespace Truefill.Domain.Tests.Risk;

/// <summary>
/// The controls written down a second time, from their description alone: everything is summed anew for each order,
/// nothing is kept up to date, and no type of the product is used.
/// </summary>
internal sealed class NaiveGate
{
    public const decimal MaxQty = 100;
    public const decimal MaxNotional = 9_000;
    public const decimal Collar = 0.1m;
    public const long MarkAge = 5_000_000_000;
    public const long Window = 100_000_000;
    public const int PerSecond = 3;
    public const int MaxOpen = 6;
    public const int MaxOpenOfStrategy = 4;
    public const decimal MaxPosition = 220;
    public const decimal MaxPositionOfStrategy = 150;
    public const decimal MaxGross = 45_000;
    public const decimal MaxNet = 25_000;
    public const decimal MaxLoss = 3_000;
    private const long Day = 86_400_000_000_000;

    private readonly List<Entry> open = [];
    private readonly List<Entry> recent = [];
    private readonly Dictionary<(int Account, int Strategy, int Symbol), (decimal Qty, decimal Cash)> held = [];
    private readonly Dictionary<int, (decimal Px, long At)> marks = [];
    private readonly Dictionary<int, (long Day, decimal Pnl)> days = [];

    public sealed record Entry(
        int Account, int Strategy, int Symbol, bool Sells, decimal Qty, decimal Px, long At, int Handle)
    {
        public decimal Left { get; set; } = Qty;
    }

    public IReadOnlyList<Entry> Open => open;

    public void Mark(int symbol, decimal px, long at) => marks[symbol] = (px, at);

    public void Take(Entry entry)
    {
        open.Add(entry);
        recent.Add(entry);
        if (recent.Count > 20) recent.RemoveRange(0, 10);
    }

    public void Fill(Entry entry, decimal qty, decimal px)
    {
        var key = (entry.Account, entry.Strategy, entry.Symbol);
        (decimal was, decimal cash) = held.GetValueOrDefault(key);
        decimal signed = entry.Sells ? -qty : qty;
        held[key] = (was + signed, cash - (signed * px));
        entry.Left -= qty;
        if (entry.Left == 0) open.Remove(entry);
    }

    public void Cancel(Entry entry) => open.Remove(entry);

    public string Judge(Entry o)
    {
        if (!days.TryGetValue(o.Account, out (long Day, decimal Pnl) day) || day.Day != o.At / Day)
            days[o.Account] = day = (o.At / Day, Pnl(o.Account));
        if (o.Qty > MaxQty) return "OrderQtyTooLarge";
        bool isMarked = marks.TryGetValue(o.Symbol, out (decimal Px, long At) mark);
        decimal worth = o.Sells && isMarked ? Math.Max(o.Px, mark.Px) : o.Px;
        if (o.Qty * worth > MaxNotional) return "OrderValueTooLarge";
        if (!isMarked || o.At - mark.At > MarkAge) return "NoMark";
        if (Math.Abs(o.Px - mark.Px) > Collar * mark.Px) return "PriceOutsideCollar";
        int ofSecond = 0;
        foreach (Entry other in recent)
        {
            bool isEqual = (other.Account, other.Strategy, other.Symbol, other.Sells, other.Qty, other.Px)
                == (o.Account, o.Strategy, o.Symbol, o.Sells, o.Qty, o.Px);
            if (isEqual && o.At - other.At < Window) return "EqualOrder";
            if (o.At - other.At < 1_000_000_000) ofSecond++;
        }

        if (ofSecond >= PerSecond) return "TooManyOrders";
        int ofStrategy = 0;
        foreach (Entry other in open)
            if (other.Strategy == 1) ofStrategy++;
        if (open.Count >= MaxOpen || (o.Strategy == 1 && ofStrategy >= MaxOpenOfStrategy)) return "TooManyOpenOrders";
        if (Worst(o, ofStrategy: false) > MaxPosition) return "PositionTooLarge";
        if (o.Strategy == 1 && Worst(o, ofStrategy: true) > MaxPositionOfStrategy) return "PositionTooLarge";
        if (!Reduces(o) && Gross(o.Account, o) > MaxGross && Gross(o.Account, o) > Gross(o.Account, null))
            return "GrossExposureTooLarge";
        if (!Reduces(o) && Net(o) > MaxNet) return "NetExposureTooLarge";
        if (!Reduces(o) && day.Pnl - Pnl(o.Account) > MaxLoss) return "DailyLossExceeded";
        foreach (Entry other in open)
        {
            if (other.Symbol == o.Symbol && other.Sells != o.Sells && (o.Sells ? other.Px >= o.Px : other.Px <= o.Px))
                return "SelfTrade";
        }

        return "None";
    }

    private decimal Pnl(int account)
    {
        decimal sum = 0;
        foreach (((int owner, _, int symbol), (decimal qty, decimal cash)) in held)
            if (owner == account) sum += cash + (qty * marks[symbol].Px);
        return sum;
    }

    private decimal Position(int account, int symbol, int? strategy)
    {
        decimal sum = 0;
        foreach (((int owner, int own, int of), (decimal qty, _)) in held)
            if (owner == account && of == symbol && (strategy is null || own == strategy)) sum += qty;
        return sum;
    }

    private decimal Working(int account, int symbol, bool sells, int? strategy)
    {
        decimal sum = 0;
        foreach (Entry other in open)
        {
            if (other.Account == account && other.Symbol == symbol && other.Sells == sells
                && (strategy is null || other.Strategy == strategy)) sum += other.Left;
        }

        return sum;
    }

    private decimal Worst(Entry o, bool ofStrategy)
    {
        int? strategy = ofStrategy ? o.Strategy : null;
        decimal position = Position(o.Account, o.Symbol, strategy);
        return Working(o.Account, o.Symbol, o.Sells, strategy) + o.Qty + (o.Sells ? -position : position);
    }

    private bool Reduces(Entry o)
    {
        decimal position = Position(o.Account, o.Symbol, null);
        if (position == 0 || position > 0 != o.Sells) return false;
        return o.Qty <= Math.Abs(position) - Working(o.Account, o.Symbol, o.Sells, null);
    }

    private decimal Gross(int account, Entry? with)
    {
        decimal sum = 0;
        foreach ((int symbol, (decimal px, _)) in marks)
        {
            (decimal bought, decimal sold) = Both(account, symbol, with);
            sum += Math.Max(Math.Abs(bought), Math.Abs(sold)) * px;
        }

        return sum;
    }

    private decimal Net(Entry o)
    {
        decimal worstLong = 0;
        decimal worstShort = 0;
        foreach ((int symbol, (decimal px, _)) in marks)
        {
            (decimal bought, decimal sold) = Both(o.Account, symbol, o);
            worstLong += bought * px;
            worstShort += sold * px;
        }

        return o.Sells ? -worstShort : worstLong;
    }

    private (decimal Bought, decimal Sold) Both(int account, int symbol, Entry? with)
    {
        decimal position = Position(account, symbol, null);
        decimal buying = Working(account, symbol, sells: false, null);
        decimal selling = Working(account, symbol, sells: true, null);
        if (with is not null && with.Symbol == symbol)
        {
            if (with.Sells) selling += with.Qty;
            else buying += with.Qty;
        }

        return (position + buying, position - selling);
    }
}
