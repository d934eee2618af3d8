using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Tests.Http;

public class SuspenseRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Execution_that_fits_no_order_is_listed_until_a_named_person_assigns_it()
    {
        Assert.Empty((await api.Get("/api/v1/suspense")).Items);
        await Stray("S1", 5);
        await Stray("S2", 7);
        Reply listed = await api.Get("/api/v1/suspense?symbol=IBM");
        Assert.Equal(2, listed.Items.Count);
        Assert.Equal("S1", listed.Items[0].GetProperty("exec_id").GetString());
        Assert.Equal("@suspense", listed.Items[0].GetProperty("strategy").GetString());
        string assign = $"/api/v1/suspense/{listed.Items[0].GetProperty("id").GetInt32()}/assign";

        Assert.Equal(400, (await api.Post(assign, """{"strategy":"swing","by":"ann"}""")).Status);
        Assert.Equal(422, (await api.Post(assign, """{"strategy":"@suspense","reason":"r","by":"ann"}""")).Status);
        Reply assigned = await api.Post(assign, """{"strategy":"swing","reason":"by phone","by":"ann"}""");
        Assert.Equal(200, assigned.Status);
        Assert.Equal("swing", assigned.Field("strategy"));
        Assert.Equal("not_in_suspense", (await api.Post(
            assign, """{"strategy":"swing","reason":"again","by":"ann"}""")).Field("code"));
        Assert.Equal("S2", Assert.Single((await api.Get("/api/v1/suspense")).Items).GetProperty("exec_id").GetString());
        Reply position = await api.Get("/api/v1/positions?symbol=IBM&strategy=swing");
        Assert.Equal("5", position.Items[0].GetProperty("qty").GetString());
    }

    [Theory]
    [InlineData("/api/v1/suspense/x/assign")]
    [InlineData("/api/v1/suspense/99/assign")]
    public async Task What_is_not_in_suspense_is_not_found(string path) =>
        Assert.Equal(404, (await api.Post(path, """{"strategy":"s","reason":"r","by":"ann"}""")).Status);

    private async Task Stray(string id, decimal quantity)
    {
        await api.Engine.AskAsync(new Input
        {
            Kind = InputKind.DefineVenue,
            Body = new DefineVenue("STRAY", ReadOnly: true),
            Source = "config",
        });
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:STRAY" };
        input.Report = new ExecutionReport
        {
            Venue = api.Engine.Read(replica =>
                new VenueId(replica.Books.Names.Venues.TryGet("STRAY", out int venue) ? venue : 0)),
            ExecType = ExecType.Trade,
            ExecId = ExecId.FromTrusted(id),
            OrderId = OrderId.FromTrusted("ELSEWHERE"),
            AccountName = "ACC1",
            SymbolName = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(quantity),
            LastPx = Px.FromTrusted(100),
        };
        await api.Engine.AskAsync(input);
    }
}
