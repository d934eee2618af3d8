using System;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>How often a snapshot of the books is made for those who watch.</summary>
public sealed record SnapshotOptions(TimeSpan Interval)
{
    internal static SnapshotOptions Read(Section s) => new(
        s.Get("interval", ValueTypes.Pause(TimeSpan.FromMilliseconds(10)), TimeSpan.FromSeconds(1),
            "How often a reader of the event stream that asks for snapshots gets one."));
}

/// <summary>What becomes of a position that differs.</summary>
public enum BreakPolicy
{
    /// <summary>Shown, and nothing else.</summary>
    Report,

    /// <summary>Put right by an entry of our own, in the sub-ledger <c>@provisional</c>.</summary>
    Correct,
}

/// <summary>When the books are compared with the venues, and what follows from a difference.</summary>
public sealed record ReconciliationOptions
{
    public required bool OnStart { get; init; }

    public required TimeSpan CallbackGap { get; init; }

    public required TimeSpan Interval { get; init; }

    public required ZonedTime? Nightly { get; init; }

    public required Qty QtyTolerance { get; init; }

    /// <summary>In the account's currency.</summary>
    public required decimal PnlTolerance { get; init; }

    public required OrphanPolicy OrphanOrderPolicy { get; init; }

    public required BreakPolicy PositionPolicy { get; init; }

    private static ValueType<OrphanPolicy> OrphanPolicies { get; } = PlainTypes.Choice(
        ("report", OrphanPolicy.Report), ("adopt", OrphanPolicy.Adopt), ("correct", OrphanPolicy.Correct));

    private static ValueType<BreakPolicy> PositionPolicies { get; } = PlainTypes.Choice(
        ("report", BreakPolicy.Report), ("correct", BreakPolicy.Correct));

    internal static ReconciliationOptions Read(Section s)
    {
        (OrphanPolicy orphan, BreakPolicy position) = s.Child("policy", p => (
            p.Get("orphan_order", OrphanPolicies, OrphanPolicy.Adopt,
                "What to do with an order at the venue that nobody here entered: `adopt` it into `@manual`; `correct`:"
                + " the same, and a resolved break says so; `report`: a break, and what it executes is in"
                + " `@suspense`."),
            p.Get("position", PositionPolicies, BreakPolicy.Report,
                "What to do with a position that differs: `report` it, or `correct` it in `@provisional`.")));
        return new ReconciliationOptions
        {
            OnStart = s.Get("on_start", PlainTypes.Flag, true, "Compare with each venue before trading opens there."),
            CallbackGap = s.Get("callback_gap", ValueTypes.Duration(), TimeSpan.FromSeconds(5),
                "Compare after a silence of this length in which something should have been heard."),
            Interval = s.Get("interval", ValueTypes.Duration(TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(60),
                "Compare this often."),
            Nightly = s.Optional("nightly", ValueTypes.DailyTime, "Compare everything at this time each day."),
            QtyTolerance = s.Get("qty_tolerance", PlainTypes.Quantity(allowsZero: true), Qty.Zero,
                "Differences in quantity up to this are no break."),
            PnlTolerance = s.Get("pnl_tolerance", PlainTypes.Number(0), 0.01m,
                "Differences in PnL up to this are no break, in the account's currency."),
            OrphanOrderPolicy = orphan,
            PositionPolicy = position,
        };
    }
}
