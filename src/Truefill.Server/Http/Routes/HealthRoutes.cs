using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Server.Health;

namespace Truefill.Server.Http.Routes;

/// <summary>Whether the service lives, may be sent traffic, and is well.</summary>
internal static class HealthRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/livez", Role.None, "The process answers.", Livez),
        new("GET", "/readyz", Role.None, "The engine runs and its journal can be written; 503 otherwise.", Readyz)
        {
            Also = [503],
        },
        new("GET", "/health", Role.Viewer,
            "Every component with its state; 200 only when all are operational, else 503.", Health)
        {
            Accounts = AccountRule.Filtered, Also = [503],
        },
    ];

    // It says nothing about what the process depends on: a restart mends none of that.
    private static Task Livez(ApiCall call) => call.Read((json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteEndObject();
    });

    private static Task Readyz(ApiCall call)
    {
        bool ready = call.Services.Context.Engine.CanWrite
            && call.Services.Read(static replica => replica.Books.Engine.Running);
        return call.Read(
            (json, _) =>
            {
                json.WriteStartObject();
                json.WriteString("status", ready ? "ready" : "failed");
                json.WriteEndObject();
            },
            ready ? 200 : 503);
    }

    private static Task Health(ApiCall call)
    {
        List<ComponentHealth> components = HealthBoard.Read(
            call.Services, books => call.Accounts(books, asked: null));
        bool allWell = HealthBoard.Worst(components) == HealthStatus.Operational;
        return call.Read((json, _) => HealthView.Write(json, components, call.Now), allWell ? 200 : 503);
    }
}
