using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration.Reading;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Views;
using Truefill.Venues.Simulated;

namespace Truefill.Server.Http.Routes;

/// <summary>
/// Lets a test move the time of a simulated venue whose clock stands, and that of the engine with it: deadlines are
/// reached without waiting for them. Both go on in turns, in small steps, so that what a venue does before a deadline
/// comes before it.
/// </summary>
internal static class VenueClockRoutes
{
    private const int StepsMost = 1000;
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);
    private static readonly TimeSpan StepLeast = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/api/v1/venues/{id}/clock", Role.Admin,
            "Advances a venue with 'clock: simulated', and the engine; what happens until then has happened.", Advance)
        {
            Body = new(ApiField.Required("advance") with { Note = "A duration of at most 1d.", Example = "500ms" }),
        },
    ];

    private static async Task Advance(ApiCall call)
    {
        SimulatedVenue venue = SimulatedVenueOf.ForTests(call, out string id);
        BodyFields fields = await JsonBody.Read(call.Context);
        string asked = fields.Required("advance");
        fields.End();
        if (!ValueTypes.TryDuration(asked, out TimeSpan by) || by < TimeSpan.Zero || by > Most)
        {
            throw ApiException.BadRequest(
                "invalid_field", $"Field 'advance': '{asked}' is not a duration such as 500ms or 30s, of at most 1d.");
        }

        if (!venue.Clock.IsStepped)
        {
            throw ApiException.Refused(
                "clock_runs",
                $"The clock of {id} runs by itself; configure a simulated venue with 'clock: simulated'.");
        }

        UtcNanos before = venue.Clock.Now;
        TimeSpan done = TimeSpan.Zero;
        do
        {
            TimeSpan step = Min(StepOf(by), by - done);
            string? broken = await AdvanceVenue(call, venue, step);
            call.Services.Context.Venues!.PostMarks(id);
            await AdvanceEngine(call, step);
            done += step;
            if (broken is null) continue;
            await call.Record(before.ToString(), venue.Clock.Now.ToString());
            throw ApiException.Refused(
                "prices_unreadable",
                $"Its time is {venue.Clock.Now} now, and there are no prints after this: {broken}");
        }
        while (done < by);

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

    private static TimeSpan StepOf(TimeSpan whole) => whole / StepsMost > StepLeast ? whole / StepsMost : StepLeast;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    // What its prices broke off with, once; else null. Either way its time has gone on.
    private static async Task<string?> AdvanceVenue(ApiCall call, SimulatedVenue venue, TimeSpan by)
    {
        try
        {
            await venue.AdvanceAsync(by).WaitAsync(call.Context.RequestAborted);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    // It looks at its deadlines at once, and what it decides is durable.
    private static async Task AdvanceEngine(ApiCall call, TimeSpan by)
    {
        EngineHost engine = call.Services.Context.Engine;
        engine.Clock.Advance(by);
        await engine.AskAsync(new Input { Kind = InputKind.Tick, Source = InputSource.Engine });
    }
}
