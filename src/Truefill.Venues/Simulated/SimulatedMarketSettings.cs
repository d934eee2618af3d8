using System;
using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Venues.Simulated.Faults;
using Truefill.Venues.Simulated.Log;
using Truefill.Venues.Simulated.Scripts;

namespace Truefill.Venues.Simulated;

/// <summary>What a request gets that comes while its market is closed.</summary>
public enum ClosedMarketPolicy
{
    /// <summary>Orders are taken and wait for the opening; those that must trade at once are refused.</summary>
    Hold,

    /// <summary>New orders are refused: OrdRejReason(103)=2, exchange closed.</summary>
    Reject,
}

/// <summary>What a trade costs. The parts add up.</summary>
/// <param name="PerShare">For each unit traded.</param>
/// <param name="PerOrder">Once, with an order's first trade.</param>
/// <param name="Rate">A fraction of the traded value.</param>
public sealed record TradingFees(decimal PerShare = 0, decimal PerOrder = 0, decimal Rate = 0);

/// <summary>
/// How a simulated market behaves. Equal settings and equal inputs give equal reports, byte for byte.
/// </summary>
public sealed record SimulatedMarketSettings
{
    /// <summary>The venue's id in the configuration; it stands in answers and raw lines.</summary>
    public string VenueId { get; init; } = "SIM";

    /// <summary>
    /// Starts every OrderID(37) and ExecID(17). A venue that starts anew needs another one, or its ids repeat.
    /// </summary>
    public string IdPrefix { get; init; } = "";

    public ulong Seed { get; init; } = 42;

    /// <summary>From our hand to the venue's book; the same for new, cancel, replace and questions.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(5);

    public TradingFees Fees { get; init; } = new();

    public FaultSettings Faults { get; init; } = new();

    /// <summary>Answers by the book; null: the market decides.</summary>
    public SimulatedScript? Script { get; init; }

    /// <summary>Null: any symbol trades, without tick, lot or calendar.</summary>
    public IReadOnlyCollection<SimulatedInstrument>? Instruments { get; init; }

    /// <summary>Symbols that are not among <see cref="Instruments"/> trade like those of a venue without any.</summary>
    public bool TakesOtherSymbols { get; init; }

    public ClosedMarketPolicy WhenClosed { get; init; }

    public Currency Currency { get; init; } = Currency.Usd;

    /// <summary>Known from the start, with the cash they start with; others are from their first trade on.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>What each account starts with, in <see cref="Currency"/>.</summary>
    public decimal InitialCash { get; init; } = 1_000_000;

    /// <summary>Its answers say what an account can still spend; else it lends without end, as it executes.</summary>
    public bool StatesBuyingPower { get; init; } = true;

    /// <summary>
    /// Immediate-or-cancel and fill-or-kill orders are decided by the first print after they came, or after this long.
    /// </summary>
    public TimeSpan ImmediateWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Least time between two marks of a symbol, by the venue's clock; negative: no marks.</summary>
    public TimeSpan MarkInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Probability that a cancel or replace is reported pending first and decided within <see cref="PendingMax"/>; what
    /// trades meanwhile counts. 0: each is decided at once.
    /// </summary>
    public decimal Pending { get; init; }

    public TimeSpan PendingMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests and questions taken in one second by the venue's clock; 0: any number.</summary>
    public int RequestsPerSecondMax { get; init; }

    /// <summary>Closed orders that can still be looked up; older ones are gone, and an answer says so.</summary>
    public int ClosedOrdersKept { get; init; } = 50_000;

    /// <summary>Executions that can still be asked for; older ones are gone, and an answer says so.</summary>
    public int ExecutionsKept { get; init; } = 50_000;

    /// <summary>Where the venue writes down what it says before it says it; null: nowhere.</summary>
    public IVenueLog? Log { get; init; }

    /// <summary>Reports carry their text as <see cref="VenueReport.Raw"/>. Off only saves time.</summary>
    public bool KeepsRaw { get; init; } = true;
}
