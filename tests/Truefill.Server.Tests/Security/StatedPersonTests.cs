using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Engine.Recovery;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>Who acts where no name is required: 'by', else the header Truefill-By, else the token's name.</summary>
public class StatedPersonTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    [Theory]
    [InlineData(null, null, "Trader")]
    [InlineData(null, "Zo%C3%AB", "Zoë")]
    [InlineData("ann", "Zo%C3%AB", "ann")]
    public async Task An_advisory_is_proposed_and_executed_by_whom_the_request_names(
        string? by, string? header, string expected)
    {
        string id = api.NewId("ADV");
        string stated = by is null ? "" : $",\"by\":\"{by}\"";
        Reply proposed = await As(
            "/api/v1/advisories", header,
            $$"""
            {"advisory_id":"{{id}}","symbol":"IBM","reference_price":"10","sl_offset_pct":"-0.02",
            "tp_offset_pct":"0.02","position_size":"1","expiration_timestamp":"2200-01-01T00:00:00Z",
            "account":"ACC1"{{stated}}}
            """);
        Assert.Equal((201, expected), (proposed.Status, proposed.Field("proposed_by")));
        string hash = proposed.Field("snapshot_hash");
        await As($"/api/v1/advisories/{id}/approve", null, $$"""{"snapshot_hash":"{{hash}}","by":"bob"}""");

        Reply executed = await As($"/api/v1/advisories/{id}/execute", header, "{" + stated.TrimStart(',') + "}");

        Assert.Equal((200, expected), (executed.Status, executed.Field("executed_by")));
    }

    [Theory]
    [InlineData("", "", null, "Trader")]
    [InlineData("", "", "zoe", "zoe")]
    [InlineData("&by=bob", "", "zoe", "bob")]
    [InlineData("&by=bob", ",\"by\":\"ann\"", "zoe", "ann")]
    public async Task An_execution_is_put_in_by_whom_the_request_names(
        string query, string field, string? header, string expected)
    {
        List<object> inputs = Watched();
        string id = api.NewId("E");
        Reply reply = await As(
            "/api/v1/executions?reason=t" + query, header,
            $$"""
            {"symbol":"BY","side":"buy","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"{{id}}",
            "timestamp":1767225600000,"account":"ACC1"{{field}}}
            """);
        Assert.Equal(201, reply.Status);

        Assert.Equal(expected, inputs.OfType<NormalisedExecution>().Single().By);
    }

    [Theory]
    [InlineData(null, "Trader")]
    [InlineData("zoe", "zoe")]
    public async Task A_comparison_is_asked_for_by_whom_the_request_names(string? header, string expected)
    {
        List<object> inputs = Watched();
        Assert.Equal(200, (await As("/api/v1/reconciliations", header, "{}")).Status);

        Assert.Equal(expected, inputs.OfType<Reconcile>().Single().By);
    }

    // The requests as the journal has them.
    private List<object> Watched() => api.Engine.Read(replica =>
    {
        Watch watch = new(replica.Books);
        replica.Observer = watch;
        return watch.Inputs;
    });

    private Task<Reply> As(string path, string? header, string json) => api.Send(
        HttpMethod.Post, path, json,
        [("Authorization", "Bearer secret-Trader"), .. header is null ? [] : new[] { (ApiCall.PersonHeader, header) }]);

    private sealed class Watch(Books books) : IInputListener
    {
        public List<object> Inputs { get; } = [];

        public void OnInput(in JournaledInput input)
        {
            if (input.Read(books).Body is { } body) Inputs.Add(body);
        }
    }
}
