using System;
using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Prices;

/// <summary>An endless random walk of several symbols, in whole ticks: equal seeds give equal prints.</summary>
public sealed class RandomWalkPrices : IPrintSource
{

    // Most prints are at the last price; one in so many jumps a little further.
    private const int JumpOneIn = 40;
    private const int JumpTicksMax = 8;

    private readonly PriorityQueue<Walk, (long At, int Index)> next = new();
    private readonly SeededChance chance;

    /// <param name="last">
    /// By symbol, the price that it walks on from; null, or without one: from its start.
    /// </param>
    public RandomWalkPrices(
        ulong seed,
        IReadOnlyList<BuiltinSymbol> symbols,
        UtcNanos start,
        IReadOnlyDictionary<string, Px>? last = null)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        chance = new SeededChance(seed);
        for (int i = 0; i < symbols.Count; i++)
        {
            Walk walk = new(i, symbols[i]);
            if (last is not null && last.TryGetValue(walk.Symbol.Instrument.Symbol, out Px price)) walk.GoOnFrom(price);
            next.Enqueue(walk, (start.Value + chance.Between(1, GapNanos(walk)), i));
        }
    }

    public bool TryPeek(out TradePrint print)
    {
        print = default;
        if (!next.TryPeek(out Walk? walk, out (long At, int Index) when)) return false;
        walk.Next ??= Draw(walk, new UtcNanos(when.At));
        print = walk.Next.Value;
        return true;
    }

    public void Take()
    {
        if (!TryPeek(out TradePrint print)) return;
        Walk walk = next.Peek();
        walk.Next = null;
        long gap = chance.Between(GapNanos(walk) / 5, GapNanos(walk) * 9 / 5);
        next.DequeueEnqueue(walk, (print.Time.Value + gap, walk.Index));
    }

    public void Dispose()
    {
    }

    private static long GapNanos(Walk walk) => UtcNanos.NanosOf(walk.Symbol.Gap);

    private TradePrint Draw(Walk walk, UtcNanos at)
    {
        walk.Ticks += chance.Below(4) switch
        {
            0 => 1,
            1 => -1,
            _ => 0,
        };
        if (chance.Below(JumpOneIn) == 0) walk.Ticks += chance.Between(-JumpTicksMax, JumpTicksMax);

        walk.StayNear();

        // The product of two draws: small sizes are common, large ones rare.
        long units = 1 + chance.Below(walk.Symbol.UnitsMax) * chance.Below(walk.Symbol.UnitsMax) / walk.Symbol.UnitsMax;
        decimal price = walk.Ticks * walk.Symbol.Instrument.Tick.Value;
        decimal size = units * walk.Symbol.SizeUnit.Value;
        return new TradePrint(
            at,
            walk.Symbol.Instrument.Symbol,
            Px.FromTrusted(ExactDecimal.Normalize(price)),
            Qty.FromTrusted(ExactDecimal.Normalize(size)));
    }

    private sealed class Walk(int index, BuiltinSymbol symbol)
    {
        public int Index { get; } = index;

        public BuiltinSymbol Symbol { get; } = symbol;

        public long Start { get; } = (long)(symbol.Start.Value / symbol.Instrument.Tick.Value);

        public long Ticks { get; set; } = (long)(symbol.Start.Value / symbol.Instrument.Tick.Value);

        public TradePrint? Next { get; set; }

        public void GoOnFrom(Px price)
        {
            Ticks = (long)decimal.Round(Math.Clamp(price.Value / Symbol.Instrument.Tick.Value, 0, Start * 3m));
            StayNear();
        }

        // Far from its start it is drawn back, so that a price is never zero and a long run stays plausible.
        public void StayNear() => Ticks = Math.Clamp(Ticks, Start / 2, Start * 3 / 2);
    }
}
