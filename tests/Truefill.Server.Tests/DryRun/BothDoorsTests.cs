using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Positions;
using Truefill.Server.DryRun;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.DryRun;

/// <summary>An execution means the same whether it is put in over HTTP or read by a dry run.</summary>
public sealed class BothDoorsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("", true)]
    [InlineData("\"fill_qty\":1e2", true)]
    [InlineData("\"fill_qty\":\"1e2\"", false)]
    [InlineData("\"fill_qty\":\"100\"", true)]
    [InlineData("\"fill_qty\":\" 100\"", false)]
    [InlineData("\"fill_qty\":0.1000000000000000000000000000000001", false)]
    [InlineData("\"fill_qty\":0.01000000000000000000000000001", false)]
    [InlineData("\"fill_qty\":1.000000000000000000000000000000001e-1", false)]
    [InlineData("\"fill_qty\":1.00000000000000000000000000000000000e1", true)]
    [InlineData("\"fill_qty\":0.12345678901", false)]
    [InlineData("\"fill_qty\":1e300", false)]
    [InlineData("\"fill_qty\":1e-40", false)]
    [InlineData("\"fill_price\":\"+2.50\"", true)]
    [InlineData("\"commission\":0e99999999999", true)]
    [InlineData("\"timestamp\":1767225600000.5", true)]
    [InlineData("\"timestamp\":\"1767225600000.5\"", false)]
    [InlineData("\"timestamp\":\"1767225600000\"", true)]
    [InlineData("\"timestamp\":1.7672256e12", true)]
    [InlineData("\"timestamp\":\"1.7672256e12\"", false)]
    [InlineData("\"timestamp\":\"2026-01-01T00:00:00Z\"", true)]
    [InlineData("\"timestamp\":0.5", false)]
    [InlineData("\"timestamp\":0", false)]
    [InlineData("\"timestamp\":99999999999999", false)]
    [InlineData("\"order_id\":\"a\\u0001\"", false)]
    [InlineData("\"order_id\":\"\"", true)]
    [InlineData("\"order_id\":null", false)]
    [InlineData("\"order_id\":7", true)]
    [InlineData("\"venue\":\"V1\"", true)]
    [InlineData("\"venue\":7", false)]
    [InlineData("\"reason\":7", false)]
    [InlineData("\"side\":\"BUY\"", true)]
    [InlineData("\"multiplier\":\"0\"", false)]
    [InlineData("\"remaining\":\"x\"", false)]
    [InlineData("\"avg_fill_price\":1.00000000000000000000000000000000000001e-7", true)]
    [InlineData("\"account\":\" \"", false)]
    public async Task What_the_one_takes_the_other_takes_with_the_same_content(string field, bool isTaken)
    {
        string symbol = api.NewId("BOTH");
        string line = Execution(symbol, api.NewId("E"), field);
        Reply reply = await api.Post("/api/v1/executions?reason=t", line);
        DryRunResult dry = RecordedLog.RunJsonl(line);

        Assert.Equal((isTaken ? 201 : 422, isTaken ? 1 : 0), (reply.Status, (int)dry.Applied));
        if (!isTaken) return;
        JsonElement booked = (await api.Get("/api/v1/positions?symbol=" + symbol)).Items.Single();
        Position position = Assert.Single(dry.Positions);
        Assert.Equal(
            (booked.GetProperty("qty").GetString(), booked.GetProperty("last_execution_at").GetString()),
            (position.Qty.ToString(), position.LastExecutionAt.ToString()));
    }

    [Fact]
    public async Task One_id_at_two_venues_is_two_executions()
    {
        string symbol = api.NewId("BOTH");
        string id = api.NewId("E");
        string[] lines = [.. new[] { "V1", "V2", "V1" }.Select(venue => Execution(symbol, id, $"\"venue\":\"{venue}\""))];
        foreach (string line in lines) await api.Post("/api/v1/executions?reason=t", line);
        DryRunResult dry = RecordedLog.RunJsonl(lines);
        Assert.Equal((2, 1), ((int)dry.Applied, (int)dry.Duplicates));
        JsonElement booked = (await api.Get("/api/v1/positions?symbol=" + symbol)).Items.Single();
        Assert.Equal(booked.GetProperty("qty").GetString(), Assert.Single(dry.Positions).Qty.ToString());
    }

    [Fact]
    public async Task Charges_in_another_currency_stand_beside_the_fees_as_one_sum_each()
    {
        string symbol = api.NewId("BOTH");
        string[] lines =
        [
            .. new[] { "EUR\",\"commission\":\"1.5", "EUR\",\"commission\":\"0.5", "USD\",\"commission\":\"3" }
                .Select(charge => Execution(symbol, api.NewId("E"), $"\"commission_currency\":\"{charge}\"")),
        ];
        foreach (string line in lines) Assert.Equal(201, (await api.Post("/api/v1/executions?reason=t", line)).Status);

        // Reading it holds it against its description too.
        JsonElement booked = (await api.Get("/api/v1/positions?symbol=" + symbol)).Items.Single();
        using System.IO.MemoryStream written = new();
        using (Utf8JsonWriter json = new(written)) DryRunJson.Write(json, RecordedLog.RunJsonl(lines));
        JsonElement dry = JsonDocument.Parse(written.ToArray()).RootElement.GetProperty("positions")[0];
        foreach (JsonElement position in new[] { booked, dry })
        {
            Assert.Equal("3", position.GetProperty("fees").GetString());
            Assert.Equal(
                """[{"amount":"2","currency":"EUR"}]""", JsonSerializer.Serialize(position.GetProperty("other_fees")));
        }
    }

    // The field takes the place of the one of its name.
    private static string Execution(string symbol, string id, string field)
    {
        string[] usual =
        [
            $"\"symbol\":\"{symbol}\"", "\"side\":\"buy\"", "\"fill_qty\":\"10\"", "\"fill_price\":\"2\"",
            $"\"exec_id\":\"{id}\"", "\"order_id\":\"\"", "\"timestamp\":1767225600000", "\"account\":\"ACC1\"",
        ];
        string name = field.Split(':')[0];
        string[] all = [.. usual.Where(each => each.Split(':')[0] != name), .. field.Length > 0 ? [field] : Array.Empty<string>()];
        return "{" + string.Join(',', all) + "}";
    }
}
