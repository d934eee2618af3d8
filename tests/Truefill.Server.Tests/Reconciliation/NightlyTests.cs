using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Reconciliation;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Reconciliation;

/// <summary>The comparison of each night and the reports that it keeps.</summary>
public sealed class NightlyTests
{
    [Theory]
    [InlineData("22:00 America/New_York", "2026-07-01T12:00:00Z", "2026-07-02T02:00:00Z")]
    [InlineData("22:00 America/New_York", "2026-07-02T02:00:00Z", "2026-07-03T02:00:00Z")]
    [InlineData("22:00 America/New_York", "2026-01-01T12:00:00Z", "2026-01-02T03:00:00Z")]
    [InlineData("00:30 Asia/Taipei", "2026-07-01T16:29:59Z", "2026-07-01T16:30:00Z")]
    // Clocks jump from 02:00 to 03:00: half past two comes when they have.
    [InlineData("02:30 America/New_York", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z")]
    // Clocks show half past one twice: the first counts, and only that.
    [InlineData("01:30 America/New_York", "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("01:30 America/New_York", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    public void It_runs_when_the_clocks_of_its_zone_show_its_time(string at, string after, string next)
    {
        string[] parts = at.Split(' ');
        ZonedTime time = new(TimeOnly.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        Assert.Equal(
            DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
            NightlyReconciliation.NextAfter(time, DateTimeOffset.Parse(after, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_report_of_each_venue_is_kept_with_both_sides_of_every_position()
    {
        using Night night = await Night.Start();
        await night.Hold("AGREES", 5);
        await night.Hold("DIFFERS", 7);
        JsonElement report = Assert.Single(await night.Run(
            kind => AnswerStatus.Complete, [("AGREES", 5m), ("DIFFERS", 6m), ("PHANTOM", 1m)]));
        Assert.Equal("break", report.GetProperty("status").GetString());
        Assert.True(report.GetProperty("requires_manual_resolution").GetBoolean());
        Assert.Equal("venue L, nightly", report.GetProperty("source").GetString());
        Assert.Equal(
            ["AGREES 5 5 matched", "DIFFERS 7 6 mismatch", "PHANTOM 0 1 phantom_position"],
            report.GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', ((string[])["symbol", "expected", "broker", "status"])
                .Select(name => row.GetProperty(name).GetString()))));
        Assert.Contains(night.Said, line => line.Contains("break", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Books_that_agree_keep_a_report_too_and_nobody_is_called()
    {
        using Night night = await Night.Start();
        await night.Hold("AGREES", 5);
        JsonElement report = Assert.Single(await night.Run(kind => AnswerStatus.Complete, [("AGREES", 5m)]));
        Assert.Equal("match", report.GetProperty("status").GetString());
        Assert.Empty(night.Said);
    }

    [Fact]
    public async Task A_venue_that_gives_no_whole_answer_is_asked_again_and_then_undetermined_never_flat()
    {
        using Night night = await Night.Start();
        await night.Hold("AGREES", 5);
        JsonElement report = Assert.Single(await night.Run(kind => AnswerStatus.Failed, []));
        Assert.Equal("indeterminate", report.GetProperty("status").GetString());
        Assert.NotEmpty(report.GetProperty("detail").GetString()!);
        Assert.Empty(report.GetProperty("rows").EnumerateArray());
        Assert.Equal(NightlyReconciliation.AttemptsMax, night.Asked);
    }

    [Fact]
    public async Task An_answer_at_the_second_attempt_counts()
    {
        using Night night = await Night.Start();
        await night.Hold("AGREES", 5);
        JsonElement report = Assert.Single(await night.Run(
            kind => night.Asked > 1 ? AnswerStatus.Complete : AnswerStatus.Partial, [("AGREES", 5m)]));
        Assert.Equal("match", report.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_engine_that_takes_no_question_leaves_a_report_that_says_so()
    {
        using Night night = await Night.Start();
        night.StopEngine();
        JsonElement report = Assert.Single(await night.Run(kind => AnswerStatus.Complete, []));
        Assert.Equal("indeterminate", report.GetProperty("status").GetString());
        Assert.NotEmpty(report.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task A_report_that_cannot_be_kept_is_told_of_and_no_reason_to_stop()
    {
        using Night night = await Night.Start();
        night.ObstructReports();
        Assert.Empty(await night.Run(kind => AnswerStatus.Complete, []));
        Assert.Contains("with L: there is no report", Assert.Single(night.Said), StringComparison.Ordinal);
    }

    /// <summary>A service with a venue that the test speaks for.</summary>
    private sealed class Night : IDisposable
    {
        private readonly string state = Path.Combine(Directory.CreateTempSubdirectory("nightly-").FullName, "state");
        private LiveLoop service = null!;
        private int references;

        /// <summary>Lists of positions asked for.</summary>
        public int Asked { get; private set; }

        public List<string> Said { get; } = [];

        public static async Task<Night> Start()
        {
            Night night = new();
            StateDirectory.Init(night.state, "nightly-test", Guid.NewGuid());
            night.service = await LiveLoop.StartAsync(
                new LiveLoopOptions
                {
                    StateDirectory = night.state,
                    Durability = JournalDurability.Os,
                    SegmentBytes = 1 << 20,
                    FollowEvents = false,
                    Definitions =
                    [
                        Of(InputKind.DefineVenue, new DefineVenue(
                            "L", false, VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions)),
                        Of(InputKind.DefineAccount, new DefineAccount("ACC", Currency.Usd, LotMethod.Fifo)),
                        Of(InputKind.SessionOpened, new SessionChange("L", "")),
                    ],
                },
                CancellationToken.None);
            return night;
        }

        public void StopEngine() => service.Host.Stop("for the night");

        public void ObstructReports() => File.WriteAllText(Path.Combine(state, StateLayout.Reports), "");

        public Task Hold(string symbol, decimal qty) => service.Host.AskAsync(Of(
            InputKind.ImportPosition,
            new ImportPosition(
                "ACC", "s", symbol, Qty.FromTrusted(qty), Px.FromTrusted(1), ShortText.FromTrusted($"r{++references}"),
                "ann", "a test")));

        public async Task<JsonElement[]> Run(
            Func<QueryKind, AnswerStatus> answers, (string Symbol, decimal Qty)[] listed)
        {
            using NightlyReconciliation nightly = new(service.Host, state, Said.Add) { Pause = TimeSpan.FromMilliseconds(1) };
            Task<IReadOnlyList<string>> running = nightly.RunAsync(CancellationToken.None);
            while (!running.IsCompleted)
            {
                VenueAsked[] pending = service.Host.Read(replica => replica.Books.Queries.Pending.ToArray());
                foreach (VenueAsked asked in pending) await Answer(asked, answers, listed);
                await Task.Delay(5);
            }

            IReadOnlyList<string> paths = await running;
            Assert.All(paths, path => Assert.Equal(Path.Combine(state, "reports"), Path.GetDirectoryName(path)));
            return [.. paths.Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement)];
        }

        public void Dispose()
        {
            service.Dispose();
            Directory.Delete(Path.GetDirectoryName(state)!, recursive: true);
        }

        private Task Answer(
            VenueAsked asked, Func<QueryKind, AnswerStatus> answers, (string Symbol, decimal Qty)[] listed)
        {
            if (asked.Kind == QueryKind.Positions) Asked++;
            AnswerStatus status = answers(asked.Kind);
            return service.Host.AskAsync(Of(InputKind.VenueAnswer, new VenueAnswer
            {
                QueryId = asked.QueryId,
                Venue = "L",
                Kind = asked.Kind,
                Status = status,
                AsOf = service.Host.Clock.Now,
                Detail = status == AnswerStatus.Complete ? null : "503",
                Positions = asked.Kind != QueryKind.Positions ? []
                    : [.. listed.Select(p => new VenuePosition("ACC", p.Symbol, Qty.FromTrusted(p.Qty)))],
            }));
        }

        private static Input Of(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "test" };
    }
}
