using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Configuration;
using Truefill.Server.Http.Body;
using Truefill.Server.Service;

namespace Truefill.Server.Http.Routes;

/// <summary>The configuration of a service that runs.</summary>
internal static class ConfigurationRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/admin/config/reload", Role.Admin,
            "Reads the configuration again: limits and alerts take effect, the rest is named as waiting for a restart. "
            + "With an error, all of the old one stays in force.", Reload)
        {
            Body = new(),
        },
    ];

    private static async Task Reload(ApiCall call)
    {
        (await JsonBody.Read(call.Context)).End();
        if (call.Services.Context.Reload is not { } reload)
            throw ApiException.Conflict(
                "no_configuration", "The program that embeds this service configured it: there is nothing to read.");
        ReloadOutcome outcome = await reload.RunAsync(call.Services.Context.Engine, call.Audit());
        if (outcome.Errors.Count > 0)
        {
            throw ApiException.BadRequest(
                ConfigurationReload.ErrorCode, string.Join("; ", outcome.Errors.Select(error => error.ToString())));
        }

        await call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("status", outcome.Applied.Count == 0 ? "unchanged" : "reloaded");
            json.WriteString("config_hash", outcome.ConfigHash);
            Write(json, "applied", outcome.Applied);
            Write(json, "restart_required", outcome.RestartRequired);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> keys)
    {
        json.WriteStartArray(name);
        foreach (string key in keys) json.WriteStringValue(key);
        json.WriteEndArray();
    }
}
