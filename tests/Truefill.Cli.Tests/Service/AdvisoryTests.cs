using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

public sealed class AdvisoryTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Rest = " --symbol AAPL --reference-price 150 --sl-offset-pct -0.02 --tp-offset-pct 0.03 "
        + "--position-size 100 --expiration-timestamp 2099-01-01T00:00:00Z --account ACC1";

    [Fact]
    public async Task An_advisory_goes_from_proposal_to_execution_and_is_read_without_the_service()
    {
        JsonElement proposed = await fixture.Json("advisory propose --advisory-id A1" + Rest);
        Assert.Equal("proposed", proposed.Text("status"));
        Assert.Equal("ann", proposed.Text("proposed_by"));
        string hash = proposed.Text("snapshot_hash")!;
        Assert.Equal("approved", (await fixture.Json($"advisory approve A1 --snapshot-hash {hash}")).Text("status"));
        Assert.Equal("submitted", (await fixture.Json("advisory execute A1")).Text("status"));
        Assert.Equal("-0.02", (await fixture.Json("advisory show A1")).Text("sl_offset_pct"));

        await fixture.Stop();
        JsonElement items = (await fixture.Json("advisory list")).GetProperty("items");
        Assert.Equal("A1", items.EnumerateArray().Single(a => a.Text("advisory_id") == "A1").Text("advisory_id"));
        JsonElement log = await fixture.Json("advisory log A1");
        Assert.Equal("execution_start", log.GetProperty("items")[0].Text("event"));
        await fixture.Start();
    }

    [Fact]
    public async Task A_rejected_execution_exits_6_and_a_declined_one_is_not_executed()
    {
        await fixture.Json(
            "advisory propose --advisory-id A2" + Rest.Replace("-0.02", "0.02", System.StringComparison.Ordinal));
        await fixture.Json("advisory approve A2");
        Run rejected = await fixture.Run("-o json advisory execute A2");
        Assert.Equal(6, rejected.Code);
        Assert.Equal("rejected", JsonDocument.Parse(rejected.Out).RootElement.Text("status"));
        await fixture.Json("advisory propose --advisory-id A3" + Rest);
        await fixture.Json("advisory decline A3 --reason risky");
        Run declined = await fixture.Run("advisory execute A3");
        Assert.NotEqual(0, declined.Code);
        Assert.Contains("advisory_not_pending", declined.Error);
        Assert.Equal(3, (await fixture.Run("advisory show NONE")).Code);
    }

    [Theory]
    [InlineData("2099-01-01", "2020-01-01", "expired")]
    [InlineData("--sl-offset-pct -0.02", "--sl-offset-pct 0", "sl_offset_pct")]
    [InlineData("--tp-offset-pct 0.03", "--tp-offset-pct -0.03", "tp_offset_pct")]
    public async Task Each_check_before_the_submission_rejects_at_the_command_line(string good, string bad, string error)
    {
        string id = "P-" + error;
        Assert.Contains(good, Rest, System.StringComparison.Ordinal);
        await fixture.Json(
            $"advisory propose --advisory-id {id}" + Rest.Replace(good, bad, System.StringComparison.Ordinal));
        await fixture.Json($"advisory approve {id}");
        Run rejected = await fixture.Run($"-o json advisory execute {id}");
        Assert.Equal(6, rejected.Code);
        JsonElement result = JsonDocument.Parse(rejected.Out).RootElement;
        Assert.Equal("rejected", result.Text("status"));
        Assert.Contains(error, result.Text("error_message"), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_size_of_zero_is_no_proposal()
    {
        Run refused = await fixture.Run(
            "advisory propose --advisory-id P-0" + Rest.Replace("size 100", "size 0", System.StringComparison.Ordinal));
        Assert.Equal(2, refused.Code);
        Assert.Contains("quantity above 0", refused.Error, System.StringComparison.Ordinal);
        Assert.Equal(3, (await fixture.Run("advisory show P-0")).Code);
    }

    [Fact]
    public async Task An_order_is_submitted_with_its_protection()
    {
        JsonElement order = await fixture.Json(
            "orders submit --symbol BRK --side buy --qty 10 --account ACC1 --take-profit 160 --stop-loss 140");
        Assert.Equal(("160", "140"), (order.Text("take_profit"), order.Text("stop_loss")));
    }
}
