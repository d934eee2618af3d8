using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

/// <summary>Without <c>--by</c>: whom the journal names, and what waits for a person.</summary>
public sealed class UnnamedPersonTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    public static TheoryData<string, string> Commands => new()
    {
        { "limits set max_order_qty 7 --symbol UNN --reason r", "limit_set" },
        { "positions transfer --account ACC1 --symbol UNN --qty 1 --from s1 --to s2 --reason r", "position_transferred" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task On_the_unix_socket_it_is_the_user(string line, string fact)
    {
        await Hold();
        ulong before = (await fixture.Json("status")).GetProperty("seq").GetUInt64();
        Run run = await Cli.In(["--state-dir", fixture.StateDirectory, .. line.Split(' ')], user: "desk-user");
        Assert.Equal((0, ""), (run.Code, run.Error));

        Assert.Equal("desk-user", (await Since(before)).Single(row => row.Text("type") == fact).Text("by"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Elsewhere_it_is_the_user_too(string line, string fact)
    {
        await Hold();
        ulong before = (await fixture.Json("status")).GetProperty("seq").GetUInt64();
        Run run = await Cli.In(["--endpoint", fixture.Url, .. line.Split(' ')], user: "desk-user");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("desk-user", (await Since(before)).Single(row => row.Text("type") == fact).Text("by"));
    }

    [Theory]
    [InlineData("orders resolve X --as canceled --reason r")]
    [InlineData("breaks resolve 1 --reason r")]
    [InlineData("advisory approve X")]
    [InlineData("advisory decline X")]
    [InlineData("kill-switch reset --reason r")]
    public async Task Approving_resolving_and_resetting_wait_for_a_name_elsewhere(string line)
    {
        Run run = await Cli.In(["--endpoint", fixture.Url, .. line.Split(' ')], user: "desk-user");
        Assert.Equal(2, run.Code);
        Assert.Contains("--by NAME", run.Error);
    }

    [Fact]
    public async Task Stopping_waits_for_no_name_at_all()
    {
        string[] line = ["--endpoint", fixture.Url, "kill-switch", "engage", "--scope", "symbol", "--target", "STP"];
        Run run = await Cli.In([.. line, "--reason", "r"], user: "");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("STP", run.Out);
    }

    private Task<JsonElement> Hold() => fixture.Json("inject - --reason test", """
        {"exec_id":"UNN","symbol":"UNN","side":"buy","order_id":"","fill_qty":5,"fill_price":10,
         "account":"ACC1","strategy":"s1","timestamp":1700000000000}
        """);

    private async Task<List<JsonElement>> Since(ulong seq)
    {
        Run run = await fixture.Run(
            string.Create(CultureInfo.InvariantCulture, $"-o json journal tail --limit 1000 --after-seq {seq}"));
        Assert.True(run.Code == 0, run.Error);
        return [.. run.Out.Split('\n').Where(text => text.Length > 0)
            .Select(text => JsonDocument.Parse(text).RootElement)];
    }
}
