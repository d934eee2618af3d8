using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;

namespace Truefill.Server.Tests.Http;

/// <summary>Every parameter of every route that reads, at the ends of what can be written in it.</summary>
public class ExtremeParameterTests(ExtremeParameterTests.Host api) : IClassFixture<ExtremeParameterTests.Host>
{
    private static readonly string[] Values =
    [
        "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.999999999Z", "0001-01-01T00:00:00-14:00",
        "1677-09-21T00:12:43.145224193Z", "2262-04-11T23:47:16.854775807Z", "0", "-1", "1000A", "999D",
        "18446744073709551615", "9223372036854775807", "2147483647", "%00", "%F0%9F%92%A3", "%", new('x', 3000), "1e9",
    ];

    public class Host : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with
            {
                RateLimits = context.Plan.RateLimits with { Client = new(100_000, TimeSpan.FromSeconds(1), 100_000) },
                Calendar = new CalendarOptions
                {
                    Name = "TAIFEX",
                    TimeZone = "Asia/Taipei",
                    Open = new TimeOnly(8, 45),
                    Close = new TimeOnly(13, 45),
                    DayRoll = new TimeOnly(15, 0),
                    Holidays = [],
                },
            },
        };
    }

    [Fact]
    public async Task None_makes_the_service_fail()
    {
        await api.Fill("EXTREME", "buy", "1", "10");
        await api.Order("EXTREME");
        List<string> failed = [];
        foreach (ApiRoute route in RouteTable.All)
        {
            if (route is not { Method: "GET", IsStream: false } || route.Pattern == "/stream") continue;
            foreach (string value in Values)
            {
                string path = route.Pattern.Replace("{id}", value, StringComparison.Ordinal);
                if (path != route.Pattern) await Ask(path, failed);
                foreach (ApiField parameter in route.Query)
                    await Ask($"{route.Pattern.Replace("{id}", "1")}?{parameter.Name}={value}", failed);
            }
        }

        Assert.Empty(failed);
    }

    private async Task Ask(string target, List<string> failed)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(target, UriKind.Relative));
        request.Headers.Add("APCA-API-KEY-ID", "ACC1");
        request.Headers.Add("APCA-API-SECRET-KEY", "any");
        using HttpResponseMessage response = await api.Client.SendAsync(request);
        if ((int)response.StatusCode == 500) failed.Add(target);
    }
}
