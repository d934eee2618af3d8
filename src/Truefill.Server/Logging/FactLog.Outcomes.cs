using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Server.Reconciliation;
using Truefill.Server.Views;

namespace Truefill.Server.Logging;

/// <content>Requests that did not go as they should, and what comparisons with venues came to.</content>
public sealed partial class FactLog
{
    public override void Apply(in SubmitAborted e) =>
        Order("live_loop.submit_aborted", "was not sent: " + Words.Of(e.Reason), e.Order, LogLevel.Warning);

    public override void Apply(in RequestUnknown e) =>
        Order("live_loop.order_unknown", $"has a request {e.Request} of unknown outcome", e.Order, LogLevel.Error);

    public override void Apply(in RequestResolved e) => Order(
        "live_loop.order_resolved", $"has its request {e.Request} resolved as {Words.Of(e.As)} by {e.By}",
        e.Order);

    public override void Apply(in PositionsCompared e)
    {
        string venue = books.Names.Of(e.Venue);
        string why = e.Detail is null ? "" : ": " + e.Detail;
        log.Write(
            e.Status == ComparisonStatus.Match ? LogLevel.Info : LogLevel.Warning, "reconciliation.compared",
            $"Positions compared with {venue}: {Words.Of(e.Status)}{why}", ("seq", replica.Seq), ("venue", venue),
            ("status", Words.Of(e.Status)), ("rows", e.Rows), ("differences", e.Differences), ("detail", e.Detail));
    }

    public override void Apply(in BreakOpened e)
    {
        string venue = books.Names.Of(e.Venue);
        string symbol = books.Names.Of(e.Symbol);
        log.Write(
            LogLevel.Warning, "reconciliation.break_opened",
            $"Break {e.Id}: {BreakTraits.Describe(books, in e)}", ("seq", replica.Seq),
            ("id", e.Id), ("class", Words.Of(e.Class)), ("venue", venue), ("account", books.Names.Of(e.Account)),
            ("symbol", symbol), ("expected", e.Expected.Value), ("found", e.Found.Value));
    }
}
