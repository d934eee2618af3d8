using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Tests.Support;

/// <summary>Runs a venue and keeps what it says.</summary>
internal sealed class RunningVenue : IVenueSink, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<VenueReport> reports = [];
    private readonly List<VenueRetry> retries = [];
    private Task running = Task.CompletedTask;
    private IVenueSink? also;

    public IReadOnlyList<VenueReport> Reports
    {
        get
        {
            lock (gate) return [.. reports];
        }
    }

    public IReadOnlyList<VenueRetry> Retries
    {
        get
        {
            lock (gate) return [.. retries];
        }
    }

    public IEnumerable<ExecutionReport> Executions => Reports
        .Where(r => r.Kind == VenueReportKind.ExecutionReport).Select(r => r.ExecutionReport);

    /// <param name="also">Hears every report as well.</param>
    public static async Task<RunningVenue> Start(IVenue venue, IVenueSink? also = null)
    {
        RunningVenue run = new() { also = also };
        run.running = Task.Run(() => venue.RunAsync(run, run.stop.Token));
        await run.Until(r => r.Kind == VenueReportKind.SessionOpened);
        return run;
    }

    public void Post(in VenueReport report)
    {
        VenueReport kept = report;
        kept.Raw = report.Raw.ToArray();
        lock (gate) reports.Add(kept);
        also?.Post(in report);
    }

    public void Retrying(in VenueRetry retry)
    {
        lock (gate) retries.Add(retry);
    }

    public async Task<VenueReport> Until(Func<VenueReport, bool> seen)
    {
        VenueReport? found = null;
        await Eventually.Holds(() => (found = First(seen)) is not null, () => "a report; those that came: " + Told());
        return found!.Value;
    }

    public async Task<ExecutionReport> Until(ExecType type, int count = 1)
    {
        await Until(_ => Executions.Count(e => e.ExecType == type) >= count);
        return Executions.Last(e => e.ExecType == type);
    }

    private VenueReport? First(Func<VenueReport, bool> seen)
    {
        foreach (VenueReport report in Reports)
            if (seen(report)) return report;
        return null;
    }

    private string Told() => string.Join(", ", Reports.Select(report => report.Kind));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}
