using System;
using System.Collections.Generic;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Whole;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Ordeal;

/// <summary>What has come over the line, and whether our process dies of it.</summary>
internal readonly record struct Arrival(Input Input, CrashPoint? Crash = null);

/// <summary>The simulated market behind a line that is perfect until it is cut at one exact point.</summary>
internal sealed class CutLine : IVenueSink
{
    public const string VenueName = "SIM";
    private const string Source = InputSource.VenuePrefix + VenueName;
    private const long LateLeast = 5 * UtcNanos.PerSecond;
    private const long LateMost = 40 * UtcNanos.PerSecond;
    private const int DropsAgainMost = 3;

    private readonly ReconnectPolicy policy;
    private readonly Chance chance;
    private readonly List<VenueReport> unsaid = [];
    private readonly PriorityQueue<VenueReport, (long At, int Number)> late = new();
    private Predicate<VenueReport>? watched;
    private CutStage stage;
    private UtcNanos dropsAt;
    private bool isCut;
    private int dropsLeft;
    private int number;

    public CutLine(ReconnectPolicy policy, Chance chance, UtcNanos start)
    {
        this.policy = policy;
        this.chance = chance;
        dropsLeft = policy == ReconnectPolicy.DropsAgain ? DropsAgainMost : 0;
        Market = new SimulatedMarket(
            new SimulatedMarketSettings
            {
                VenueId = VenueName,
                Seed = chance.Next(),
                KeepsRaw = false,
                MarkInterval = TimeSpan.FromSeconds(5),
            },
            this,
            start);
    }

    public SimulatedMarket Market { get; }

    /// <summary>What waits for the engine, in order.</summary>
    public Queue<Arrival> Inbox { get; } = new();

    /// <summary>What the venue says to questions that the engine has not asked, while it is set.</summary>
    public VenueTruth? Truth { get; set; }

    public VenueId Venue { get; set; }

    /// <summary>The requests in force of the orders that rest: what a venue cancels when the line drops.</summary>
    public Func<IReadOnlyList<ClOrdId>> Resting { get; set; } = static () => [];

    /// <summary>The line was cut at least once.</summary>
    public bool WasCut { get; private set; }

    /// <summary>From the next report on that matches, nothing comes over; or our process dies of it.</summary>
    public void CutAt(CutStage at, Predicate<VenueReport> report) => (stage, watched) = (at, report);

    public void Cut()
    {
        WasCut = true;
        bool resends = policy == ReconnectPolicy.ResendsMissed;
        Market.Disconnect(TimeSpan.FromMilliseconds(chance.Between(1, 5000)), resends);
        if (policy != ReconnectPolicy.CancelsOnDisconnect) return;
        foreach (ClOrdId request in Resting()) Market.CancelUnasked(request);
    }

    /// <summary>Our process has died: what it held in memory is gone, and the line with it.</summary>
    public void Die()
    {
        if (Market.IsConnected) Cut();
        Inbox.Clear();
    }

    /// <summary>No more cuts.</summary>
    public void Calm() => (watched, dropsLeft, dropsAt) = (null, 0, default);

    public void AdvanceTo(UtcNanos now)
    {
        Market.AdvanceTo(now);
        if (isCut || (!dropsAt.IsNone && now >= dropsAt))
        {
            (isCut, dropsAt) = (false, default);
            Cut();
        }

        while (late.TryPeek(out _, out (long At, int) next) && next.At <= now.Value)
        {
            VenueReport report = late.Dequeue();
            if (Market.IsConnected) Hand(in report);
        }
    }

    public void Post(in VenueReport report)
    {
        if (Truth?.Takes(in report) == true) return;
        if (report.Kind == VenueReportKind.SessionOpened) Opened(in report);
        else if (isCut) Miss(in report);
        else if (watched is { } matches && matches(report)) Fire(in report);
        else Hand(in report);
    }

    private void Fire(in VenueReport report)
    {
        watched = null;
        switch (stage)
        {
            case CutStage.Unsaid:
            case CutStage.HalfSaid:
                isCut = true;
                if (stage == CutStage.HalfSaid) Inbox.Enqueue(new Arrival(Half(report.ReceivedAt)));
                break;
            case CutStage.Heard:
                Hand(in report, chance.OneIn(2) ? CrashPoint.BeforeAppend : CrashPoint.BeforeSync);
                break;
            default:
                Hand(in report, CrashPoint.BeforeRelease);
                break;
        }

        Miss(in report);
    }

    private void Miss(in VenueReport report)
    {
        if (report.Kind is VenueReportKind.ExecutionReport or VenueReportKind.OrderCancelReject) unsaid.Add(report);
    }

    private void Opened(in VenueReport report)
    {
        Hand(in report);
        foreach (VenueReport missed in unsaid)
        {
            if (policy == ReconnectPolicy.ResendsMissed) Hand(Again(in missed));
            else if (policy == ReconnectPolicy.ComesLate) Park(in missed);
        }

        unsaid.Clear();
        if (dropsLeft <= 0 || !WasCut) return;
        dropsLeft--;
        dropsAt = Market.Now.AddNanos(chance.Between(1, 30) * UtcNanos.PerMillisecond);
    }

    private static VenueReport Again(in VenueReport report)
    {
        VenueReport again = report;
        if (again.Kind == VenueReportKind.ExecutionReport) again.ExecutionReport.PossDup = true;
        else again.CancelReject = again.CancelReject with { PossDup = true };
        return again;
    }

    private void Park(in VenueReport report)
    {
        long after = LateLeast + (long)(chance.Next() % (ulong)(LateMost - LateLeast));
        late.Enqueue(report, (Market.Now.Value + after, ++number));
    }

    private static Input Half(UtcNanos at) => new()
    {
        Kind = InputKind.Malformed,
        Body = new MalformedInput(DeadLetterReason.Malformed, "the message ends in the middle"),
        Source = Source,
        ReceivedAt = at,
    };

    private void Hand(in VenueReport report, CrashPoint? crash = null)
    {
        Input input = VenueInputs.Of(in report, VenueName, Venue);
        input.ReceivedAt = Market.Now;
        Inbox.Enqueue(new Arrival(input, crash));
    }
}
