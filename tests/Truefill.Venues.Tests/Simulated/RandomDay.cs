using System;
using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

/// <summary>A seeded day of orders, cancels, replaces and prints on a simulated market.</summary>
internal sealed class RandomDay
{
    private static readonly string[] Symbols = ["IBM", "AAPL", "TXF"];
    private static readonly string[] Accounts = ["A", "B"];

    private readonly SeededChance chance;
    private readonly List<VenueCommand> sent = [];
    private long milliseconds;

    public RandomDay(ulong seed, SimulatedMarketSettings? settings = null)
    {
        chance = new SeededChance(seed);
        Venue = new Venue((settings ?? new SimulatedMarketSettings()) with { Seed = seed });
    }

    public Venue Venue { get; }

    /// <summary>Every print, by the nanosecond at which it came: no two share one.</summary>
    public Dictionary<long, TradePrint> Prints { get; } = [];

    /// <summary>When each request reached the venue at the earliest.</summary>
    public Dictionary<string, UtcNanos> Arrivals { get; } = new(StringComparer.Ordinal);

    /// <summary>What each request asked for.</summary>
    public Dictionary<string, OrderTerms> Asked { get; } = new(StringComparer.Ordinal);

    public RandomDay Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            milliseconds += chance.Between(1, 20);
            long kind = chance.Below(10);
            if (kind < 5) Print();
            else if (kind < 8 || sent.Count == 0) Send(New(i));
            else if (kind < 9) Send(Venue.Cancellation("c" + i, Any()));
            else Send(Replacement(i));
        }

        Venue.Wait(milliseconds + 60_000);
        return this;
    }

    private void Print()
    {
        string symbol = Symbols[chance.Below(Symbols.Length)];
        TradePrint print = new(
            Venue.At(milliseconds), symbol, Venue.Price(chance.Between(95, 105)), Venue.Quantity(chance.Between(1, 300)));
        Prints.Add(print.Time.Value, print);
        Venue.Market.Print(in print);
    }

    private VenueCommand New(int number)
    {
        TimeInForce[] lives =
            [TimeInForce.Day, TimeInForce.GoodTillCancel, TimeInForce.ImmediateOrCancel, TimeInForce.FillOrKill];
        decimal qty = chance.Between(1, 200) * (chance.Below(2) == 0 ? -1 : 1);
        decimal? price = chance.Below(3) > 0 ? chance.Between(96, 104) : null;
        decimal? stop = chance.Below(4) == 0 ? chance.Between(96, 104) : null;
        return Venue.Order(
            "o" + number,
            qty,
            price,
            stop,
            lives[chance.Below(lives.Length)],
            Symbols[chance.Below(Symbols.Length)],
            Accounts[chance.Below(Accounts.Length)],
            chance.Below(5) == 0 ? "L" + number / 20 : "");
    }

    private VenueCommand Replacement(int number)
    {
        VenueCommand order = Any();
        decimal? price = order.Terms.Price is null ? null : chance.Between(96, 104);
        return Venue.Replacement("r" + number, in order, chance.Between(1, 250), price);
    }

    private VenueCommand Any() => sent[(int)chance.Below(sent.Count)];

    private void Send(VenueCommand command)
    {
        Venue.Market.AdvanceTo(Venue.At(milliseconds));
        if (!Venue.Market.IsConnected) return;
        Venue.Market.Send(in command, Venue.At(milliseconds));
        Arrivals[command.WireId.ToString()] = Venue.At(milliseconds + 5);
        Asked[command.WireId.ToString()] = command.Terms;
        if (command.Kind != VenueCommandKind.Cancel) sent.Add(command);
    }
}
