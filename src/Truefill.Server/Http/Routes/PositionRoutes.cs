using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Reading positions and what is worked out from them.</summary>
internal static class PositionRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/positions", Role.Viewer, "Positions with open lots; ?method= computes another lot method.",
            List)
        {
            Query = [.. Paging.Parameters, "account", "strategy", "symbol", "method", "open"],
            Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/exposure", Role.Viewer, "Gross and net exposure by currency, and converted.", ExposureOf)
        {
            Query = [.. KeyPaging.Parameters, "account", "currency"], Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/pnl", Role.Viewer, "Realised, unrealised and fees per account and strategy.", Pnl)
        {
            Query = ["account", "method"], Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        NameFilter names = NameFilter.Of(call);
        LotMethod? method = call.QueryMethod();
        bool openOnly = call.Query("open") switch
        {
            null or "false" => false,
            "true" => true,
            { } other => throw ApiException.BadRequest("invalid_parameter", $"?open={other}: use true or false."),
        };
        return call.ReadTagged((json, replica) =>
        {
            Books books = replica.Books;
            NameFilter.Handles wanted = names.In(books);
            paging.Write(json, books.Positions.Count, handle =>
            {
                Position position = books.Positions[new PositionHandle(handle)];
                PositionKey key = position.Key;
                if (!wanted.Takes(key.Account, key.Strategy, key.Symbol) || (openOnly && position.IsFlat)) return false;
                PositionView.Write(json, books, position, method, call.Now);
                return true;
            });
        });
    }

    private static Task ExposureOf(ApiCall call)
    {
        const int keyParts = 3;
        KeyPaging page = KeyPaging.Of(call, keyParts);
        string? account = call.Query("account");
        Currency into = default;
        if (call.Query("currency") is { } code && !Currency.TryParse(code, out into))
            throw ApiException.BadRequest("invalid_parameter", $"?currency={code}: use a currency code such as USD.");
        return call.Read((json, replica) =>
            ExposureView.Write(json, replica.Books, call.Accounts(replica.Books, account), into, page));
    }

    private static Task Pnl(ApiCall call)
    {
        string? account = call.Query("account");
        LotMethod? method = call.QueryMethod();
        return call.Read((json, replica) =>
            PnlView.Write(json, replica, method, call.Accounts(replica.Books, account)));
    }
}
