using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Driving;

/// <summary>What happened, in words, with the keys that it touched: to be shown beside a divergence.</summary>
internal sealed class InputTrace
{
    private const int ShownMax = 24;
    private readonly List<(string Text, HashSet<string> Keys)> steps = [];

    public void Add(in Input input, long step, NaiveModel model, object outcome)
    {
        HashSet<string> keys = [.. model.TouchedOrders.Select(o => o.Key.ToString()),
            .. model.TouchedPositions.Select(p => p.ToString())];
        steps.Add(($"{step} {input.Source} {Describe(in input)} -> {outcome}", keys));
    }

    public void Note(string text) => steps.Add((text, []));

    /// <summary>Something about one order.</summary>
    public void Note(string text, OrderName order) => steps.Add((text, [order.ToString()]));

    /// <summary>
    /// The last inputs about the key; of a divergence that names none, about what the last input touched.
    /// </summary>
    public List<string> About(string key)
    {
        HashSet<string> last = steps.Count == 0 ? [] : steps[^1].Keys;
        bool isKey = steps.Exists(s => s.Keys.Contains(key));
        List<string> found = [.. steps.Where(s => isKey ? s.Keys.Contains(key)
            : s.Keys.Overlaps(last)).Select(s => s.Text)];
        if (found.Count == 0 && steps.Count > 0) found.Add(steps[^1].Text);
        return found.Count > ShownMax ? found[^ShownMax..] : found;
    }

    /// <summary>An input in words.</summary>
    public static string Describe(in Input input)
    {
        if (input.Kind == InputKind.ExecutionReport) return Describe(in input.Report);
        return input.Body switch
        {
            OrderCancelReject x =>
                $"CancelReject {x.ClOrdId} of {x.OrigClOrdId} venue id {x.OrderId} replace {x.ToReplace}"
                + $" at {x.TransactTime.Value} #{x.VenueSeq}{(x.PossDup ? " PossDup" : "")}",
            NormalisedExecution x =>
                $"{x.ExecType} {x.Side} {x.LastQty} {x.Symbol} @ {x.LastPx} id {x.Scope}/{x.ExecId} ref {x.ExecRefId}"
                + $" account {x.Account} strategy {x.Strategy} venue {x.Venue}"
                + $" fee {x.Fee?.Amount} at {x.TransactTime.Value}",
            VenueAnswer x => $"{x.Venue} answers {x.QueryId} {x.Kind} {x.Status} as of {x.AsOf.Value}"
                + string.Concat(x.Orders.Select(o => $"; {Describe(in o)}")),
            _ => $"{input.Kind} {input.Body}",
        };
    }

    private static string Describe(in ExecutionReport x) =>
        $"{x.ExecType} {x.ClOrdId}<-{x.OrigClOrdId} venue id {x.OrderId} exec {x.Scope}/{x.ExecId} ref {x.ExecRefId}"
        + $" {x.Side} {x.LastQty} {x.SymbolName} @ {x.LastPx} account {x.AccountName} qty {x.OrderQty} cum {x.CumQty}"
        + $" leaves {x.LeavesQty} status {x.OrdStatus} reason {x.Reason} fee {x.Fee?.Amount}"
        + string.Concat(x.FurtherFees?.Select(fee => $" and {fee.Amount}") ?? []) + $" at {x.TransactTime.Value}"
        + $" #{x.VenueSeq}{(x.PossDup ? " PossDup" : "")}{(x.IsFix42 ? " 4.2" : "")}";
}
