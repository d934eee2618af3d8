using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Http.Lists;
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
            Query =
            [
                .. Paging.Parameters, .. NameFilter.Parameters, QueryFields.Since, ApiField.Word<LotMethod>("method"),
                ApiField.Bool("open") with { Otherwise = "false" },
            ],
            Accounts = AccountRule.Filtered, IsTagged = true,
        },
        new("GET", "/api/v1/exposure", Role.Viewer, "Gross and net exposure by currency, and converted.", ExposureOf)
        {
            Query =
            [
                .. KeyPaging.Parameters, QueryFields.Account, QueryFields.Strategy, ApiField.Currency("currency"),
            ], Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/pnl", Role.Viewer, "Realised, unrealised and fees per account and strategy.", Pnl)
        {
            Query =
            [
                .. KeyPaging.WholeParameters, QueryFields.Account, QueryFields.Strategy, QueryFields.Symbol,
                ApiField.Word<LotMethod>("method"),
            ],
            Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        NameFilter names = NameFilter.Of(call);
        UtcNanos since = call.QueryTime("since");
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
                if (wanted.Venue is { } venue && !IsAt(books, in position, new VenueId(venue))) return false;
                if (position.LastExecutionAt < since) return false;
                PositionView.Write(json, books, position, method, call.Now);
                return true;
            });
        });
    }

    // An account that is held at a venue is there with all of it; of another, what the venue has brought an execution
    // to.
    private static bool IsAt(Books books, in Position position, VenueId venue)
    {
        VenueId named = books.Accounts[position.Key.Account].Venue;
        if (!named.IsNone) return named == venue;
        foreach (ExecHandle exec in position.Executions)
            if (books.Executions[exec].Key.Venue == venue) return true;
        return false;
    }

    private static Task ExposureOf(ApiCall call)
    {
        const int keyParts = 3;
        KeyPaging page = KeyPaging.Of(call, keyParts);
        string? account = call.Query("account");
        string? strategy = call.Query("strategy");
        Currency into = default;
        if (call.Query("currency") is { } code && !Currency.TryParse(code, out into))
            throw ApiException.BadRequest("invalid_parameter", $"?currency={code}: use a currency code such as USD.");
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            StrategyId? only = strategy is null ? null : new StrategyId(books.Names.Strategies.HandleOf(strategy));
            ExposureView.Write(json, books, call.Accounts(books, account), into, page, only);
        });
    }

    private static Task Pnl(ApiCall call)
    {
        const int keyParts = 3;

        // Sums are made of it, so it is all there is unless a page is asked for.
        KeyPaging page = KeyPaging.Of(call, keyParts);
        NameFilter names = NameFilter.Of(call);
        LotMethod? method = call.QueryMethod();
        bool isWhole = names is { Strategy: null, Symbol: null };
        return call.Read((json, replica) =>
        {
            NameFilter.Handles wanted = names.In(replica.Books);
            PnlTotals totals = PnlTotals.Of(
                replica.Books, method, key => wanted.Takes(key.Account, key.Strategy, key.Symbol));
            PnlView.Write(json, replica, method, totals, page, isWhole);
        });
    }
}
