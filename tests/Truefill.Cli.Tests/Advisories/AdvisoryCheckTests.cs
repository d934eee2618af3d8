using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>What has to hold before an order is sent.</summary>
public sealed class AdvisoryCheckTests(AdvisoryWorld world) : AdvisoryScenario(world)
{
    private static readonly Dictionary<string, (AdvisoryAsk Ask, string Error)> Faults = new()
    {
        ["expired"] = (new AdvisoryAsk("C1") { Expires = "2020-01-01T00:00:00Z" }, "expired"),
        ["size of zero"] = (new AdvisoryAsk("C2") { Size = "0" }, "position_size"),
        ["size below zero"] = (new AdvisoryAsk("C3") { Size = "-1" }, "position_size"),
        ["stop-loss at the fill"] = (new AdvisoryAsk("C4") { SlOffset = "0" }, "sl_offset_pct"),
        ["stop-loss above the fill"] = (new AdvisoryAsk("C5") { SlOffset = "0.02" }, "sl_offset_pct"),
        ["take-profit at the fill"] = (new AdvisoryAsk("C6") { TpOffset = "0" }, "tp_offset_pct"),
        ["take-profit below the fill"] = (new AdvisoryAsk("C7") { TpOffset = "-0.03" }, "tp_offset_pct"),
        ["more than can be paid"] = (new AdvisoryAsk("C8") { Size = $"{AdvisoryWorld.Cash}" }, "Buying power"),
    };

    [Theory]
    [ThreeDoors("expired", "size of zero", "size below zero", "more than can be paid")]
    [ThreeDoors("stop-loss at the fill", "stop-loss above the fill")]
    [ThreeDoors("take-profit at the fill", "take-profit below the fill")]
    public async Task Each_check_rejects_and_nothing_is_sent(string door, string fault)
    {
        IAdvisoryDoor at = await World.Open(door);
        AdvisoryAsk ask = Of(Faults[fault].Ask, door);
        if (fault == "more than can be paid") await World.TellBalance();
        string said = await at.Propose(ask);
        if (door == "cli" && fault.StartsWith("size", System.StringComparison.Ordinal))
        {
            // A quantity that is none is not even asked for.
            Assert.Equal("usage", said);
            Assert.Null(await at.Show(ask.Id));
            return;
        }

        Assert.Equal(IAdvisoryDoor.Taken, said);
        Assert.Equal(IAdvisoryDoor.Taken, await at.Decide(ask.Id, approve: true));
        await at.Advance("1s");
        Assert.Equal(IAdvisoryDoor.Taken, await at.Execute(ask.Id));
        JsonElement result = await Told(at, ask.Id);
        Assert.Equal("rejected", result.Text("status"));
        Assert.Contains(Faults[fault].Error, result.Text("error_message"), System.StringComparison.Ordinal);
        Assert.Null(result.Text("cl_ord_id"));
        Assert.Equal("execution_start, execution_result", await Rows(at, ask.Id));
    }

    [Theory]
    [ThreeDoors]
    public async Task Without_an_id_nothing_is_proposed(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        Assert.NotEqual(IAdvisoryDoor.Taken, await at.Propose(Of(new AdvisoryAsk("NOID"), door) with { Id = "" }));
    }

    [Theory]
    [ThreeDoors]
    public async Task An_active_kill_switch_rejects_and_the_log_says_so(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        AdvisoryAsk ask = Of(new AdvisoryAsk("K1"), door);
        await Approve(at, ask);
        await at.Switch(ask.Symbol, "active");
        Assert.Equal(IAdvisoryDoor.Taken, await at.Execute(ask.Id));
        JsonElement result = await Told(at, ask.Id);
        Assert.Equal(("rejected", null), (result.Text("status"), result.Text("cl_ord_id")));
        Assert.Contains("Kill switch", result.Text("error_message"), System.StringComparison.Ordinal);
        Assert.Equal("execution_start, kill_switch_abort, execution_result", await Rows(at, ask.Id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_kill_switch_in_warning_lets_it_proceed_and_so_does_one_that_is_off_again(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        string warned = Symbol("WARN", door);
        await at.Switch(warned, "active");
        await at.Switch(warned, "off");
        await at.Switch(warned, "warning");
        await Execute("WARN", door);
        Assert.Equal("warning", (await at.Log(warned))[0].Text("kill_switch_state"));
        await Until(at, warned, "filled");
    }

    [Theory]
    [ThreeDoors]
    public async Task Only_what_a_person_approved_is_executed_and_only_once(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        AdvisoryAsk undecided = Of(new AdvisoryAsk("A1"), door);
        AdvisoryAsk declined = Of(new AdvisoryAsk("A2"), door);
        AdvisoryAsk expired = Of(new AdvisoryAsk("A3") { Expires = "2020-01-01T00:00:00Z" }, door);
        Assert.Equal(IAdvisoryDoor.Taken, await at.Propose(undecided));
        Assert.Equal("advisory_not_pending", await at.Execute(undecided.Id));
        Assert.Equal(IAdvisoryDoor.Taken, await at.Propose(declined));
        Assert.Equal(IAdvisoryDoor.Taken, await at.Decide(declined.Id, approve: false));
        Assert.Equal("advisory_not_pending", await at.Execute(declined.Id));
        Assert.Equal("advisory_not_pending", await at.Decide(declined.Id, approve: true));
        await Approve(at, expired);
        Assert.Equal(IAdvisoryDoor.Taken, await at.Execute(expired.Id));
        Assert.Equal("advisory_not_pending", await at.Execute(expired.Id));
        Assert.Equal(IAdvisoryDoor.Person, (await Told(at, declined.Id)).Text("decided_by"));
    }

    [Theory]
    [ThreeDoors]
    public async Task What_is_approved_is_the_snapshot_with_that_hash_and_it_does_not_change(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        AdvisoryAsk ask = Of(new AdvisoryAsk("H1"), door);
        Assert.Equal(IAdvisoryDoor.Taken, await at.Propose(ask));
        string hash = (await Told(at, ask.Id)).Text("snapshot_hash")!;
        Assert.Equal(64, hash.Length);
        Assert.Equal("duplicate_advisory", await at.Propose(ask with { Size = "101" }));
        Assert.Equal("snapshot_hash_mismatch", await at.Decide(ask.Id, approve: true, new string('0', 64)));
        Assert.Equal("proposed", (await Told(at, ask.Id)).Text("status"));
        Assert.Equal(IAdvisoryDoor.Taken, await at.Decide(ask.Id, approve: true, hash));
        JsonElement approved = await Told(at, ask.Id);
        Assert.Equal(("approved", hash, "100"),
            (approved.Text("status"), approved.Text("snapshot_hash"), approved.Text("position_size")));
    }

    [Theory]
    [ThreeDoors]
    public async Task The_first_check_that_fails_is_the_error(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        AdvisoryAsk all = Of(new AdvisoryAsk("O1"), door) with
        {
            Expires = "2020-01-01T00:00:00Z",
            SlOffset = "0.02",
            TpOffset = "-0.03",
            Size = $"{AdvisoryWorld.Cash}",
        };
        AdvisoryAsk[] fewerEachTime =
        [
            all,
            all with { Id = "O2." + door, Expires = new AdvisoryAsk("").Expires },
            all with { Id = "O3." + door, Expires = new AdvisoryAsk("").Expires, SlOffset = "-0.02" },
            new AdvisoryAsk(all.Symbol) { Id = "O4." + door, Size = all.Size },
        ];
        await at.Switch(all.Symbol, "active");
        List<string?> errors = [];
        foreach (AdvisoryAsk ask in fewerEachTime)
        {
            await Approve(at, ask);
            await at.Advance("1s");
            await at.Execute(ask.Id);
            errors.Add((await Told(at, ask.Id)).Text("error_message"));
        }

        Assert.Collection(
            errors,
            error => Assert.StartsWith("Advisory expired", error, System.StringComparison.Ordinal),
            error => Assert.Contains("sl_offset_pct", error, System.StringComparison.Ordinal),
            error => Assert.Contains("tp_offset_pct", error, System.StringComparison.Ordinal),
            error => Assert.StartsWith("Kill switch", error, System.StringComparison.Ordinal));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_venue_that_is_not_there_is_refused_at_the_proposal(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        AdvisoryAsk ask = Of(new AdvisoryAsk("V1"), door) with { Venue = "NOWHERE" };
        Assert.Equal("unknown_venue", await at.Propose(ask));
        Assert.Null(await at.Show(ask.Id));
    }

    // A symbol and an id of the door's own.
    private static AdvisoryAsk Of(AdvisoryAsk ask, string door) =>
        ask with { Symbol = $"{ask.Symbol}.{door}", Id = $"{ask.Id}.{door}" };
}
