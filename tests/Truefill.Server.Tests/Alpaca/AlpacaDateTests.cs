using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Dates that exist, and that neither a day nor a zone may be added to.</summary>
public class AlpacaDateTests(AlpacaDateTests.Host api) : IClassFixture<AlpacaDateTests.Host>
{
    private const string History = "/v2/account/portfolio/history";

    public class Host : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with
            {
                Calendar = new CalendarOptions
                {
                    Name = "TAIFEX",
                    TimeZone = "Asia/Taipei",
                    Open = new System.TimeOnly(8, 45),
                    Close = new System.TimeOnly(13, 45),
                    DayRoll = new System.TimeOnly(15, 0),
                    Holidays = [],
                },
            },
        };
    }

    [Theory]
    [InlineData("/v2/calendar?start=9999-12-31")]
    [InlineData("/v2/calendar?start=9999-12-25&end=9999-12-31")]
    [InlineData("/v2/calendar?start=0001-01-01")]
    [InlineData(History + "?date_end=9999-12-31")]
    [InlineData(History + "?end=9999-12-31")]
    [InlineData(History + "?date_start=0001-01-01")]
    [InlineData(History + "?end=0001-01-01&period=1D")]
    [InlineData(History + "?date_end=0500-01-01&period=900A")]
    [InlineData(History + "?period=1000A")]
    [InlineData(History + "?start=1677-09-21T00:20:00Z&timeframe=1D")]
    public async Task Beyond_the_times_that_are_kept_there_is_nothing(string path)
    {
        Reply reply = await api.Get(path);
        Assert.Equal(422, reply.Status);
        Assert.Equal("invalid_parameter", reply.Json.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("/v2/calendar?start=2261-12-31")]
    [InlineData("/v2/calendar?start=1700-01-01&end=1700-01-10")]
    [InlineData(History + "?date_end=2261-12-31&timeframe=1D")]
    [InlineData(History + "?date_start=1700-01-01&timeframe=1D&date_end=1700-02-01")]
    public async Task Within_them_everything_is_reckoned_with(string path)
    {
        Reply reply = await api.Send(
            HttpMethod.Get, path, "", ("APCA-API-KEY-ID", "ACC1"), ("APCA-API-SECRET-KEY", "any"));
        Assert.True(reply.Status == 200, reply.Text);
    }
}
