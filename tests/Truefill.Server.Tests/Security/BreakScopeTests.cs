using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
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
        Assert.Equal(201, (await As("Admin", HttpMethod.Post, "/api/v1/executions?reason=t", Fill)).Status);
        int found = await Break("ACC2", "HIDDENSYM");
        foreach (string path in new[] { $"breaks/{found}", $"why/break/{found}", "why/pnl/ACC2", "why/exposure/ACC2" })
        {
            Assert.Equal(200, (await As("Admin", HttpMethod.Get, "/api/v1/" + path)).Status);
            Reply reply = await As("Scoped", HttpMethod.Get, "/api/v1/" + path);
            Assert.Equal(404, reply.Status);
            Assert.DoesNotContain("HIDDENSYM", reply.Text, StringComparison.Ordinal);
        }

        Assert.Equal((1, 0), (await Open("Admin"), await Open("Scoped")));

        async Task<int> Open(string token) =>
            (await As(token, HttpMethod.Get, "/api/v1/status")).Json.GetProperty("breaks_open").GetInt32();
    }

    // The venue lists nothing of what the account has.
    private async Task<int> Break(string account, string symbol)
    {
        await Put(InputKind.DefineVenue, new DefineVenue(
            "L", false, VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions));
        await Put(InputKind.SessionOpened, new SessionChange("L", ""));
        await Put(InputKind.Reconcile, new Reconcile("L", "ann"));
        UtcNanos asOf = api.Engine.Clock.Now;
        while (api.Engine.Read(replica => replica.Books.Queries.Pending.ToArray()) is { Length: > 0 } pending)
        {
            foreach (VenueAsked asked in pending)
            {
                await Put(InputKind.VenueAnswer, new VenueAnswer
                {
                    QueryId = asked.QueryId,
                    Venue = "L",
                    Kind = asked.Kind,
                    Status = AnswerStatus.Complete,
                    AsOf = asOf,
                });
            }
        }

        return api.Engine.Read(replica => replica.Books.Reconciliation.Breaks.First(each =>
            replica.Books.Names.Of(each.Latest.Symbol) == symbol
            && replica.Books.Names.Of(each.Latest.Account) == account).Latest.Id);
    }

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private async Task<Reply> As(string token, HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", "secret-" + token);
        return await Reply.Of(await api.Client.SendAsync(request));
    }
}
