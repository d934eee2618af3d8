using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>A replaced order has to be seen with its new terms: else books and venue hold two orders.</summary>
internal static class ReplaceChecks
{
    private const VenueCapabilities Needs =
        VenueCapabilities.Limit | VenueCapabilities.Cancel | VenueCapabilities.Replace;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("a_replace_gives_the_order_its_new_quantity_and_id", Needs, Quantity) { Orders = OrderNeeds.Resting },
        new("a_replace_gives_the_order_its_new_price", Needs, Price) { Orders = OrderNeeds.Resting },
    ];

    private static async Task Quantity(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        Qty more = order.Terms.OrderQty + order.Terms.OrderQty;
        VenueCommand replace = await run.ReplaceAsync(order, order.Terms with { OrderQty = more });
        ExecutionReport report = await run.ReportAsync(replace.WireId, ExecType.Replaced);
        run.Check(report.OrigClOrdId == order.WireId, "OrigClOrdID(41) of the order");
        run.Check(
            report.OrderQty is not null || report.LeavesQty is not null,
            "OrderQty(38) or LeavesQty(151) in the report of the replace, so that it shows what was replaced");
        CheckQuantity(run, in report, more);
        if (await StatusOf(run, replace) is { } status) CheckQuantity(run, in status, more);
        await End(run, replace, in report);
    }

    private static async Task Price(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        Px price = run.Target.FurtherBelow ?? OneLess(run.Target.FarBelow);
        VenueCommand replace = await run.ReplaceAsync(order, order.Terms with { Price = price });
        ExecutionReport report = await run.ReportAsync(replace.WireId, ExecType.Replaced);
        run.Check(report.Price == price, $"Price(44) of {price} in the report of the replace, not {report.Price}");
        if (await StatusOf(run, replace) is { } status)
            run.Check(status.Price is null || status.Price == price, $"Price(44) of {price}, not {status.Price}");
        await End(run, replace, in report);
    }

    private static void CheckQuantity(ConformanceRun run, in ExecutionReport report, Qty qty)
    {
        run.Check(report.OrderQty is null || report.OrderQty == qty, $"OrderQty(38) of {qty}, not {report.OrderQty}");
        run.Check(
            report.LeavesQty is null || report.LeavesQty == qty, $"LeavesQty(151) of {qty}, not {report.LeavesQty}");
    }

    // The report may only repeat the request; asked, the venue says what it holds.
    private static async Task<ExecutionReport?> StatusOf(ConformanceRun run, VenueCommand replace)
    {
        if (!run.Venue.Capabilities.HasFlag(VenueCapabilities.QueryByWireId)) return null;
        VenueAnswer answer = await run.AskAsync(QueryKind.Order, replace.WireId);
        run.Check(
            answer.Status == AnswerStatus.Complete && answer.Orders.Count == 1,
            $"the replaced order under its new id, not {answer.Status}");
        return answer.Orders[0];
    }

    private static Task End(ConformanceRun run, VenueCommand replace, in ExecutionReport report)
    {
        OrderId now = report.OrderId.IsNone ? replace.OrderId : report.OrderId;
        return run.EndAsync(replace with { OrderId = now });
    }

    private static Px OneLess(Px price)
    {
        decimal value = price.Value;
        decimal unit = new(1, 0, 0, false, value.Scale);
        return Px.FromTrusted(value > unit ? value - unit : value / 2);
    }
}
