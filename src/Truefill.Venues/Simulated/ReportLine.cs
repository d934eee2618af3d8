using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Venues.Simulated;

/// <summary>
/// The line that reports come over, with its faults. What is said on it changes nothing at the venue.
/// </summary>
internal sealed class ReportLine
{
    private const long OvertakingNanos = 50 * UtcNanos.PerMillisecond;

    private readonly IVenueSink sink;
    private readonly Agenda agenda;
    private readonly SeededChance chance;
    private readonly RawLine? raw;
    private readonly List<VenueReport> missed = [];
    private readonly Dictionary<OrderId, VenueReport> lastOf = [];
    private LateReport? overtaken;

    public ReportLine(IVenueSink sink, SimulatedMarketSettings settings, Agenda agenda, ulong seed)
    {
        this.sink = sink;
        this.agenda = agenda;
        Faults = settings.Faults;
        chance = new SeededChance(seed);
        if (settings.KeepsRaw) raw = new RawLine(settings.VenueId);
    }

    public FaultSettings Faults { get; set; }

    public bool IsConnected { get; private set; }

    /// <summary>Number of times that the line opened; what was sent on an earlier one may be lost.</summary>
    public int Connection { get; private set; }

    /// <summary>What is posted now is lost, as a script asks.</summary>
    public bool IsMuted { get; set; }

    public long PostedCount { get; private set; }

    public void Open(UtcNanos now, bool resend)
    {
        if (IsConnected) return;
        IsConnected = true;
        Connection++;
        VenueReport opened = new() { Kind = VenueReportKind.SessionOpened, ReceivedAt = now };
        sink.Post(in opened);
        for (int i = 0; resend && i < missed.Count; i++)
        {
            VenueReport report = missed[i];
            Repeat(ref report, now);
            if (!IsConnected) break;
        }

        missed.Clear();
    }

    public void Close(UtcNanos now, string why)
    {
        IsConnected = false;
        VenueReport closed = new() { Kind = VenueReportKind.SessionClosed, ReceivedAt = now, Detail = why };
        sink.Post(in closed);
    }

    /// <summary>Sends a report, or what the faults make of it.</summary>
    public void Post(in VenueReport report, ReportNature nature)
    {
        if (nature == ReportNature.Local)
        {
            Deliver(in report);
            return;
        }

        if (IsMuted) return;
        if (IsConnected && chance.Hits(Faults.Disconnect)) Drop(report.ReceivedAt);
        if (!IsConnected)
        {
            if (nature != ReportNature.Reply) missed.Add(report);
            return;
        }

        if (nature == ReportNature.Answer && chance.Hits(Faults.LoseAck)) return;
        if (chance.Hits(Faults.Drop)) return;
        if (chance.Hits(Faults.Duplicate)) agenda.Add(Later(in report), new Repetition(report, chance.Below(2) == 0));
        if (chance.Hits(Faults.Delay))
        {
            agenda.Add(Later(in report), new LateReport(report));
            return;
        }

        if (overtaken is null && chance.Hits(Faults.Reorder))
        {
            overtaken = new LateReport(report);
            agenda.Add(report.ReceivedAt.AddNanos(OvertakingNanos), overtaken);
            return;
        }

        Deliver(in report);
        overtaken?.Leave(this, report.ReceivedAt);
    }

    public void Mark(SetMark mark, UtcNanos now)
    {
        VenueReport report = new() { Kind = VenueReportKind.Mark, ReceivedAt = now, Mark = mark };
        sink.Post(in report);
    }

    /// <summary>From here on the last report on this order can be told once more.</summary>
    public void KeepLast(in OrderId order) => lastOf.TryAdd(order, default);

    /// <summary>The last report on this order once more, as a script asks.</summary>
    public void RepeatLast(in OrderId order, UtcNanos now)
    {
        if (IsConnected && lastOf.TryGetValue(order, out VenueReport again) && again.Kind != default)
            Repeat(ref again, now);
    }

    private void Drop(UtcNanos now)
    {
        Close(now, "the line dropped");
        long outage = chance.Between(1, UtcNanos.NanosOf(Faults.OutageMax));
        agenda.Add(now.AddNanos(outage), new LineReturns(chance.Below(2) == 0));
    }

    private UtcNanos Later(in VenueReport report) =>
        report.ReceivedAt.AddNanos(chance.Between(1, UtcNanos.NanosOf(Faults.DelayMax)));

    private void Repeat(ref VenueReport report, UtcNanos now)
    {
        report.ReceivedAt = now;
        if (report.Kind == VenueReportKind.ExecutionReport) report.ExecutionReport.PossDup = true;
        else if (report.Kind == VenueReportKind.OrderCancelReject)
            report.CancelReject = report.CancelReject with { PossDup = true };
        Deliver(in report);
    }

    private void Deliver(in VenueReport report)
    {
        PostedCount++;
        if (lastOf.Count > 0) Keep(in report);
        if (raw is null)
        {
            sink.Post(in report);
            return;
        }

        VenueReport written = report;
        written.Raw = raw.Write(in report);
        sink.Post(in written);
    }

    private void Keep(in VenueReport report)
    {
        OrderId order = report.Kind switch
        {
            // Told again, to whoever asked or at a reconnect, it is not the last.
            VenueReportKind.ExecutionReport when !report.ExecutionReport.PossDup => report.ExecutionReport.OrderId,
            VenueReportKind.OrderCancelReject => report.CancelReject.OrderId,
            _ => default,
        };
        if (lastOf.ContainsKey(order)) lastOf[order] = report;
    }

    // Both the next report and the passing of time let it go; what comes first does.
    private sealed class LateReport(VenueReport report) : Due
    {
        private bool hasLeft;

        public override void Happen(SimulatedMarket market) => Leave(market.Line, market.Now);

        public void Leave(ReportLine line, UtcNanos now)
        {
            if (hasLeft) return;
            hasLeft = true;
            if (line.overtaken == this) line.overtaken = null;
            VenueReport late = report;
            late.ReceivedAt = now;
            if (line.IsConnected) line.Deliver(in late);
            else line.missed.Add(late);
        }
    }

    private sealed class Repetition(VenueReport report, bool isMarked) : Due
    {
        public override void Happen(SimulatedMarket market)
        {
            if (!market.Line.IsConnected) return;
            VenueReport again = report;
            again.ReceivedAt = market.Now;
            if (isMarked) market.Line.Repeat(ref again, market.Now);
            else market.Line.Deliver(in again);
        }
    }
}

/// <summary>An outage ends.</summary>
/// <param name="resend">What was to be reported meanwhile comes now, marked as sent before; else it is lost.</param>
internal sealed class LineReturns(bool resend) : Due
{
    public override void Happen(SimulatedMarket market) => market.LineIsBack(resend);
}
