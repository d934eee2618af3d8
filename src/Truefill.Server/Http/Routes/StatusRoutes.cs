using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What is, as a whole.</summary>
internal static class StatusRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/livez", Role.None, "The process answers.", Livez),
        new("GET", "/readyz", Role.None, "The engine runs and its journal can be written; 503 otherwise.", Readyz),
        new("GET", "/api/v1/status", Role.Viewer, "One screen: mode, venues, open orders, journal, PnL, exposure.",
            Status),
        new("GET", "/api/v1/snapshot", Role.Viewer, "Positions, open orders, exposure and PnL at one sequence.",
            Snapshot)
        {
            Query = ["account", "method"],
        },
        new("GET", "/api/v1/accounts", Role.Viewer, "Accounts with their currency and lot method.", Accounts)
        {
            Query = Paging.Parameters,
        },
        new("GET", "/api/v1/venues", Role.Viewer, "Configured venues and their sessions.", Venues),
    ];

    private static Task Livez(ApiCall call) => call.Read((json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteEndObject();
    });

    private static Task Readyz(ApiCall call)
    {
        bool ready = call.Services.Context.Engine.Failure is null;
        return call.Read(
            (json, replica) =>
            {
                json.WriteStartObject();
                json.WriteString("status", ready && replica.Books.Engine.Running ? "ready" : "failed");
                json.WriteEndObject();
            },
            ready ? 200 : 503);
    }

    private static Task Status(ApiCall call)
    {
        ProcessStatus process = call.Services.Process;
        return call.Read((json, replica) => StatusView.Write(json, replica, process));
    }

    private static Task Snapshot(ApiCall call)
    {
        string? account = call.Query("account");
        var method = call.QueryMethod();
        return call.ReadTagged((json, replica) =>
            SnapshotView.Write(json, replica, method, ApiCall.AccountOf(replica.Books, account), call.Now));
    }

    private static Task Accounts(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            paging.Write(json, books.Names.Accounts.Count - 1, handle =>
            {
                AccountView.Write(json, books, new AccountId(handle));
                return true;
            });
        });
    }

    private static Task Venues(ApiCall call) => call.Read((json, replica) =>
    {
        json.WriteStartObject();
        StatusView.WriteVenues(json, replica.Books, "items");
        json.WriteNull("next");
        json.WriteEndObject();
    });
}
