using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Ends holds.</summary>
internal static class TradingRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/api/v1/trading/resume", Role.Risk,
            "Lets trading go on that was held, at one venue or, without one, everywhere.", Resume)
        {
            Body = new(QueryFields.Venue, ApiField.Required("reason"), QueryFields.By),
        },
    ];

    private static async Task Resume(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        ResumeTrading command = new(
            fields.Text("venue") ?? "", call.By(fields.Text("by")), fields.Required("reason"));
        fields.End();
        Answer answer = await call.Ask(InputKind.ResumeTrading, command);
        if (answer.Reason != DenyReason.None) throw Denials.OfVenue(answer.Reason);
        await call.Read((json, replica) =>
        {
            json.WriteStartObject();
            json.WriteString("status", "resumed");
            json.WriteString("venue", command.Venue.Length == 0 ? null : command.Venue);
            json.WriteString("held", replica.Books.Engine.Held);
            if (command.Venue.Length > 0 && replica.Books.Names.Venues.TryGet(command.Venue, out int venue)
                && replica.Books.Sessions.TryGet(new VenueId(venue)) is { } session)
                json.WriteString("trading", Words.Of(session.Trading));
            json.WriteEndObject();
        });
    }
}
