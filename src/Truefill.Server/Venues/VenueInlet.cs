using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>
/// Where one venue's adapter puts what it hears: into the engine's inbox, under that venue's name. Marks are gathered,
/// the latest of each symbol, and go in together: one sync for all of them.
/// </summary>
public sealed class VenueInlet : IVenueSink, IDisposable
{
    private static readonly TimeSpan StillWaiting = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MarkPause = TimeSpan.FromMilliseconds(500);

    private readonly EngineHost host;
    private readonly string venue;
    private readonly VenueId handle;
    private readonly string source;
    private readonly Lock guard = new();
    private readonly Timer timer;
    private volatile string? silence;
    private volatile bool isClosed;
    private SortedDictionary<string, SetMark> marks = new(StringComparer.Ordinal);

    public VenueInlet(EngineHost host, string venue, VenueId handle)
    {
        this.host = host;
        this.venue = venue;
        this.handle = handle;
        source = InputSource.OfVenue(venue);
        timer = new Timer(_ => PostMarks(), null, MarkPause, MarkPause);
    }

    public void Post(in VenueReport report)
    {
        if (report is { Kind: VenueReportKind.Mark, Mark: { } mark })
        {
            lock (guard) marks[mark.Symbol] = mark;
            return;
        }

        Hear(in report);
        Input input = InputOf(in report);
        host.Post(in input);
    }

    public void Post(in VenueReport report, Action held)
    {
        Hear(in report);
        Input input = InputOf(in report);
        host.Post(in input, held);
    }

    /// <summary>The session was said to be closed, and not to be open since.</summary>
    public bool IsClosed => isClosed;

    /// <summary>What is known of a silence that lasts; null: the venue is heard, or its session is closed.</summary>
    public string? Silence => silence;

    /// <summary>Who is told that the venue is silent, and since when; null: nobody.</summary>
    public Action<string>? Silent { get; init; }

    /// <summary>Who is told that the venue is tried again; null: nobody.</summary>
    public Action<VenueRetry>? Retry { get; init; }

    /// <summary>What keeps the venue's budget; null: there is none.</summary>
    public VenueGateway? Gateway { get; init; }

    public Task MayCallAsync(CancellationToken stop) => Gateway?.MayCallAsync(stop) ?? Task.CompletedTask;

    public async Task MayCallAsync(long queryId, CancellationToken stop)
    {
        Task call = MayCallAsync(stop);

        // The budget may be busy for longer than an answer is waited for.
        while (await Task.WhenAny(call, Task.Delay(StillWaiting, stop)) != call && !stop.IsCancellationRequested)
            Continues(queryId);
        await call;
        Continues(queryId);
    }

    public void HeardAgain() => silence = null;

    public void Retrying(in VenueRetry retry) => Retry?.Invoke(retry);

    public string Venue => venue;

    public void Dispose() => timer.Dispose();

    private void Hear(in VenueReport report)
    {
        if (report.Kind is VenueReportKind.SessionOpened or VenueReportKind.SessionClosed)
            isClosed = report.Kind == VenueReportKind.SessionClosed;
        if (report.Kind != VenueReportKind.SessionSilent)
        {
            if (IsHeard(in report)) silence = null;
            return;
        }

        silence = report.Detail;
        if (silence is { } told) Silent?.Invoke(told);
    }

    // That an answer did not come is said by the adapter itself, without a byte of the venue's.
    private static bool IsHeard(in VenueReport report) => !report.IsCopy
        && (report.Kind is not (VenueReportKind.Answer or VenueReportKind.AnswerContinues)
            || !report.Raw.IsEmpty
            || report.Answer is { Status: AnswerStatus.Complete or AnswerStatus.NotFound });

    private Input InputOf(in VenueReport report)
    {
        Input input = VenueInputs.Of(in report, venue, handle);

        // The adapter may use its buffer again as soon as this returns.
        if (!input.Raw.IsEmpty) input.Raw = input.Raw.ToArray();
        return input;
    }

    private void Continues(long queryId) => host.Post(new Input
    {
        Kind = InputKind.AnswerContinues,
        Body = new AnswerProgress(venue, queryId),
        Source = source,
    });

    /// <summary>Hands on the marks that wait, as otherwise happens twice a second.</summary>
    public void PostMarks()
    {
        SortedDictionary<string, SetMark> gathered;
        lock (guard)
        {
            if (marks.Count == 0) return;
            gathered = marks;
            marks = new(StringComparer.Ordinal);
        }

        foreach (SetMark mark in gathered.Values)
            host.Post(new Input { Kind = InputKind.SetMark, Body = mark, Source = source });
    }
}
