using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;

namespace Truefill.Venues.Conformance;

/// <summary>A running venue in the hands of one check.</summary>
public sealed partial class ConformanceRun : IVenueSink, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private readonly List<VenueReport> reports = [];
    private readonly string prefix;
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private volatile bool isAbandoned;

    /// <param name="name">Of the check; it goes into the wire ids.</param>
    public ConformanceRun(ConformanceTarget target, string name)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(name);
        Target = target;
        Venue = target.Create();
        Plan = new OrderPlan(Venue.Capabilities);
        uint digest = unchecked((uint)Murmur128.Hash(System.Text.Encoding.UTF8.GetBytes(name), 0));
        prefix = $"{target.WireIdPrefix}{digest:X8}-";
    }

    public ConformanceTarget Target { get; }

    public IVenue Venue { get; private set; }

    /// <summary>What the check did last, or waits for.</summary>
    public string Step { get; private set; } = "its first step";

    /// <summary>What the venue said so far.</summary>
    public IReadOnlyList<VenueReport> Reports
    {
        get
        {
            lock (gate) return [.. reports];
        }
    }

    internal OrderPlan Plan { get; }

    public void Post(in VenueReport report)
    {
        VenueReport kept = report;
        kept.Raw = report.Raw.ToArray();
        lock (gate) reports.Add(kept);
    }

    /// <summary>Runs the venue until its session is open.</summary>
    public async Task OpenAsync()
    {
        IVenue venue = Venue;
        CancellationToken token = stop.Token;
        int before = Reports.Count;
        running = Task.Run(() => venue.RunAsync(this, token));
        await UntilAsync("a session that opens", r => r.Kind == VenueReportKind.SessionOpened, before);
    }

    /// <summary>Ends the venue's run.</summary>
    public async Task CloseAsync()
    {
        await stop.CancelAsync();
        Task first = await Task.WhenAny(running, Task.Delay(Target.Patience));
        if (first != running) throw new ConformanceException("expected RunAsync to end when it is canceled");
        if (running.Exception is { } error)
            throw new ConformanceException($"RunAsync failed: {error.InnerException?.Message}", error);
    }

    /// <summary>Goes on with a second venue, as after the end of the process that held the first.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await Venue.DisposeAsync();
        stop.Dispose();
        stop = new CancellationTokenSource();
        Venue = Target.Create();
        await OpenAsync();
    }

    /// <summary>Waits for a report, letting the market trade meanwhile.</summary>
    /// <param name="from">Reports before this one do not count.</param>
    public async Task<VenueReport> UntilAsync(string what, Func<VenueReport, bool> seen, int from = 0)
    {
        Step = what;
        long deadline = Environment.TickCount64 + (long)Target.Patience.TotalMilliseconds;
        while (true)
        {
            IReadOnlyList<VenueReport> said = Reports;
            for (int i = from; i < said.Count; i++)
                if (seen(said[i])) return said[i];
            if (running.Exception is { } error)
                throw new ConformanceException($"RunAsync failed: {error.InnerException?.Message}", error);
            if (Environment.TickCount64 > deadline) throw new ConformanceException(Expected(what));
            await Target.LetTrade();
            await Task.Delay(Pause);
        }
    }

    public void Check(bool holds, string expected)
    {
        if (!holds) throw new ConformanceException(Expected(expected));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(running, Task.Delay(Target.Patience));
        await Venue.DisposeAsync();
        stop.Dispose();
    }

    internal string Expected(string what) => $"expected {what}; the venue said:\n{ReportText.Of(Reports, prefix)}";

    /// <summary>The check is over: should it still run somewhere, it sends nothing more.</summary>
    internal void Abandon() => isAbandoned = true;
}
