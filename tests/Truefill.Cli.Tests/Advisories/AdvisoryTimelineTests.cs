using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>The thirty seconds, the two of grace, and what comes after them.</summary>
public sealed class AdvisoryTimelineTests(AdvisoryWorld world) : AdvisoryScenario(world)
{
    [Theory]
    [ThreeDoors]
    public async Task A_fill_within_the_timeout_is_filled_with_levels_from_the_fill_and_matches(string door)
    {
        IAdvisoryDoor at = await Execute("FILL", door);
        string id = Symbol("FILL", door);
        Assert.Equal("submitted", (await Told(at, id)).Text("status"));
        JsonElement result = await Compared(at, id);
        Assert.Equal(("filled", "151", "100"), Outcome(result));
        Assert.Equal(
            ("147.98", "155.53", "0.67"),
            (result.Text("final_sl"), result.Text("final_tp"), result.Text("slippage_pct")));
        Assert.InRange(Seconds(result, "total_duration_seconds"), 15, 30);
        Assert.Equal(("matched", "false"), (Report(result).Text("status"), result.Text("requires_manual_resolution")));
        Assert.Equal(Protected, await Legs(at, id));
        Assert.Equal("execution_start, order_submitted, order_filled, execution_result", await Rows(at, id));
        JsonElement filled = (await at.Log(id)).Single(row => row.Text("event") == "order_filled");
        Assert.Equal(("151", "147.98", "155.53"), (filled.Text("fill_price"), filled.Text("sl"), filled.Text("tp")));
    }

    [Theory]
    [ThreeDoors]
    public async Task Without_a_fill_it_is_canceled_compared_and_failed_by_timeout(string door)
    {
        IAdvisoryDoor at = await Execute("NONE", door);
        string id = Symbol("NONE", door);
        await at.Advance("20s");
        Assert.Equal("pending", (await Told(at, id)).Text("status"));
        Assert.Single(await at.OpenOrders(id));
        await Until(at, id, "failed_timeout");
        JsonElement result = await Compared(at, id);
        Assert.True(Seconds(result, "total_duration_seconds") >= 30);
        Assert.Empty(await at.OpenOrders(id));
        Assert.Equal(("matched", "0"), (Report(result).Text("status"), Report(result).Text("broker_position_size")));
        Assert.Equal("execution_start, order_submitted, timeout, execution_result", await Rows(at, id));
        Assert.True(Seconds((await at.Log(id))[2], "elapsed_seconds") >= 30);
    }

    [Theory]
    [ThreeDoors]
    public async Task A_fill_in_the_grace_after_the_timeout_is_late_and_valid(string door)
    {
        IAdvisoryDoor at = await Execute("LATE", door);
        string id = Symbol("LATE", door);
        JsonElement result = await Until(at, id, "executed_full_late");
        Assert.Equal(("executed_full_late", "151", "100"), Outcome(result));
        Assert.Equal(("147.98", "155.53"), (result.Text("final_sl"), result.Text("final_tp")));
        Assert.InRange(Seconds(result, "total_duration_seconds"), 30.000000001m, 32);
        await UntilProtected(at, id);
        Assert.Equal("matched", Report(await Compared(at, id)).Text("status"));
        Assert.Equal("execution_start, order_submitted, timeout, order_filled, execution_result", await Rows(at, id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_fill_after_the_failure_is_booked_protected_and_left_to_a_person(string door)
    {
        IAdvisoryDoor at = await Execute("AFTER", door);
        string id = Symbol("AFTER", door);
        Assert.Equal("0", (await Until(at, id, "failed_timeout")).Text("filled_size"));
        JsonElement result = await Until(at, id, advisory => advisory.Text("filled_size") == "100");
        Assert.Equal(("failed_timeout", "true"), (result.Text("status"), result.Text("requires_manual_resolution")));
        Assert.Equal(100, await Held(at, id));
        await UntilProtected(at, id);
        JsonElement found = (await at.Breaks()).Single(each =>
            each.Text("symbol") == id && each.Text("class") == "late_fill");
        Assert.Equal(("open", "0", "100"), (found.Text("state"), found.Text("expected"), found.Text("broker")));
        Assert.Equal(
            "execution_start, order_submitted, timeout, execution_result, order_filled, execution_result",
            await Rows(at, id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_partial_fill_at_the_timeout_is_kept_and_protected(string door)
    {
        IAdvisoryDoor at = await Execute("PART", door);
        string id = Symbol("PART", door);
        await at.Advance("20s");
        Assert.Single(await at.OpenOrders(id), order => !order.TryGetProperty("leg", out _));
        JsonElement result = await Compared(at, id);
        Assert.Equal(("partially_filled", "151", "40"), Outcome(result));
        Assert.Equal(("147.98", "155.53"), (result.Text("final_sl"), result.Text("final_tp")));
        Assert.Equal("matched", Report(result).Text("status"));
        Assert.Equal("limit 40 155.53, stop 40 147.98", await Legs(at, id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_lost_acknowledgement_is_asked_for_and_the_fill_is_in_time(string door)
    {
        IAdvisoryDoor at = await Execute("LOST", door);
        string id = Symbol("LOST", door);
        Assert.Equal(("filled", "151", "100"), Outcome(await Until(at, id, "filled")));
        await UntilProtected(at, id);
    }

    [Theory]
    [ThreeDoors]
    public async Task Levels_follow_the_average_of_several_fills(string door)
    {
        IAdvisoryDoor at = await Execute("TWO", door);
        string id = Symbol("TWO", door);
        JsonElement result = await Until(at, id, "filled");
        Assert.Equal(("filled", "151", "100"), Outcome(result));
        Assert.Equal(("147.98", "155.53"), (result.Text("final_sl"), result.Text("final_tp")));
        await UntilProtected(at, id);
    }

    [Theory]
    [ThreeDoors]
    public async Task An_order_that_outlived_the_timeout_on_a_dead_line_is_unknown_and_canceled_when_the_line_is_back(
        string door)
    {
        IAdvisoryDoor at = await Execute("DEAD", door);
        string id = Symbol("DEAD", door);
        JsonElement result = await Until(at, id, "failed_timeout");
        Assert.Contains("unknown", result.Text("error_message"), StringComparison.Ordinal);
        Assert.Equal("indeterminate", Report(await Compared(at, id)).Text("status"));
        Assert.Single(await at.OpenOrders(id));
        for (int left = 60; left > 0 && (await at.OpenOrders(id)).Count > 0; left--) await at.Advance("1s");
        Assert.Empty(await at.OpenOrders(id));
        Assert.Equal("0", (await Told(at, id)).Text("filled_size"));
    }

    private static (string?, string?, string?) Outcome(JsonElement result) =>
        (result.Text("status"), result.Text("final_fill_price"), result.Text("filled_size"));
}
