using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Alerts;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Alerts;

/// <summary>Each kind of alert is raised by what it is for. A new kind fails here until it has a scenario.</summary>
public class AlertScenarioTests(AlertScenarioTests.EveryAlert caused) : IClassFixture<AlertScenarioTests.EveryAlert>
{
    // Of these only a running service knows.
    private static bool IsOfTheService(AlertKind kind) => kind
        is AlertKind.JournalFailed or AlertKind.StorageLow or AlertKind.VenueDown or AlertKind.CallbackSilence
        or AlertKind.RateLimitSaturated or AlertKind.DependencyDown or AlertKind.ConsumerLag
        or AlertKind.ClockJump;

    public static TheoryData<AlertKind> Kinds => new(Enum.GetValues<AlertKind>());

    /// <summary>All scenarios at once, so that what each has to wait for is waited for together.</summary>
    public sealed class EveryAlert : IAsyncLifetime
    {
        public Dictionary<AlertKind, JsonElement> Raised { get; } = [];

        /// <summary>All that were open at the end, and what the books alone told then.</summary>
        public IReadOnlyList<JsonElement> Open { get; private set; } = [];

        public IReadOnlyList<Alert> Offline { get; private set; } = [];

        public async Task InitializeAsync()
        {
            await using AlertScenarios scenarios = new();
            await scenarios.Start();
            foreach (Func<AlertScenarios, Task> cause in AlertScenarios.All.Values) await cause(scenarios);
            Stopwatch watch = Stopwatch.StartNew();
            while (watch.Elapsed < Eventually.Patience && !AlertScenarios.All.Keys.All(Raised.ContainsKey))
            {
                foreach (JsonElement alert in (await scenarios.Open()).Items)
                    if (Words.TryParse(alert.GetProperty("kind").GetString()!, out AlertKind kind)) Raised[kind] = alert;
                await Task.Delay(50);
            }

            for (watch.Restart(); watch.Elapsed < Eventually.Patience;)
            {
                // What begins between the two looks, or between two of the service's, is told by one of them only.
                Offline = scenarios.Offline();
                Open = (await scenarios.Open()).Items;
                if (Enum.GetValues<AlertKind>().All(IsToldAlike)) break;
                await Task.Delay(50);
            }

            if (await AlertScenarios.FailedJournal() is { } failed) Raised[AlertKind.JournalFailed] = failed;
            if (await AlertScenarios.SlowRecovery() is { } slow) Raised[AlertKind.RecoverySlow] = slow;
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static readonly string[] LineFields = ["subject", "severity", "state", "text"];

        /// <summary>Those of a kind as lines without number and time.</summary>
        public IEnumerable<string> OpenOf(AlertKind kind) => Open.Where(alert => Text(alert, "kind") == Words.Of(kind))
            .Select(alert => string.Join('|', LineFields.Select(name => Text(alert, name))))
            .Order(StringComparer.Ordinal);

        public IEnumerable<string> OfflineOf(AlertKind kind) => Offline.Where(alert => alert.Kind == kind)
            .Select(alert => $"{alert.Subject}|{Words.Of(alert.Severity)}|{Words.Of(alert.State)}|{alert.Text}")
            .Order(StringComparer.Ordinal);

        private bool IsToldAlike(AlertKind kind) =>
            IsOfTheService(kind) || OpenOf(kind).SequenceEqual(OfflineOf(kind), StringComparer.Ordinal);

        private static string Text(JsonElement alert, string name) => alert.GetProperty(name).GetString()!;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_raised_and_leads_to_its_page(AlertKind kind)
    {
        Assert.True(caused.Raised.TryGetValue(kind, out JsonElement alert), $"nothing raised {kind}: it has no scenario, or does not fire in it");
        Assert.Equal(AlertView.RunbookOf(kind), alert.GetProperty("runbook").GetString());
        Assert.NotEqual("", alert.GetProperty("text").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_a_service_the_books_tell_the_same_of_it_or_nothing(AlertKind kind)
    {
        if (IsOfTheService(kind)) Assert.Empty(caused.OfflineOf(kind));
        else Assert.Equal(caused.OpenOf(kind), caused.OfflineOf(kind));
    }

    [Fact]
    public void Without_a_service_an_alert_began_when_the_journal_says_and_the_newest_comes_first()
    {
        Assert.Equal(caused.Offline.OrderByDescending(alert => alert.RaisedAt), caused.Offline);
        Assert.True(caused.Offline[^1].RaisedAt < caused.Offline[0].RaisedAt);
        Assert.All(caused.Offline, alert => Assert.StartsWith("0-", alert.Id, StringComparison.Ordinal));
    }
}
