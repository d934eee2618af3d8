using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

internal static class SessionChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("before_the_session_opens_a_command_is_not_sent", VenueCapabilities.None, BeforeOpening),
        new("after_the_session_ends_a_command_is_not_sent", VenueCapabilities.None, AfterClosing),
        new("every_question_is_answered_once_even_one_that_cannot_be_asked", VenueCapabilities.None, OneAnswerEach),
        new("a_question_on_a_venue_that_does_not_run_is_answered_as_failed", VenueCapabilities.None, AskedWhileDown),
    ];

    private static async Task BeforeOpening(ConformanceRun run) =>
        run.Check(await IsNotSentAsync(run), "NotSentException before SessionOpened");

    private static async Task AfterClosing(ConformanceRun run)
    {
        await run.OpenAsync();
        await run.CloseAsync();
        run.Check(
            run.Reports.Last(r => r.Kind is VenueReportKind.SessionOpened or VenueReportKind.SessionClosed).Kind
                == VenueReportKind.SessionClosed,
            "SessionClosed at the end of the run");
        run.Check(await IsNotSentAsync(run), "NotSentException after SessionClosed");
    }

    private static async Task OneAnswerEach(ConformanceRun run)
    {
        await run.OpenAsync();
        QueryKind[] kinds =
            [QueryKind.OpenOrders, QueryKind.Order, QueryKind.Executions, QueryKind.Positions, QueryKind.Balances];
        foreach (QueryKind kind in kinds)
        {
            VenueAnswer answer = await run.AskAsync(kind, run.NextId());
            bool isClaimed = run.Venue.Capabilities.HasFlag(NeededFor(kind));
            run.Check(isClaimed || answer.Status == AnswerStatus.Failed, $"{kind}, which is not claimed, to fail");
            run.Check(!isClaimed || answer.Status != AnswerStatus.Failed, $"{kind}, which is claimed, not to fail");
            run.Check(run.Reports.Count(r => r.Answer?.QueryId == answer.QueryId) == 1, $"one answer to {kind}");
        }
    }

    private static async Task AskedWhileDown(ConformanceRun run)
    {
        await run.OpenAsync();
        await run.CloseAsync();
        VenueAnswer answer = await run.AskAsync(QueryKind.Positions);
        run.Check(answer.Status == AnswerStatus.Failed, $"a failed answer, not {answer.Status}");
    }

    private static async Task<bool> IsNotSentAsync(ConformanceRun run)
    {
        try
        {
            await run.TradeAsync(Side.Buy);
            return false;
        }
        catch (NotSentException)
        {
            return true;
        }
    }

    private static VenueCapabilities NeededFor(QueryKind kind) => kind switch
    {
        QueryKind.OpenOrders => VenueCapabilities.QueryOpenOrders,
        QueryKind.Order => VenueCapabilities.QueryByWireId,
        QueryKind.Executions => VenueCapabilities.QueryExecutions,
        QueryKind.Positions => VenueCapabilities.QueryPositions,
        QueryKind.Balances => VenueCapabilities.QueryBalances,
    };
}
