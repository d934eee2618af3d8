using System;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>A token for ACC1: a break of ACC2, and what its figures consist of, do not exist.</summary>
public class BreakScopeTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    private const string Fill = """
        {"symbol":"HIDDENSYM","side":"buy","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"E1",
        "timestamp":1767225600000,"account":"ACC2"}
        """;

    [Fact]
    public async Task A_break_and_the_parts_of_a_sum_of_another_account_are_not_there()
    {
        Assert.Equal(201, (await api.As("Admin", HttpMethod.Post, "/api/v1/executions?reason=t", Fill)).Status);
        int found = await EmptyVenue.Differ(api, "ACC2", "HIDDENSYM");
        foreach (string path in new[] { $"breaks/{found}", $"why/break/{found}", "why/pnl/ACC2", "why/exposure/ACC2" })
        {
            Assert.Equal(200, (await api.As("Admin", HttpMethod.Get, "/api/v1/" + path)).Status);
            Reply reply = await api.As("Scoped", HttpMethod.Get, "/api/v1/" + path);
            Assert.Equal(404, reply.Status);
            Assert.DoesNotContain("HIDDENSYM", reply.Text, StringComparison.Ordinal);
        }

        Assert.Equal((1, 0), (await Open("Admin"), await Open("Scoped")));

        async Task<int> Open(string token) =>
            (await api.As(token, HttpMethod.Get, "/api/v1/status")).Json.GetProperty("breaks_open").GetInt32();
    }
}
