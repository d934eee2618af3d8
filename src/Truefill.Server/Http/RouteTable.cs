using System.Collections.Generic;
using Truefill.Server.Alpaca;
using Truefill.Server.Http.OpenBb;
using Truefill.Server.Http.Page;
using Truefill.Server.Http.Routes;

namespace Truefill.Server.Http;

/// <summary>Every route there is, with the role that it needs. Nothing is mapped that does not stand here.</summary>
public static class RouteTable
{
    public static IReadOnlyList<ApiRoute> All { get; } = [.. Own, .. OpenBbRoutes.Of([.. Own])];

    private static IEnumerable<ApiRoute> Own =>
    [
        .. HealthRoutes.All,
        .. MetricsRoutes.All,
        .. StatusRoutes.All,
        .. PreviewRoutes.All,
        .. KillRoutes.All,
        .. LimitRoutes.All,
        .. ConfigurationRoutes.All,
        .. TradingRoutes.All,
        .. VenueClockRoutes.All,
        .. VenueTestRoutes.All,
        .. AlertRoutes.All,
        .. FixRoutes.All,
        .. OrderQueries.All,
        .. OrderCommands.All,
        .. FillRoutes.All,
        .. PositionRoutes.All,
        .. PnlHistoryRoutes.All,
        .. BookRoutes.All,
        .. AdvisoryRoutes.All,
        .. ExecutionRoutes.All,
        .. ReconciliationRoutes.All,
        .. SuspenseRoutes.All,
        .. JournalRoutes.All,
        .. DeadLetterRoutes.All,
        .. WhyRoutes.All,
        .. StreamRoutes.All,
        .. OpenApiRoutes.All,
        .. AlpacaRoutes.All,
        .. PageRoutes.All,
    ];
}
