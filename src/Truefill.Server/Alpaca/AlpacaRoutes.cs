using System.Collections.Generic;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>Everything that Alpaca's clients may call here.</summary>
internal static class AlpacaRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        .. AlpacaAbsentRoutes.All,
        .. AlpacaAccountRoutes.All,
        .. AlpacaActivities.All,
        .. AlpacaConfigurationRoutes.All,
        .. AlpacaMarketRoutes.All,
        .. AlpacaOrderRoutes.All,
        .. AlpacaPositionRoutes.All,
        .. TradeStreamRoutes.All,
    ];
}
