using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;

namespace Truefill.Server.Health;

/// <summary>
/// Compares engine time with the wall clock once a second, and says when they part and when they agree again. What the
/// machine was suspended for, engine time catches up. A wall clock that was set moves nothing, whatever it says: it may
/// have been set by mistake, and nothing brings back what expired by that.
/// </summary>
internal sealed class ClockWatch(EngineClock clock, EventLog? log, Action<string> report) : IHealthSource, IDisposable
{
    /// <summary>More than clocks that are kept right are apart.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(250);

    // Once apart they agree again only within this: a difference that stays about the bound is told once.
    private static readonly TimeSpan Agreed = Tolerated / 2;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // In engine time. A suspend is over when it is seen; the alert of it has to last until somebody looks.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly Lock guard = new();
    private Timer? timer;
    private TimeSpan ahead;
    private TimeSpan? told;
    private UtcNanos suspensionEnds;
    private string suspension = "";

    /// <summary>What a person should hear now: a text by what it is about.</summary>
    public SortedDictionary<string, string> Alarms
    {
        get
        {
            SortedDictionary<string, string> alarms = new(StringComparer.Ordinal);
            lock (guard)
            {
                if (told is not null) alarms["wall_clock"] = Text();
                if (suspension.Length > 0) alarms["suspend"] = suspension;
            }

            return alarms;
        }
    }

    /// <summary>Looks at once, and from then on.</summary>
    public void Start()
    {
        Check();
        timer = new Timer(_ => SideWork.Do("the clock is not compared", Check, report), null, Interval, Interval);
    }

    public void Dispose() => timer?.Dispose();

    public ComponentHealth Read()
    {
        lock (guard)
        {
            return new ComponentHealth(
                "dependency:clock", told is null ? HealthStatus.Operational : HealthStatus.Degraded,
                told is null ? null : Text())
            {
                Metrics = [("ahead_ms", (long)ahead.TotalMilliseconds)],
            };
        }
    }

    internal void Check()
    {
        lock (guard)
        {
            CatchUp();
            ahead = clock.AheadOfWall;
            bool isApart = ahead.Duration() > (told is null ? Tolerated : Agreed);
            if (isApart && (ahead - (told ?? TimeSpan.Zero)).Duration() > Tolerated) SayApart();
            else if (!isApart && told is not null) SayAgreed();
        }
    }

    private void CatchUp()
    {
        TimeSpan suspended = clock.CatchUp();
        if (suspended == TimeSpan.Zero)
        {
            if (clock.Now > suspensionEnds) suspension = "";
            return;
        }

        suspension = $"The machine was suspended for {Seconds(suspended)} s. Engine time has gone on by as much: what "
            + "came due meanwhile is due now.";
        suspensionEnds = clock.Now.Add(Remembered);
        Say(LogLevel.Warning, "engine.suspended", suspension, ("suspended_ms", (long)suspended.TotalMilliseconds));
    }

    private void SayApart()
    {
        TimeSpan changed = ahead - (told ?? TimeSpan.Zero);
        told = ahead;
        Say(
            LogLevel.Warning, IsSinceStart ? "engine.clock_ahead" : "engine.clock_jump", Text(),
            ("ahead_ms", (long)ahead.TotalMilliseconds), ("changed_ms", (long)changed.TotalMilliseconds));
    }

    private void SayAgreed()
    {
        told = null;
        Say(
            LogLevel.Info, "engine.clock_agrees", "Engine time and the wall clock agree again.",
            ("ahead_ms", (long)ahead.TotalMilliseconds));
    }

    // To the operator as well as to the log, like everything that is wrong beside the engine.
    private void Say(
        LogLevel level, string name, string text, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        report(text);
        log?.Write(level, name, text, fields);
    }

    private bool IsSinceStart =>
        clock.StartedAhead > Tolerated && (ahead - clock.StartedAhead).Duration() <= Tolerated;

    private string Text()
    {
        string seconds = Seconds(ahead.Duration());
        if (ahead < TimeSpan.Zero)
            return $"Engine time is {seconds} s behind the wall clock, which has run ahead since the start: it was "
                + "set, or this virtual machine was paused. Deadlines come late by that. Set the clock if it is wrong, "
                + "else start again.";
        string since = IsSinceStart
            ? "was behind the journal's last input at the start" : "has fallen back since the start";
        return $"Engine time is {seconds} s ahead of the wall clock, which {since}. Deadlines come early by that. Set "
            + $"the clock if it is wrong, else stop, and start again {seconds} s later.";
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
