using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Alerts;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Alerts;

/// <summary>Each kind of alert is raised by what it is for. A new kind fails here until it has a scenario.</summary>
public class AlertScenarioTests(AlertScenarioTests.EveryAlert caused) : IClassFixture<AlertScenarioTests.EveryAlert>
{
    public static TheoryData<AlertKind> Kinds => new(Enum.GetValues<AlertKind>());

    /// <summary>All scenarios at once, so that what each has to wait for is waited for together.</summary>
    public sealed class EveryAlert : IAsyncLifetime
    {
        public Dictionary<AlertKind, JsonElement> Raised { get; } = [];

        public async Task InitializeAsync()
        {
            await using AlertScenarios scenarios = new();
            await scenarios.Start();
            foreach (Func<AlertScenarios, Task> cause in AlertScenarios.All.Values) await cause(scenarios);
            for (int i = 0; i < 400 && AlertScenarios.All.Keys.Any(kind => !Raised.ContainsKey(kind)); i++)
            {
                foreach (JsonElement alert in (await scenarios.Open()).Items)
                    if (Words.TryParse(alert.GetProperty("kind").GetString()!, out AlertKind kind)) Raised[kind] = alert;
                await Task.Delay(50);
            }

            if (await AlertScenarios.FailedJournal() is { } failed) Raised[AlertKind.JournalFailed] = failed;
            if (await AlertScenarios.SlowRecovery() is { } slow) Raised[AlertKind.RecoverySlow] = slow;
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_raised_and_leads_to_its_page(AlertKind kind)
    {
        Assert.True(caused.Raised.TryGetValue(kind, out JsonElement alert), $"nothing raised {kind}: it has no scenario, or does not fire in it");
        Assert.Equal(AlertView.RunbookOf(kind), alert.GetProperty("runbook").GetString());
        Assert.NotEqual("", alert.GetProperty("text").GetString());
    }
}
