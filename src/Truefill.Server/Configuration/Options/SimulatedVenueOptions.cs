using System;
using Truefill.Server.Configuration.Reading;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Server.Configuration.Options;

public enum VenueClock
{
    /// <summary>Wall clock, times <see cref="SimulatedVenueOptions.Speed"/>.</summary>
    Real,

    /// <summary>Stands until a test advances it over the API.</summary>
    Simulated,
}

public enum ClosedMarket
{
    /// <summary>Orders wait for the opening.</summary>
    Hold,

    /// <summary>Orders are refused.</summary>
    Reject,
}

/// <summary>What a trade costs. Each part is added.</summary>
/// <param name="Rate">A fraction of the traded value.</param>
public sealed record FeeOptions(decimal PerShare, decimal PerOrder, decimal Rate);

/// <summary>A venue inside the process, with prices of its own and, if asked, every fault that real ones
/// have.</summary>
public sealed record SimulatedVenueOptions
{
    /// <summary>The prices that the venue makes up itself.</summary>
    public const string BuiltinPrices = "builtin";

    /// <summary>Equal seeds give equal days.</summary>
    public required int Seed { get; init; }

    /// <summary><c>builtin</c>, or a CSV file with time_utc, symbol, price, size.</summary>
    public required string Prices { get; init; }

    public required decimal Speed { get; init; }

    public required TimeSpan Latency { get; init; }

    public required FeeOptions Fees { get; init; }

    public required FaultSettings Faults { get; init; }

    /// <summary>A file that says what is answered to each order; null: the venue decides.</summary>
    public required string? Script { get; init; }

    public required VenueClock Clock { get; init; }

    /// <summary>What a new order gets while its instrument's calendar says closed.</summary>
    public required ClosedMarket Closed { get; init; }

    /// <summary>What each account starts with at the venue, in dollars.</summary>
    public required decimal? Cash { get; init; }

    /// <summary>More requests in one second are refused, and all for a while; 0: any number.</summary>
    public required int RequestsPerSecond { get; init; }

    internal static SimulatedVenueOptions Read(Section s) => new()
    {
        Seed = s.Get("seed", PlainTypes.Integer(0, int.MaxValue), 42, "Equal seeds give equal days."),
        Prices = s.Get("prices", PlainTypes.Text, BuiltinPrices,
            "`builtin`, or a CSV file (also .gz) with the columns time_utc, symbol, price, size."),
        Speed = s.Get("speed", PlainTypes.Number(0, 1_000_000, positive: true), 1, "How fast its time runs."),
        Latency = s.Get("latency", ValueTypes.Pause(), TimeSpan.FromMilliseconds(5), "How long it takes to answer."),
        Fees = s.Child("fees", f => new FeeOptions(
            f.Get("per_share", PlainTypes.Number(0), 0, "Fee per unit traded."),
            f.Get("per_order", PlainTypes.Number(0), 0, "Fee per order that traded."),
            f.Get("rate", PlainTypes.Number(0, 1), 0, "Fee as a fraction of the traded value."))),
        Faults = s.Child("faults", FaultOptions.Read),
        Script = s.OptionalText("script", PlainTypes.Text, "A file that says what is answered to each order."),
        Clock = s.Get("clock", PlainTypes.Choice(("real", VenueClock.Real), ("simulated", VenueClock.Simulated)),
            VenueClock.Real,
            "`simulated` stands still until a test advances it over the API."),
        Closed = s.Get("closed", PlainTypes.Choice(("hold", ClosedMarket.Hold), ("reject", ClosedMarket.Reject)),
            ClosedMarket.Hold, "What a new order gets while its instrument's calendar says closed."),
        Cash = s.Optional("cash", PlainTypes.Number(0),
            "What each account starts with at the venue, in USD, and can spend. Without it 1000000, and no bound."),
        RequestsPerSecond = s.Get("requests_per_second", PlainTypes.Integer(0, 1_000_000), 0,
            "More in one second are refused, and all others for five seconds; 0: any number."),
    };
}
