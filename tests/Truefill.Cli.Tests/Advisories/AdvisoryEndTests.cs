using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>What ends an execution, and what does not.</summary>
public sealed class AdvisoryEndTests(AdvisoryWorld world) : AdvisoryScenario(world)
{
    [Theory]
    [ThreeDoors]
    public async Task Rejected_by_the_venue_is_failed_with_its_words(string door)
    {
        IAdvisoryDoor at = await Execute("REFUSED", door);
        JsonElement result = await Until(at, Symbol("REFUSED", door), "failed");
        Assert.Contains("no shares to borrow", result.Text("error_message"), System.StringComparison.Ordinal);
    }

    [Theory]
    [ThreeDoors]
    public async Task Canceled_by_a_person_before_any_fill_is_cancelled(string door)
    {
        IAdvisoryDoor at = await Execute("PERSON", door);
        string id = Symbol("PERSON", door);
        await at.Advance("1s");
        await at.Cancel((await Told(at, id)).Text("cl_ord_id")!);
        Assert.Equal("0", (await Until(at, id, "cancelled")).Text("filled_size"));
        Assert.Equal("execution_start, order_submitted, execution_result", await Rows(at, id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_kill_switch_after_the_submission_cancels_what_is_not_filled(string door)
    {
        IAdvisoryDoor at = await Execute("KILLED", door);
        string id = Symbol("KILLED", door);
        await at.Advance("1s");
        await at.Switch(id, "active");
        await Until(at, id, "cancelled");
        Assert.Equal("execution_start, order_submitted, kill_switch_abort, execution_result", await Rows(at, id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_kill_switch_after_the_fill_leaves_the_position_and_its_legs(string door)
    {
        IAdvisoryDoor at = await Execute("HELD", door);
        string id = Symbol("HELD", door);
        await Until(at, id, "filled");
        await UntilProtected(at, id);
        await at.Switch(id, "active");
        await at.Advance("5s");
        Assert.Equal(100, await Held(at, id));
        Assert.Equal(Protected, await Legs(at, id));
        Assert.Equal("filled", (await Told(at, id)).Text("status"));
    }
}
