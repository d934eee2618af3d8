using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What Alpaca keeps for its users and an execution system does not. A list of it is truly empty; adding to it is
/// refused with the reason. Everything below it is not found.
/// </summary>
internal static class AlpacaAbsentRoutes
{
    private const string Watchlists = "/v2/watchlists";

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", Watchlists, Role.Viewer, "Alpaca: always empty; watchlists are not kept here.", Empty)
        {
            Accounts = AccountRule.Neutral,
        },
        new("POST", Watchlists, Role.Trader, "Alpaca: refused; watchlists are not kept here.", RefuseWatchlist)
        {
            Body = ApiBody.OneOf(
                new ApiBodyForm("", ApiField.Ignored("name"), ApiField.Ignored("symbols")) { TakesMore = true }),
            Accounts = AccountRule.Neutral,
        },
    ];

    private static Task Empty(ApiCall call) => AlpacaAnswer.Write(call, (json, _) =>
    {
        json.WriteStartArray();
        json.WriteEndArray();
    });

    private static Task RefuseWatchlist(ApiCall call) =>
        throw AlpacaProblem.NotOffered("watchlists are not offered: keep them in the client");
}
