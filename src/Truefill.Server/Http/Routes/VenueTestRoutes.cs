using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Views;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Faults;
using Truefill.Venues.Simulated.Scripts;

namespace Truefill.Server.Http.Routes;

/// <summary>
/// A simulated venue as a weapon of tests, from outside: what it does wrong, what it answers by the book, and what is
/// so in its own books. What is set here lasts until the service stops; the configuration is what it starts with.
/// </summary>
internal static class VenueTestRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/venues/{id}/books", Role.Admin,
            "What a simulated venue holds to be true, whatever it says: open orders, positions, cash.", Books),
        new("GET", "/api/v1/venues/{id}/faults", Role.Admin,
            "How often a simulated venue misbehaves: a probability for each fault.", Show),
        new("POST", "/api/v1/venues/{id}/faults", Role.Admin,
            "Sets how often a simulated venue misbehaves from here on; what is not named stays.", Set)
        {
            Body = new(
                [
                    .. FaultOptions.All.Select(fault =>
                        ApiField.Decimal(fault.Key) with { Least = 0, Most = 1, Note = fault.Meaning }),
                ]),
        },
        new("POST", "/api/v1/venues/{id}/script", Role.Admin,
            "Has a simulated venue answer new orders by this book, from its first line; an empty one: by none.", Follow)
        {
            Body = new(ApiField.Text("script*") with { Example = """{"new":["reject by the book"],"times":2}""" }),
        },
    ];

    private static async Task Books(ApiCall call)
    {
        SimulatedVenue venue = SimulatedVenueOf.ForTests(call, out string id);
        VenueTruth truth = await On(call, venue, VenueTruth.Of);
        await call.Read((json, _) => truth.Write(json, id));
    }

    private static async Task Show(ApiCall call)
    {
        SimulatedVenue venue = SimulatedVenueOf.ForTests(call, out string id);
        FaultSettings faults = await On(call, venue, market => market.Faults);
        await Answer(call, id, faults);
    }

    private static async Task Set(ApiCall call)
    {
        SimulatedVenue venue = SimulatedVenueOf.ForTests(call, out string id);
        BodyFields fields = await JsonBody.Read(call.Context);
        List<(FaultOption Fault, decimal Chance)> set = [];
        foreach (FaultOption fault in FaultOptions.All)
        {
            if (fields.Amount(fault.Key) is not { } chance) continue;
            if (chance is < 0 or > 1)
                throw ApiException.BadRequest("invalid_field", $"Field '{fault.Key}': {chance} is not from 0 to 1.");
            set.Add((fault, chance));
        }

        fields.End();
        (FaultSettings before, FaultSettings after) = await On(call, venue, market =>
        {
            FaultSettings old = market.Faults;
            FaultSettings changed = old;
            foreach ((FaultOption fault, decimal chance) in set) changed = fault.With(changed, chance);
            market.Faults = changed;
            return (old, changed);
        });
        await call.Record(Text(before), Text(after));
        await Answer(call, id, after);
    }

    private static async Task Follow(ApiCall call)
    {
        SimulatedVenue venue = SimulatedVenueOf.ForTests(call, out string id);
        BodyFields fields = await JsonBody.Read(call.Context);
        string text = fields.Text("script") ?? throw fields.Missing("script");
        fields.End();
        SimulatedScript book;
        try
        {
            using StringReader reader = new(text);
            book = SimulatedScript.Parse(reader, "script");
        }
        catch (InvalidDataException e)
        {
            throw ApiException.BadRequest("invalid_field", $"Field 'script': {e.Message}");
        }

        await On(call, venue, market =>
        {
            market.Follow(book.Length == 0 ? null : book);
            return true;
        });
        await call.Record(null, string.Create(CultureInfo.InvariantCulture, $"{book.Length} lines"));
        await call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("venue", id);
            json.WriteNumber("lines", book.Length);
            json.WriteEndObject();
        });
    }

    private static Task<T> On<T>(ApiCall call, SimulatedVenue venue, Func<SimulatedMarket, T> act) =>
        venue.OnMarketAsync(act).WaitAsync(call.Context.RequestAborted);

    private static Task Answer(ApiCall call, string id, FaultSettings faults) => call.Read((json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("venue", id);
        json.WriteStartObject("faults");
        foreach (FaultOption fault in FaultOptions.All)
            json.Number(fault.Key, fault.Of(faults));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    // Those that happen at all.
    private static string Text(FaultSettings faults) => string.Join(' ', FaultOptions.All
        .Where(fault => fault.Of(faults) > 0)
        .Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault.Key}={fault.Of(faults)}")));
}
