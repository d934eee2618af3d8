using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Server.Alerts;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What asks for attention, and saying that one knows.</summary>
internal static class AlertRoutes
{
    private static readonly string[] States = ["all", "open", .. Words.All<AlertState>()];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/alerts", Role.Viewer, "Alerts, newest change first; ?state= takes open or a state.", List)
        {
            Query = [.. Paging.NewestFirstParameters, ApiField.Word("state", States), QueryFields.Since],
        },
        new("POST", "/api/v1/alerts/{id}/ack", Role.Trader,
            "A named person knows of it; a hold that waited for it ends.",
            Acknowledge)
        {
            Body = new(QueryFields.By, QueryFields.Reason),
        },
    ];

    private static Task List(ApiCall call)
    {
        string? state = call.Query("state");
        AlertState? only = null;
        if (state is not (null or "all" or "open"))
            only = Words.TryParse(state, out AlertState one)
                ? one
                : throw ApiException.BadRequest(
                    "invalid_parameter", $"?state={state}: use one of {string.Join(", ", States)}.");
        UtcNanos since = call.QueryTime("since");
        Paging paging = Paging.Of(call);

        // An alert's row is its last change, so one that changes between two pages comes again or not at all.
        List<Alert> alerts = [.. call.Services.Alerts.All.Where(alert =>
            alert.RaisedAt >= since && (only is null || alert.State == only) && (state != "open" || alert.IsOpen))];
        Dictionary<int, Alert> byChange = alerts.ToDictionary(alert => checked((int)alert.Version));
        int last = byChange.Count == 0 ? 0 : byChange.Keys.Max();
        return call.Read((json, _) => paging.Write(json, last, row =>
        {
            if (!byChange.TryGetValue(row, out Alert? alert)) return false;
            AlertView.Write(json, alert);
            return true;
        }));
    }

    private static async Task Acknowledge(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        string by = call.By(fields.Text("by"));
        string? reason = fields.Text("reason");
        fields.End();
        AlertBook book = call.Services.Alerts;
        string id = call.Route("id");
        Alert before = book.Find(id) ?? throw ApiException.NotFound("unknown_alert", $"There is no alert '{id}'.");
        if (!before.IsOpen) throw ApiException.Conflict("not_open", $"Alert {id} holds no more.");
        if (before.Kind == AlertKind.RecoverySlow && call.Caller.Role < Role.Risk)
            throw new ApiException(403, "forbidden",
                "Letting trading begin after a slow recovery needs the role risk.");
        await call.Record($"state={Words.Of(before.State)}", $"state=acknowledged by={by}");
        Alert after = book.Acknowledge(id, by, reason) ?? before;
        if (after.Kind == AlertKind.RecoverySlow && call.Services.Context.Resume is { } resume)
            await resume(by, reason ?? "slow recovery acknowledged");
        await call.Read((json, _) => AlertView.Write(json, after));
    }
}
