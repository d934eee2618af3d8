using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Reading;
using Truefill.Server.Http.Body;
using Truefill.Server.Views;
using Truefill.Venues.Simulated;

namespace Truefill.Server.Http.Routes;

/// <summary>Lets a test move the time of a simulated venue whose clock stands.</summary>
internal static class VenueClockRoutes
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/api/v1/venues/{id}/clock", Role.Admin,
            "Advances a venue with 'clock: simulated'; what happens until then has happened when it answers.", Advance)
        {
            Body = ["advance*"],
        },
    ];

    private static async Task Advance(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        string asked = fields.Required("advance");
        fields.End();
        string id = call.Route("id");
        if (!ValueTypes.TryDuration(asked, out TimeSpan by) || by < TimeSpan.Zero || by > Most)
        {
            throw ApiException.BadRequest(
                "invalid_field", $"Field 'advance': '{asked}' is not a duration such as 500ms or 30s, of at most 1d.");
        }

        if (call.Services.Context.Venues?.Venues.FirstOrDefault(venue => venue.Id == id) is not { } found)
            throw ApiException.NotFound("unknown_venue", $"No venue with an adapter is called '{id}'.");
        if (found is not SimulatedVenue { Clock.IsStepped: true } venue)
        {
            throw ApiException.Refused(
                "clock_runs",
                $"The clock of {id} runs by itself; configure a simulated venue with 'clock: simulated'.");
        }

        UtcNanos before = venue.Clock.Now;
        await venue.AdvanceAsync(by).WaitAsync(call.Context.RequestAborted);
        UtcNanos now = venue.Clock.Now;
        await call.Record(before.ToString(), now.ToString());
        await call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("venue", id);
            json.Time("time", now);
            json.WriteEndObject();
        });
    }
}
