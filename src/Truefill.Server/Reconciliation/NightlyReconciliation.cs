using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;

namespace Truefill.Server.Reconciliation;

/// <summary>
/// Compares with every venue at one time of each day, and keeps a report of each below the state directory. A venue
/// that cannot be compared then is tried a few times more; its report says so if that does not help.
/// </summary>
public sealed class NightlyReconciliation : IDisposable
{
    /// <summary>How often a comparison that came to nothing is tried.</summary>
    public const int AttemptsMax = 5;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly EngineHost host;
    private readonly string stateDirectory;
    private readonly Action<string> report;
    private readonly CancellationTokenSource stop = new();

    /// <param name="report">Takes a line about a break, and about what went wrong.</param>
    public NightlyReconciliation(EngineHost host, string stateDirectory, Action<string> report)
    {
        this.host = host;
        this.stateDirectory = stateDirectory;
        this.report = report;
    }

    /// <summary>Between two attempts at a venue.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Runs at this time each day until disposed.</summary>
    public void Start(ZonedTime at, TimeProvider time) => _ = Task.Run(() => Repeat(at, time));

    public void Dispose() => stop.Cancel();

    /// <summary>
    /// The next time after a moment that clocks in the zone show this time. What a change of clocks leaves out comes
    /// when they have changed; what it shows twice counts the first time.
    /// </summary>
    public static DateTimeOffset NextAfter(ZonedTime at, DateTimeOffset moment)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(at.Zone);
        DateTime day = TimeZoneInfo.ConvertTime(moment, zone).Date.AddDays(-1);
        while (true)
        {
            DateTimeOffset next = InstantOf(day + at.Time.ToTimeSpan(), zone);
            if (next > moment) return next;
            day = day.AddDays(1);
        }
    }

    /// <summary>Compares now; the paths of the reports that were kept.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        int[] venues = host.Read(replica => replica.Books.Sessions.All.Select(s => s.Venue.Value).ToArray());
        List<string> kept = [];
        Dictionary<int, PositionsCompared?> results = venues.ToDictionary(v => v, _ => (PositionsCompared?)null);
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            int[] left = [.. venues.Where(v => results[v] is not { Status: not ComparisonStatus.Indeterminate })];
            if (left.Length == 0) break;
            if (attempt > 1) await Task.Delay(Pause, cancel);
            foreach (int venue in left) results[venue] = await Compare(new VenueId(venue), cancel);
        }

        // What goes wrong with one venue's is no reason to have none of the others.
        foreach (int venue in venues)
        {
            SideWork.Do(
                $"nightly reconciliation with {NameOf(venue)}: there is no report",
                () => kept.Add(Keep(new VenueId(venue), results[venue])),
                report);
        }

        return kept;
    }

    private string NameOf(int venue) => host.Read(replica => replica.Books.Names.Of(new VenueId(venue)));

    private static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        bool isTwice = zone.IsAmbiguousTime(local);
        return new DateTimeOffset(
            local, isTwice ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    private async Task Repeat(ZonedTime at, TimeProvider time)
    {
        try
        {
            while (true)
            {
                DateTimeOffset next = NextAfter(at, time.GetUtcNow());
                while (time.GetUtcNow() is { } now && now < next)
                    await Task.Delay(next - now < LongestSleep ? next - now : LongestSleep, time, stop.Token);
                if (await SideWork.FailureOf(RunAsync(stop.Token)) is { } failure)
                    report($"nightly reconciliation: {failure.Message}; the next is at the same time tomorrow");
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    // Null: it was not concluded in time, or the engine had no room to be asked.
    private async Task<PositionsCompared?> Compare(VenueId venue, CancellationToken cancel)
    {
        (string name, int before) = host.Read(replica => (
            replica.Books.Names.Of(venue), replica.Books.Reconciliation.LastOf(venue)?.Id ?? 0));
        try
        {
            await host.AskAsync(new Input
            {
                Kind = InputKind.Reconcile,
                Body = new Reconcile(name, "nightly"),
                Source = InputSource.Engine,
            }).WaitAsync(cancel);
        }
        catch (EngineBusyException)
        {
            return null;
        }

        long until = Environment.TickCount64 + (long)AnswersWithin.TotalMilliseconds;
        while (Environment.TickCount64 < until)
        {
            PositionsCompared? last = host.Read(replica => replica.Books.Reconciliation.LastOf(venue));
            if (last is { IsFirstLook: false } compared && compared.Id > before) return compared;
            await Task.Delay(Look, cancel);
        }

        return null;
    }

    private string Keep(VenueId venue, PositionsCompared? result)
    {
        (string name, ComparisonReport made) = host.Read(replica => ReportOf(replica, venue, result));
        string path = made.Keep(stateDirectory, name);
        if (made.Status != "match") report($"nightly reconciliation with {name}: {made.Status}; the report is {path}");
        return path;
    }

    private (string Name, ComparisonReport Report) ReportOf(
        Replica replica, VenueId venue, PositionsCompared? result)
    {
        Books books = replica.Books;
        bool isTold = result is { Status: not ComparisonStatus.Indeterminate };
        string name = books.Names.Of(venue);
        decimal tolerance = books.Sessions.TryGet(venue)?.QtyTolerance.Value ?? 0;
        List<ComparedRow> rows = [];
        foreach (ComparedPosition row in isTold ? ComparedPositions.Of(books, venue) : [])
            rows.Add(RowOf(books, in row, tolerance));
        return (name, new ComparisonReport(
            replica.Seq, result?.AsOf ?? default, host.Clock.Now, $"venue {name}, nightly", rows)
        {
            Undetermined = isTold ? null : result?.Detail ?? "the venue has not answered",
        });
    }

    private static ComparedRow RowOf(Books books, in ComparedPosition row, decimal tolerance)
    {
        bool agrees = decimal.Abs(row.Expected - row.Found) <= tolerance;
        RowStatus status = agrees ? RowStatus.Matched
            : row.Expected == 0 ? RowStatus.PhantomPosition
            : row.Found == 0 ? RowStatus.MissingPosition
            : RowStatus.Mismatch;
        return new ComparedRow(
            books.Names.Of(row.Account), books.Names.Of(row.Symbol), row.Expected, row.Found, status, null, null);
    }
}
