using System;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>Kill switches and a token for ACC1 with the risk role: it stops everything, and lets go its own.</summary>
public class KillScopeTests(KillScopeTests.Host api) : IClassFixture<KillScopeTests.Host>
{
    private const string Path = "/admin/kill-switch";

    public class Host : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => base.Adapt(context) with
        {
            Access = new TokenAccess(
                [
                    Token("Admin", Role.Admin), Token("Trader", Role.Trader),
                    Token("Own", Role.Risk) with { Accounts = new AccountScope(["ACC1"]) },
                    Token("Other", Role.Risk) with { Accounts = new AccountScope(["ACC2"]) },
                ],
                () => context.Engine.Clock.Now),
        };

        private static ApiToken Token(string name, Role role) =>
            new(name, role, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + name)));
    }

    [Theory]
    [InlineData("global", "")]
    [InlineData("account", "ACC2")]
    [InlineData("strategy", "alpha")]
    [InlineData("symbol", "IBM")]
    [InlineData("venue", "SIM")]
    public async Task What_is_not_its_own_it_engages_and_neither_resets_nor_turns_into_a_warning(
        string scope, string target)
    {
        Reply engaged = await Engage("Own", scope, target);
        Assert.Equal((200, "engaged"), (engaged.Status, engaged.Field("status")));
        Assert.True(engaged.Json.GetProperty("kill_switch_engaged").GetBoolean());

        Reply reset = await Reset("Own", scope, target);
        Reply warning = await Engage("Own", scope, target, "warning");

        Assert.Equal((403, "account_forbidden"), (reset.Status, reset.Code));
        Assert.Equal((403, "account_forbidden"), (warning.Status, warning.Code));
        Assert.Equal("active", Switch(await api.As("Admin", HttpMethod.Get, Path), scope).GetProperty("state").GetString());
        Assert.Equal("reset", (await Reset("Admin", scope, target)).Field("status"));
    }

    [Fact]
    public async Task Its_own_it_resets_and_turns_into_a_warning()
    {
        await Engage("Own", "account", "ACC1");
        Assert.Equal("engaged", (await Engage("Own", "account", "ACC1", "warning")).Field("status"));
        JsonElement now = Switch(await api.As("Own", HttpMethod.Get, Path), "account");
        Assert.Equal("warning", now.GetProperty("state").GetString());
        Assert.Equal("reset", (await Reset("Own", "account", "ACC1")).Field("status"));
    }

    [Fact]
    public async Task A_warning_where_nothing_is_engaged_is_open_to_all()
    {
        Reply warned = await Engage("Own", "symbol", "WARNED", "warning");
        Assert.Equal("engaged", warned.Field("status"));
        Assert.False(warned.Json.GetProperty("kill_switch_engaged").GetBoolean());
        await Reset("Admin", "symbol", "WARNED");
    }

    [Fact]
    public async Task Without_the_risk_role_an_active_switch_is_not_turned_into_a_warning()
    {
        await Engage("Admin", "symbol", "HELD");
        Reply warning = await Engage("Trader", "symbol", "HELD", "warning");
        Assert.Equal((422, "risk_role_required"), (warning.Status, warning.Code));
        await Reset("Admin", "symbol", "HELD");
    }

    [Fact]
    public async Task Another_account_s_switch_is_shown_nowhere()
    {
        await Engage("Admin", "account", "ACC2", reason: "of the others");
        try
        {
            foreach (string path in new[] { Path, "/api/v1/status" })
            {
                Reply reply = await api.As("Own", HttpMethod.Get, path);
                JsonElement kill = path == Path ? reply.Json : reply.Json.GetProperty("kill_switch");
                Assert.DoesNotContain("of the others", reply.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("ACC2", reply.Text, StringComparison.Ordinal);
                Assert.Equal("already-clear", kill.GetProperty("status").GetString());
                Assert.False(kill.GetProperty("kill_switch_engaged").GetBoolean());
            }

            Reply again = await Engage("Own", "account", "ACC2", reason: "me too");
            Assert.Equal("already-engaged", again.Field("status"));
            Assert.DoesNotContain("of the others", again.Text, StringComparison.Ordinal);
            Assert.Empty(again.Json.GetProperty("switches").EnumerateArray());
        }
        finally
        {
            await Reset("Admin", "account", "ACC2");
        }
    }

    [Fact]
    public async Task Health_is_degraded_by_its_own_switch_and_says_nothing_of_another_account_s()
    {
        await Engage("Admin", "account", "ACC2", reason: "of the others");
        try
        {
            Reply others = await api.As("Own", HttpMethod.Get, "/health");
            Assert.DoesNotContain("of the others", others.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ACC2", others.Text, StringComparison.Ordinal);
            Assert.Equal(("operational", 0), RiskOf(others));
            Assert.Contains("ACC2", (await api.As("Other", HttpMethod.Get, "/health")).Text, StringComparison.Ordinal);
            Assert.Equal(("degraded", 1), RiskOf(await api.As("Admin", HttpMethod.Get, "/health")));

            await Engage("Own", "account", "ACC1", reason: "mine");
            Reply own = await api.As("Own", HttpMethod.Get, "/health");
            Assert.Equal(("degraded", 1), RiskOf(own));
            Assert.Contains("mine", own.Text, StringComparison.Ordinal);
        }
        finally
        {
            await Reset("Admin", "account", "ACC2");
            await Reset("Admin", "account", "ACC1");
        }

        static (string?, int) RiskOf(Reply reply)
        {
            JsonElement risk = reply.Json.GetProperty("components").GetProperty("risk_manager");
            return (risk.GetProperty("status").GetString(),
                risk.GetProperty("metrics").GetProperty("kill_switches_active").GetInt32());
        }
    }

    [Fact]
    public async Task Of_the_orders_that_a_switch_stops_it_is_named_its_own()
    {
        string venue = api.NewId("KV");
        string symbol = api.NewId("STOPPED");
        await Put(InputKind.DefineVenue, new DefineVenue(venue, ReadOnly: false, VenueCapabilities.OrderEntry));
        await Put(InputKind.SessionOpened, new SessionChange(venue, ""));
        string[] ids = [api.NewId("A"), api.NewId("B")];
        for (int i = 0; i < ids.Length; i++)
        {
            Assert.Equal(201, (await api.As("Admin", HttpMethod.Post, "/api/v1/orders", $$"""
                {"symbol":"{{symbol}}","side":"buy","qty":"1","price":"10","account":"ACC{{i + 1}}","venue":"{{venue}}",
                "cl_ord_id":"{{ids[i]}}"}
                """)).Status);
        }

        await Put(InputKind.SessionClosed, new SessionChange(venue, "the line dropped"));
        await Engage("Admin", "symbol", symbol);

        Assert.Equal(ids, await Unknown("Admin"));
        Assert.Equal([ids[0]], await Unknown("Own"));
        await Reset("Admin", "symbol", symbol);

        async Task<string[]> Unknown(string token) =>
        [
            .. Switch(await api.As(token, HttpMethod.Get, Path), "symbol").GetProperty("unknown").EnumerateArray()
                .Select(id => id.GetString()!),
        ];
    }

    [Fact]
    public async Task The_attempt_to_reset_one_is_in_the_journal()
    {
        ulong before = (await api.As("Admin", HttpMethod.Get, "/api/v1/status")).Seq;
        await Reset("Other", "venue", "V");
        await api.Engine.AskAsync(new Input { Kind = InputKind.Ignored, Source = "test" });

        Reply rows = await api.As("Admin", HttpMethod.Get, "/api/v1/journal?after_seq=" + before);
        JsonElement row = rows.Items.Single(each => each.GetProperty("type").GetString() == "action_audited");
        string[] told = [.. new[] { "actor", "outcome", "code" }.Select(name => row.GetProperty(name).GetString()!)];
        Assert.Equal(["Other", "refused", "account_forbidden"], told);
    }

    private Task<Reply> Engage(
        string token, string scope, string target, string state = "active", string reason = "r") => api.As(
        token, HttpMethod.Post, Path,
        $$"""{"scope":"{{scope}}","target":"{{target}}","state":"{{state}}","reason":"{{reason}}"}""");

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private Task<Reply> Reset(string token, string scope, string target) =>
        api.As(token, HttpMethod.Delete, $"{Path}?scope={scope}&target={target}&reason=over");

    private static JsonElement Switch(Reply reply, string scope) => reply.Json.GetProperty("switches")
        .EnumerateArray().Single(each => each.GetProperty("scope").GetString() == scope);
}
