using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

/// <summary>What a day brought, where no limit on daily losses measures it.</summary>
public class DayPnlTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_account_that_began_with_nothing_made_all_of_it_today()
    {
        await api.Fill("DAILY", "buy", "10", "10");
        Assert.Null(Day((await api.Get("/api/v1/pnl")).Json.GetProperty("totals")[0]));

        await api.Post("/api/v1/marks", """{"symbol":"DAILY","price":"12"}""");
        Assert.Equal("20", Day((await api.Get("/api/v1/pnl")).Json.GetProperty("totals")[0]));
        await api.Fill("DAILY", "buy", "5", "13", "ACC2");
        JsonElement status = (await api.Get("/api/v1/status")).Json.GetProperty("pnl");
        Assert.Equal(["20", "-5"], status.EnumerateArray().Select(Day));
    }

    private static string? Day(JsonElement row) => row.GetProperty("day_pnl").GetString();
}
