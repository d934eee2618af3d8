using System;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.FixSessions;

namespace Truefill.Server.Tests.Gateway;

/// <summary>The files of a session's messages.</summary>
public sealed class FixSessionLogTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("fix-log").FullName;

    [Fact]
    public void Two_weeks_are_kept_by_a_service_that_runs_for_longer()
    {
        using (FixSessionLog log = new(folder))
            for (int day = 0; day < 20; day++) log.Event("a day", FixNanos.Of(Noon.AddDays(day)));

        string[] kept = [.. Directory.GetFiles(folder).Select(each => Path.GetFileName(each)!).Order(StringComparer.Ordinal)];
        Assert.Equal(14, kept.Length);
        Assert.Equal(("messages-20261126.log", "messages-20261209.log"), (kept[0], kept[^1]));
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_take_away_the_day_that_is_written()
    {
        using (FixSessionLog log = new(folder))
        {
            for (int day = 0; day < 14; day++) log.Event("a day", FixNanos.Of(Noon.AddDays(day)));
            log.Event("set back", FixNanos.Of(Noon.AddDays(-30)));
        }

        Assert.Contains("set back", File.ReadAllText(Path.Combine(folder, "messages-20261021.log")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
