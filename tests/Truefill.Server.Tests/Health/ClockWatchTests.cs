using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;
using Truefill.Server.Tests.Hosting;

namespace Truefill.Server.Tests.Health;

/// <summary>What is said of engine time and the wall clock.</summary>
public sealed class ClockWatchTests : IDisposable
{
    private readonly MovedClocks machine = new();
    private readonly MemoryStream written = new();
    private readonly List<string> told = [];
    private readonly EngineClock clock;
    private readonly EventLog log;
    private readonly ClockWatch watch;

    public ClockWatchTests()
    {
        clock = new EngineClock(default, machine);
        log = new EventLog(written, isJson: true);
        watch = new ClockWatch(clock, log, told.Add);
        watch.Check();
    }

    public void Dispose()
    {
        watch.Dispose();
        log.Dispose();
    }

    [Theory]
    [InlineData(3600, "Engine time is 3600 s behind the wall clock")]
    [InlineData(-3600, "Engine time is 3600 s ahead of the wall clock")]
    [InlineData(-1, "Engine time is 1 s ahead of the wall clock")]
    [InlineData(0.251, "Engine time is 0.251 s behind the wall clock")]
    public void A_wall_clock_that_is_set_is_told_once_and_shown_until_both_agree_again(double seconds, string text)
    {
        machine.SetWall(TimeSpan.FromSeconds(seconds));
        for (int i = 0; i < 5; i++) Look();
        Assert.StartsWith(text, Assert.Single(told), StringComparison.Ordinal);
        ComponentHealth health = watch.Read();
        Assert.Equal(("dependency:clock", HealthStatus.Degraded), (health.Name, health.Status));
        Assert.StartsWith(text, health.Detail, StringComparison.Ordinal);
        Assert.Contains("start again", health.Detail, StringComparison.Ordinal);
        Assert.Equal(health.Detail, Assert.Single(watch.Alarms, alarm => alarm.Key == "wall_clock").Value);
        Assert.Equal(("ahead_ms", (object)(long)Math.Round(-seconds * 1000)), health.Metrics.Single());

        machine.SetWall(TimeSpan.FromSeconds(-seconds));
        for (int i = 0; i < 5; i++) Look();
        Assert.Equal((HealthStatus.Operational, null), (watch.Read().Status, watch.Read().Detail));
        Assert.Empty(watch.Alarms);
        Assert.Equal(2, told.Count);
        Assert.Equal([("engine.clock_jump", "warning"), ("engine.clock_agrees", "info")], Logged());
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(-0.25)]
    public void What_clocks_that_are_kept_right_differ_by_is_not_spoken_of(double seconds)
    {
        machine.SetWall(TimeSpan.FromSeconds(seconds));
        Look();
        Assert.Empty(told);
        Assert.Equal(HealthStatus.Operational, watch.Read().Status);
        Assert.Empty(watch.Alarms);
    }

    [Fact]
    public void A_drift_of_500_ppm_counts_once_it_adds_up()
    {
        for (int second = 1; second <= 900; second++)
        {
            machine.SetWall(TimeSpan.FromMilliseconds(0.5));
            Look();
            Assert.Equal(second > 500 ? 1 : 0, told.Count);
        }

        Assert.StartsWith("Engine time is 0.45 s behind", watch.Read().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_that_stays_about_the_bound_is_told_once()
    {
        machine.SetWall(TimeSpan.FromMilliseconds(251));
        for (int i = 0; i < 20; i++)
        {
            Look();
            machine.SetWall(TimeSpan.FromMilliseconds(i % 2 == 0 ? -10 : 10));
        }

        Assert.Single(told);
        Assert.NotEmpty(watch.Alarms);
    }

    [Fact]
    public void A_second_jump_is_told_too()
    {
        machine.SetWall(TimeSpan.FromSeconds(1));
        Look();
        machine.SetWall(TimeSpan.FromHours(1));
        Look();
        Assert.Equal([("engine.clock_jump", "warning"), ("engine.clock_jump", "warning")], Logged());
        Assert.Contains(" 3601 s behind", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspend_is_caught_up_and_told_and_nothing_is_wrong_then()
    {
        long before = clock.Now.Value;
        machine.Suspend(TimeSpan.FromHours(8));
        watch.Check();
        Assert.Equal(before + 8 * 3_600_000_000_000, clock.Now.Value);
        Assert.Equal(HealthStatus.Operational, watch.Read().Status);
        KeyValuePair<string, string> alarm = Assert.Single(watch.Alarms);
        Assert.Equal("suspend", alarm.Key);
        Assert.StartsWith("The machine was suspended for 28800 s.", alarm.Value, StringComparison.Ordinal);
        Assert.Equal(alarm.Value, Assert.Single(told));

        for (int i = 0; i < 600; i++) Look();
        Assert.NotEmpty(watch.Alarms);
        Look();
        Assert.Empty(watch.Alarms);
        Assert.Equal([("engine.suspended", "warning")], Logged());
    }

    [Fact]
    public void Of_a_wall_clock_that_is_set_during_a_suspend_only_the_suspend_is_caught_up()
    {
        long before = clock.Now.Value;
        machine.Suspend(TimeSpan.FromMinutes(1));
        machine.SetWall(TimeSpan.FromHours(1));
        watch.Check();
        Assert.Equal(before + 60_000_000_000, clock.Now.Value);
        Assert.StartsWith("Engine time is 3600 s behind", watch.Alarms["wall_clock"], StringComparison.Ordinal);
        Assert.True(watch.Alarms.ContainsKey("suspend"));
    }

    private void Look()
    {
        machine.Pass(TimeSpan.FromSeconds(1));
        watch.Check();
    }

    private (string Event, string Level)[] Logged()
    {
        log.Dispose();
        return [.. Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => (line.GetProperty("event").GetString()!, line.GetProperty("level").GetString()!))];
    }
}
