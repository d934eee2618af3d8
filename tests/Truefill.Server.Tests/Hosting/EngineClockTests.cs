using System;
using System.Globalization;
using System.IO;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

/// <summary>What moves engine time, and what does not.</summary>
public class EngineClockTests
{
    private readonly MovedClocks machine = new();

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_wall_clock_that_is_set_moves_nothing_and_is_seen(int seconds)
    {
        EngineClock clock = new(default, machine);
        UtcNanos before = clock.Now;
        machine.SetWall(TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.Zero, clock.CatchUp());
        Assert.Equal(before, clock.Now);
        Assert.Equal(TimeSpan.FromSeconds(-seconds), clock.AheadOfWall);
    }

    [Fact]
    public void After_a_suspend_it_goes_on_by_exactly_that_and_once()
    {
        EngineClock clock = new(default, machine);
        UtcNanos before = clock.Now;
        TimeSpan suspended = TimeSpan.FromTicks(12_345_678_901_234);
        machine.Suspend(suspended);
        Assert.Equal(suspended, clock.CatchUp());
        Assert.Equal(TimeSpan.Zero, clock.CatchUp());
        Assert.Equal(before.AddNanos(1_234_567_890_123_400), clock.Now);
        Assert.Equal(TimeSpan.Zero, clock.AheadOfWall);
        machine.Suspend(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.CatchUp());
    }

    [Fact]
    public void What_the_machine_slept_before_the_start_is_in_the_wall_clock_already()
    {
        machine.Suspend(TimeSpan.FromHours(8));
        EngineClock clock = new(default, machine);
        Assert.Equal(TimeSpan.Zero, clock.CatchUp());
        Assert.Equal(machine.Wall, clock.Now.Value);
    }

    [Fact]
    public void Behind_the_journal_it_goes_on_from_there_and_a_clock_set_right_agrees()
    {
        EngineClock clock = new(new UtcNanos(machine.Wall).AddNanos(10 * UtcNanos.PerSecond), machine);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.StartedAhead);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.AheadOfWall);
        machine.SetWall(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, clock.AheadOfWall);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.StartedAhead);
    }

    [Fact]
    public void What_a_test_advances_a_simulated_venue_by_is_no_difference()
    {
        EngineClock clock = new(default, machine);
        UtcNanos before = clock.Now;
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(before.AddNanos(86_400 * UtcNanos.PerSecond), clock.Now);
        Assert.Equal(TimeSpan.Zero, clock.AheadOfWall);
    }

    [Fact]
    public void Whatever_becomes_of_the_wall_clock_it_goes_on_by_what_passed_and_what_was_slept()
    {
        Random random = new(20261128);
        EngineClock clock = new(default, machine);
        UtcNanos expected = clock.Now;
        for (int i = 0; i < 10_000; i++)
        {
            TimeSpan by = TimeSpan.FromMilliseconds(random.Next(10, 10_000_000));
            int what = random.Next(4);
            if (what == 0) machine.SetWall(by);
            else if (what == 1) machine.SetWall(-by);
            else if (what == 2) machine.Suspend(by);
            else machine.Pass(by);
            clock.CatchUp();
            if (what >= 2) expected = expected.AddNanos(by.Ticks * 100);
            Assert.Equal(expected, clock.Now);
        }
    }

    // A SIGSTOP, a debugger or a busy machine between the looks at two clocks.
    [Fact]
    public void A_thread_that_stands_still_while_it_looks_sees_no_difference()
    {
        EngineClock clock = new(default, machine);
        machine.StopNextLook(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.Zero, clock.AheadOfWall);
    }

    [Fact]
    public void The_clocks_of_this_machine_are_those_of_its_kernel()
    {
        MachineClocks real = MachineClocks.System;
        long before = real.Boot;
        decimal uptime = decimal.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        long after = real.Boot;

        // The kernel says it in hundredths of a second.
        Assert.InRange(uptime, before / 1e9m - 0.02m, after / 1e9m + 0.02m);
        Assert.True(real.Boot - real.Monotonic > -UtcNanos.PerMillisecond);
        EngineClock clock = new();
        long monotonic = real.Monotonic;
        Thread.Sleep(1);
        Assert.True(real.Monotonic - monotonic >= UtcNanos.PerMillisecond);
        long wall = real.Wall;
        long now = clock.Now.Value;
        Assert.InRange(now, wall - UtcNanos.PerSecond, real.Wall + UtcNanos.PerSecond);
        Assert.Equal(TimeSpan.Zero, clock.CatchUp());
    }
}
