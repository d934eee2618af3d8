using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Server.Alpaca;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>A token for ACC1 reads nothing of ACC2, which has one of everything that an account can have.</summary>
public class AccountReadingTests(AccountReadingTests.PlantedHost api) : IClassFixture<AccountReadingTests.PlantedHost>
{
    private const string Hidden = "HIDDENSYM";

    private static readonly string[] Secrets = ["ACC2", Hidden];

    // Of an account they tell no more than a number or a state of all together.
    private static readonly string[] CountsOnly = ["/api/v1/status", "/health"];

    public static TheoryData<string> Readings =>
    [
        .. RouteTable.All
            .Where(route => route is
            {
                Method: "GET", Accounts: AccountRule.Filtered, Produces: "application/json",
            } && !AlpacaKey.IsFor(route.Pattern))
            .Select(route => route.Pattern),
    ];

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task No_reading_shows_another_account(string pattern)
    {
        bool isOfOne = pattern.Contains("{id}", StringComparison.Ordinal);
        string id = api.IdFor(pattern);
        string path = pattern.Replace("{id}", id, StringComparison.Ordinal);
        if (pattern.EndsWith("/journal", StringComparison.Ordinal)) path += $"?limit=1000&after_seq={api.Start}";

        // Who may see everything does see it: else there would be nothing here to hide.
        if (!CountsOnly.Contains(pattern, StringComparer.Ordinal))
        {
            Reply all = await api.As("Admin", HttpMethod.Get, path);
            Assert.Equal(200, all.Status);
            if (!isOfOne) Assert.Contains(Secrets, all.Text.Contains);
        }

        Reply reply = await api.As("Scoped", HttpMethod.Get, path);

        if (isOfOne) Assert.Equal(404, reply.Status);
        else Assert.Contains(reply.Status, pattern == "/health" ? [200, 503] : new[] { 200 });
        foreach (string secret in Secrets.Where(each => !isOfOne || each != id))
            Assert.DoesNotContain(secret, reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", """{"by":"ann"}""")]
    [InlineData("decline", """{"by":"ann"}""")]
    [InlineData("execute", "{}")]
    public async Task An_advisory_of_another_account_is_not_there_to_be_decided(string verb, string json)
    {
        string advisory = "/api/v1/advisories/" + api.Advisory;

        Reply reply = await api.As("Scoped", HttpMethod.Post, $"{advisory}/{verb}", json);

        Assert.Equal((404, "unknown_advisory"), (reply.Status, reply.Code));
        Assert.Equal("proposed", (await api.As("Admin", HttpMethod.Get, advisory)).Field("status"));
    }

    [Fact]
    public async Task A_stream_tells_neither_advisories_of_another_account_nor_alerts()
    {
        using SseClient all = await SseClient.OpenAs(api, "Admin", "?events=advisory,alert");
        using SseClient scoped = await SseClient.OpenAs(api, "Scoped", "?events=advisory,alert");
        await api.Propose("ACC2", api.NewId("OTHER"));
        await api.Put(InputKind.DefineVenue, new DefineVenue("DOWN", ReadOnly: true));
        await all.Take(1, "advisory");
        await all.Take(1, "alert");

        // The second comes in a later turn than the first, which is when the alert would have come at the latest.
        List<string?> told = [];
        foreach (string id in (string[])[api.NewId("OWN"), api.NewId("OWN")])
        {
            await api.Propose("ACC1", id);
            SseEvent next = (await scoped.Take(1, "advisory", "alert"))[0];
            Assert.Equal("advisory", next.Name);
            told.Add(next.Data.GetProperty("advisory").GetProperty("account").GetString());
        }

        Assert.Equal(["ACC1", "ACC1"], told);
    }

    /// <summary>
    /// ACC2 has an order, a fill with its position, an execution in suspense, a break and an advisory.
    /// </summary>
    public sealed class PlantedHost : GuardTests.TokenHost, IAsyncLifetime
    {
        public string Advisory { get; } = "ADV-2";

        /// <summary>How far the journal was before.</summary>
        public ulong Start { get; private set; }

        private string Filled { get; } = "FILL-2";

        private string Ordered { get; } = "ORDER-2";

        private int Break { get; set; }

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();

            // Prices are everybody's, so this one is hidden from nobody: the journal is read from behind it.
            string mark = $$"""{"symbol":"{{Hidden}}","price":"2"}""";
            Start = (await As("Admin", HttpMethod.Post, "/api/v1/marks", mark)).Seq;
            await Post("/api/v1/orders", $$"""
                {"account":"ACC2","symbol":"{{Hidden}}","side":"buy","qty":"1","price":"10","cl_ord_id":"{{Ordered}}"}
                """);
            await Post("/api/v1/executions?reason=t", $$"""
                {"account":"ACC2","symbol":"{{Hidden}}","side":"buy","order_id":"","fill_qty":"1","fill_price":"1",
                "exec_id":"{{Filled}}","timestamp":1767225600000}
                """);
            await Propose("ACC2", Advisory);
            Break = await EmptyVenue.Differ(this, "ACC2", Hidden);
            await PlantSuspense();
        }

        /// <summary>What stands for {id} in a route: one of ACC2's of the kind that it shows.</summary>
        public string IdFor(string pattern) => pattern switch
        {
            _ when pattern.Contains("advisor", StringComparison.Ordinal) => Advisory,
            _ when pattern.Contains("break", StringComparison.Ordinal) => $"{Break}",
            _ when pattern.Contains("fill", StringComparison.Ordinal) => Filled,
            _ when pattern.Contains("position", StringComparison.Ordinal) => Hidden,
            _ when pattern.Contains("order", StringComparison.Ordinal) => Ordered,
            _ => "ACC2",
        };

        public Task Propose(string account, string id) => Post("/api/v1/advisories", $$"""
            {"account":"{{account}}","advisory_id":"{{id}}","symbol":"{{Hidden}}","reference_price":150,
            "sl_offset_pct":-0.02,"tp_offset_pct":0.03,"position_size":1,
            "expiration_timestamp":"2099-01-01T00:00:00Z"}
            """);

        public Task Put(InputKind kind, object body) =>
            Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

        private new async Task Post(string path, string json)
        {
            Reply reply = await As("Admin", HttpMethod.Post, path, json);
            Assert.True(reply.Status == 201, reply.Text);
        }

        private async Task PlantSuspense()
        {
            await Put(InputKind.DefineVenue, new DefineVenue("STRAY", ReadOnly: true));
            Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:STRAY" };
            input.Report = new ExecutionReport
            {
                Venue = Engine.Read(replica =>
                    new VenueId(replica.Books.Names.Venues.TryGet("STRAY", out int venue) ? venue : 0)),
                ExecType = ExecType.Trade,
                ExecId = ExecId.FromTrusted("STRAY-2"),
                OrderId = OrderId.FromTrusted("ELSEWHERE"),
                AccountName = "ACC2",
                SymbolName = Hidden + "2",
                Side = Side.Buy,
                LastQty = Qty.FromTrusted(5),
                LastPx = Px.FromTrusted(100),
            };
            await Engine.AskAsync(input);
        }
    }
}
