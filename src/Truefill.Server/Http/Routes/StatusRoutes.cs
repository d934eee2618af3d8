using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Server.Http.Lists;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What is, as a whole.</summary>
internal static class StatusRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/status", Role.Viewer, "One screen: mode, venues, open orders, journal, PnL, exposure.",
            Status)
        {
            Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/snapshot", Role.Viewer, "Positions, open orders, exposure and PnL at one sequence.",
            Snapshot)
        {
            Query = [QueryFields.Account, ApiField.Word<LotMethod>("method")],
            Accounts = AccountRule.Filtered, IsTagged = true,
        },
        new("GET", "/api/v1/accounts", Role.Viewer, "Accounts with their currency and lot method.", Accounts)
        {
            Query = [.. Paging.Parameters, QueryFields.Account], Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/venues", Role.Viewer, "Configured venues and their sessions.", Venues)
        {
            Query = [.. Paging.WholeParameters, QueryFields.Venue], Accounts = AccountRule.Neutral,
        },
    ];

    private static Task Status(ApiCall call)
    {
        ProcessStatus process = call.Services.Process;
        return call.Read((json, replica) => StatusView.Write(json, replica, process, call.Accounts(replica.Books,
            asked: null)));
    }

    private static Task Snapshot(ApiCall call)
    {
        string? account = call.Query("account");
        var method = call.QueryMethod();
        return call.ReadTagged((json, replica) =>
            SnapshotView.Write(json, replica, method, call.Accounts(replica.Books, account), call.Now));
    }

    private static Task Accounts(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        string? account = call.Query("account");
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            paging.Write(json, books.Names.Accounts.Count - 1, handle =>
            {
                if (account is not null && books.Names.Accounts[handle] != account) return false;
                if (!call.Caller.MaySee(books, new AccountId(handle))) return false;
                AccountView.Write(json, books, new AccountId(handle));
                return true;
            });
        });
    }

    private static Task Venues(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        string? venue = call.Query("venue");
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            paging.Write(json, books.Names.Venues.Count - 1, handle =>
            {
                if (books.Sessions.TryGet(new VenueId(handle)) is not { } session) return false;
                if (venue is not null && books.Names.Of(session.Venue) != venue) return false;
                StatusView.WriteVenue(json, books, session);
                return true;
            });
        });
    }
}
