using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Reading executions.</summary>
internal static class FillRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/fills", Role.Viewer, "Executions in the order of arrival; busted ones are marked.", List)
        {
            Query =
            [
                .. Paging.Parameters, .. NameFilter.Parameters, QueryFields.Since, ApiField.Text("cl_ord_id"),
            ],
            Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        NameFilter names = NameFilter.Of(call);
        UtcNanos since = call.QueryTime("since");
        string? id = call.Query("cl_ord_id");
        string? account = call.Query("account");
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            NameFilter.Handles wanted = names.In(books);
            OrderHandle order = id is null ? default : Lookup.Order(call, books, id, account).Handle;
            paging.Write(json, books.Executions.Count, handle =>
            {
                Execution fill = books.Executions[new ExecHandle(handle)];
                PositionKey key = books.Positions[fill.Position].Key;
                if (!wanted.Takes(key.Account, key.Strategy, key.Symbol, fill.Key.Venue)) return false;
                if (fill.TransactTime < since || (!order.IsNone && fill.Order != order)) return false;
                FillView.Write(json, replica, fill);
                return true;
            });
        });
    }
}
