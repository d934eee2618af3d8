using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Risk;
using Truefill.Server.Health;
using Truefill.Server.Hooks;

namespace Truefill.Server.Tests.Hooks;

/// <summary>Hooks of a program in the same process.</summary>
public sealed class HookTests
{
    private static readonly HookPace Fast = new()
    {
        Interval = TimeSpan.FromMilliseconds(20),
        Patience = Eventually.Patience,
        Grace = Eventually.Patience,
    };

    // Where it is waited in vain.
    private static readonly HookPace Impatient = new()
    {
        Interval = TimeSpan.FromMilliseconds(20),
        Patience = TimeSpan.FromMilliseconds(200),
    };

    private readonly Recorder recorder = new();

    [Fact]
    public async Task A_kill_switch_is_told_when_it_is_engaged_and_when_it_is_reset()
    {
        using HookDay day = await HookDay.Start(Plan(recorder));
        await day.Kill(KillSwitchState.Active, reason: "fat finger");
        await day.Kill(KillSwitchState.Off, reason: "found it");
        await Eventually.Holds(() => recorder.Kills.Count == 2, "both are told");

        KillSwitchChange[] kills = [.. recorder.Kills];
        Assert.Equal(
            (KillScope.Symbol, "IBM", KillSwitchType.SymbolLevel, KillSwitchState.Active, "fat finger", "ann"),
            (kills[0].Scope, kills[0].Target, kills[0].Type, kills[0].State, kills[0].Reason, kills[0].By));
        Assert.Equal((KillSwitchState.Off, "found it"), (kills[1].State, kills[1].Reason));
        Assert.True(kills[1].Seq > kills[0].Seq && kills[0].Seq > 0 && !kills[0].At.IsNone);
    }

    [Fact]
    public async Task Attempts_to_reach_a_venue_again_and_its_return_are_told()
    {
        using HookDay day = await HookDay.Start(Plan(recorder));
        day.Venue.Break();
        await Eventually.Holds(() => recorder.Reconnects.Count == 2, "it is tried again and reached");

        VenueReconnect[] told = [.. recorder.Reconnects];
        Assert.Equal(
            ("V", ReconnectState.Retrying, 1, "the line broke"),
            (told[0].Venue, told[0].State, told[0].Attempt, told[0].Reason));
        Assert.InRange(told[0].Delay!.Value.TotalMilliseconds, 700, 1000);
        Assert.Equal((null, ReconnectState.Connected, 1), (told[1].Delay, told[1].State, told[1].Attempt));
        Assert.True(told[1].Down >= TimeSpan.FromMilliseconds(600) && told[1].Seq > 0 && told[0].Seq is null);
    }

    [Fact]
    public async Task Positions_come_whole_first_and_then_as_they_change()
    {
        using HookDay day = await HookDay.Start(Plan(recorder));
        await day.Import("IBM", 10);
        await day.Import("MSFT", 20);
        await Eventually.Holds(() => Qty("MSFT") == 20, "both are there");
        int before = recorder.Pictures.Count;
        await day.Import("IBM", 5);
        await Eventually.Holds(() => Qty("IBM") == 15, "the change is there");

        PositionPicture[] pictures = [.. recorder.Pictures];
        Assert.True(pictures[0].IsComplete);
        PositionPicture last = pictures[^1];
        Assert.Equal((1, "IBM", "ACC1"), (last.Positions.Count, last.Positions[0].Symbol, last.Positions[0].Account));
        Assert.True(!last.IsComplete && last.SinceSeq >= pictures[before - 1].Seq && last.Seq > last.SinceSeq);

        // Where nothing changes there is nothing to tell.
        int count = pictures.Length;
        await Task.Delay(200);
        Assert.Equal(count, recorder.Pictures.Count);
    }

    [Fact]
    public async Task A_hook_that_throws_is_reported_and_told_the_next_and_no_other_suffers()
    {
        Recorder other = new();
        recorder.OnKill = () =>
        {
            if (recorder.Kills.Count == 1) throw new InvalidOperationException("a bug of the desk");
        };
        using HookDay day = await HookDay.Start(Plan(recorder, other));
        await day.Kill(KillSwitchState.Active);
        await day.Kill(KillSwitchState.Off);
        await Eventually.Holds(() => recorder.Kills.Count == 2 && other.Kills.Count == 2, "both are told both");
        await Eventually.Holds(() => day.Reported.Count > 0, "it is reported");

        Assert.Equal("hook on_kill_switch of Recorder failed: a bug of the desk", Assert.Single(day.Reported));
        HookState state = day.Service.Hooks!.States[0];
        Assert.Equal((1, "on_kill_switch: a bug of the desk"), (state.Failed, state.Trouble));
        ComponentHealth[] health =
        [
            .. day.Service.HealthSources.Select(source => source.Read())
                .Where(component => component.Name.StartsWith("dependency:hook", StringComparison.Ordinal)),
        ];
        Assert.Equal([HealthStatus.Degraded, HealthStatus.Operational], health.Select(component => component.Status));
        Assert.Equal(["dependency:hook:Recorder", "dependency:hook:Recorder-2"], health.Select(component => component.Name));
        Assert.Null(day.Service.Host.Failure);
    }

    [Fact]
    public async Task A_hook_that_hangs_holds_up_neither_trading_nor_the_stop()
    {
        using ManualResetEventSlim release = new();
        recorder.OnKill = release.Wait;
        using HookDay day = await HookDay.Start(new HookPlan { Code = [recorder], Pace = Impatient });
        for (int i = 0; i < 150; i++)
        {
            await day.Kill(KillSwitchState.Active, target: "HUNG");
            await day.Kill(KillSwitchState.Off, target: "HUNG");
        }

        // Trading goes on: an order is answered and reaches the venue.
        await day.Submit();
        await Eventually.Holds(
            () => day.Venue.Commands.Any(command => command.Kind == Truefill.Venues.VenueCommandKind.New),
            "the order is sent");
        await Eventually.Holds(() => day.Service.Hooks!.States[0].Trouble is not null, "it is noticed");
        HookState state = day.Service.Hooks!.States[0];
        Assert.InRange(state.Waiting, 1, 256);
        Assert.True(state.Dropped >= 300 - 256 - 2, $"{state.Dropped} are dropped");
        await Eventually.Holds(() => day.Reported.Count > 0, "it is reported");
        Assert.StartsWith("hook on_kill_switch of Recorder failed: on_kill_switch has not been taken for 0.2 s", day.Reported[0], StringComparison.Ordinal);

        Stopwatch stopping = Stopwatch.StartNew();
        day.Stop();
        Assert.True(stopping.Elapsed < Eventually.Patience, $"it stopped in {stopping.Elapsed}");
        Assert.Single(recorder.Kills);
        release.Set();
    }

    [Fact]
    public async Task A_hook_is_told_one_thing_at_a_time_in_the_order_of_the_journal()
    {
        recorder.OnKill = () => Thread.Sleep(1);
        using HookDay day = await HookDay.Start(Plan(recorder));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => day.Kill(n % 2 == 0 ? KillSwitchState.Active : KillSwitchState.Warning)));
        day.Stop();

        // What waited at the stop was told too.
        Assert.False(recorder.WasCrowded);
        ulong[] seqs = [.. recorder.Kills.Select(kill => kill.Seq)];
        Assert.Equal(50, seqs.Length);
        Assert.Equal(seqs.Order(), seqs);
    }

    private static HookPlan Plan(params ILiveLoopHooks[] hooks) => new() { Code = hooks, Pace = Fast };

    private decimal? Qty(string symbol) => recorder.Pictures
        .SelectMany(picture => picture.Positions).LastOrDefault(row => row.Symbol == symbol)?.Qty.Value;
}
