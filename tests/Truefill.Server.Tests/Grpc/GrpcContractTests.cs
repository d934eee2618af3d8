using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Grpc;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Grpc;

/// <summary>The .proto file says what the HTTP API has, and messages keep what they are given.</summary>
public sealed class GrpcContractTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly ProtoSchema Schema = ProtoSchema.Load("grpc/execution.proto");

    [Fact]
    public void Every_method_of_the_file_is_served_by_a_route_that_takes_its_fields()
    {
        Assert.Equal("truefill.v1.ExecutionService", Schema.Service);
        Assert.Equal(Schema.Methods, GrpcMethod.All.Select(method => method.Name));
        foreach (GrpcMethod method in GrpcMethod.All)
        {
            ApiRoute route = Assert.Single(
                RouteTable.All, each => each.Method == method.HttpMethod && each.Pattern == method.Pattern);
            IEnumerable<string> taken = route.Body?.Names ?? route.Query.Select(parameter => parameter.Name);
            IEnumerable<string> fields = Schema[method.Request].Select(field => field.Name).Where(name => name != method.Id);
            Assert.Empty(fields.Except(taken));
            if (route.Body is not null) Assert.Empty(taken.Except(fields));
        }
    }

    [Theory]
    [InlineData("Status", "/api/v1/status")]
    [InlineData("Snapshot", "/api/v1/snapshot")]
    public async Task What_the_api_shows_has_its_field(string message, string path)
    {
        await api.Fill("GRPC", "buy", "10", "5");
        await api.Order("GRPC");
        await api.Post("/api/v1/marks", """{"items":[{"symbol":"GRPC","price":"6"}]}""");
        List<string> missing = [];
        Compare(message, (await api.Get(path)).Json, missing);

        // A list's end, the native currencies beside the converted, fees in foreign ones and the limits by name are for
        // HTTP alone.
        Assert.Empty(missing.Where(name => !name.EndsWith(".next", StringComparison.Ordinal)
            && name is not ("Exposure.items" or "Exposure.native" or "Status.intake" or "Status.controls")).Distinct());
    }

    [Fact]
    public void A_message_has_the_bytes_that_the_format_says()
    {
        JsonElement json = JsonDocument.Parse(
            """{"cl_ord_id":"A","chain":["A","B"],"open":true,"reports":300,"price":null,"avg_px":"","held":false}""").RootElement;
        byte[] expected =
        [
            0x0a, 1, (byte)'A', 0x12, 1, (byte)'A', 0x12, 1, (byte)'B', 0x62, 0, 0x80, 1, 0xac, 2, 0xf8, 1, 1,
        ];
        Assert.Equal(expected, ProtoWriter.Write(Schema, "Order", json));
    }

    [Fact]
    public void Unknown_fields_are_passed_over_and_the_last_of_a_field_holds()
    {
        byte[] message =
        [
            0x0a, 1, (byte)'X', 0x0a, 2, (byte)'Y', (byte)'Z',
            0xf8, 0x7f, 7, 0xfd, 0x7f, 1, 2, 3, 4, 0xf9, 0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 0xfa, 0x7f, 1, 9,
            0x80, 1, 1,
        ];
        Dictionary<string, List<string>> fields = ProtoReader.Read(Schema, "SubmitOrderRequest", message);
        Assert.Equal(["YZ"], fields["symbol"]);
        Assert.Equal(["true"], fields["reduce_only"]);
        Assert.Equal(2, fields.Count);
    }

    [Fact]
    public void A_quantity_of_nothing_is_said_and_an_empty_text_is_not()
    {
        Dictionary<string, List<string>> fields = ProtoReader.Read(
            Schema, "SubmitOrderRequest", [0x1a, 1, (byte)'0', 0x2a, 0, 0x80, 1, 0]);
        Assert.Equal(["0"], fields["qty"]);
        Assert.Single(fields);
    }

    [Theory]
    [InlineData("Field 'side': 'x' is not one of buy, sell; try (again)?", "Field 'side': 'x' is not one of buy, sell; try (again)?")]
    [InlineData("100 % of É\n", "100 %25 of %C3%89%0A")]
    public void A_message_escapes_no_more_than_clients_undo(string message, string sent) =>
        Assert.Equal(sent, GrpcFrames.MessageText(message));

    [Theory]
    [InlineData(422, "quantity_not_positive", GrpcStatus.InvalidArgument)]
    [InlineData(422, "price_missing", GrpcStatus.InvalidArgument)]
    [InlineData(422, "unknown_venue", GrpcStatus.NotFound)]
    [InlineData(422, "order_qty_too_large", GrpcStatus.FailedPrecondition)]
    [InlineData(422, "kill_switch_active", GrpcStatus.FailedPrecondition)]
    [InlineData(409, "duplicate_cl_ord_id", GrpcStatus.AlreadyExists)]
    [InlineData(409, "order_not_open", GrpcStatus.FailedPrecondition)]
    internal void What_is_wrong_in_itself_is_told_from_what_a_rule_refuses(int http, string code, GrpcStatus status) =>
        Assert.Equal(status, GrpcException.Of(http, code, "").Status);

    [Theory]
    [InlineData("0a05", "cut off")]
    [InlineData("0a", "cut off")]
    [InlineData("0a02c328", "symbol is not UTF-8")]
    [InlineData("0801", "symbol is not a string")]
    [InlineData("ffffffffffffffffffffff", "64 bits")]
    [InlineData("0b", "wire type 3")]
    [InlineData("0affffffffffffffff7f", "cut off")]
    public void What_is_no_message_is_said_to_be_none(string hex, string why)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(
            () => ProtoReader.Read(Schema, "SubmitOrderRequest", Convert.FromHexString(hex)));
        Assert.Contains(why, e.Message);
    }

    [Fact]
    public async Task Events_are_taken_apart_wherever_they_are_cut()
    {
        byte[] text = Encoding.UTF8.GetBytes(
            "retry: 2000\n\nid: 7\nevent: order\ndata: {\"order\":{\"cl_ord_id\":\"É\"}}\n\nid: 9\nevent: pnl\ndata: {}\n\nid");
        for (int size = 1; size <= text.Length; size += 7)
        {
            List<string> found = [];
            await using EventSink sink = new(() => true, each =>
            {
                found.Add($"{each.GetProperty("seq")} {each.GetProperty("name")} {each.TryGetProperty("order", out _)}");
                return Task.CompletedTask;
            });
            for (int at = 0; at < text.Length; at += size) await sink.WriteAsync(text.AsMemory(at, Math.Min(size, text.Length - at)));
            Assert.Equal(["7 order True", "9 pnl False"], found);
            Assert.Equal("id", Encoding.UTF8.GetString(sink.Rest.Span));
        }
    }

    private static void Compare(string message, JsonElement json, List<string> missing)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            ProtoField? field = Schema[message].FirstOrDefault(each => each.Name == property.Name);
            if (field is null) missing.Add($"{message}.{property.Name}");
            else if (!Schema.HasMessage(field.Type)) continue;
            else if (property.Value.ValueKind == JsonValueKind.Object) Compare(field.Type, property.Value, missing);
            else if (property.Value.ValueKind == JsonValueKind.Array)
                foreach (JsonElement item in property.Value.EnumerateArray()) Compare(field.Type, item, missing);
        }
    }
}
