using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// Writes the generated tables of the order life-cycle page: it explores every state that an order can get into by trying
/// every report in each, and notes where each leads.
/// </summary>
internal sealed class LifeCyclePage
{
    private const string First = "first";
    private const int Depth = 6;

    private static readonly (string Name, bool IsRequest, Action<OrderRig, Order> Do)[] Steps =
    [
        ("cancel requested", true, (rig, order) => rig.Cancel("X", "C" + order.Chain.Count)),
        ("replace requested", true, (rig, order) => rig.Replace("X", "R" + order.Chain.Count, quantity: 100)),
        ("Pending New (A)", false, Report(ExecType.PendingNew)),
        ("New (0)", false, Report(ExecType.New)),
        ("Rejected (8)", false, Report(ExecType.Rejected)),
        ("Trade (F), a part", false, (rig, order) => rig.Fill(order, 40, exec: order.CumQty.IsZero ? First : null)),
        ("Trade (F), the rest", false, (rig, order) =>
            rig.Fill(order, Math.Max(1, 100 - order.CumQty.Value), exec: order.CumQty.IsZero ? First : null)),
        ("Trade Cancel (H)", false, (rig, order) => rig.Bust(order, First)),
        ("Pending Cancel (6)", false, Answer(ExecType.PendingCancel, RequestKind.Cancel)),
        ("Pending Replace (E)", false, Answer(ExecType.PendingReplace, RequestKind.Replace)),
        ("Canceled (4)", false, Report(ExecType.Canceled)),
        ("Replaced (5)", false, Answer(ExecType.Replaced, RequestKind.Replace)),
        ("Cancel Reject of a cancel", false, (rig, order) => Refuse(rig, order, RequestKind.Cancel)),
        ("Cancel Reject of a replace", false, (rig, order) => Refuse(rig, order, RequestKind.Replace)),
        ("Expired (C)", false, Report(ExecType.Expired)),
        ("Done For Day (3)", false, Report(ExecType.DoneForDay)),
        ("Stopped (7)", false, Report(ExecType.Stopped)),
        ("Suspended (9)", false, Report(ExecType.Suspended)),
        ("Calculated (B)", false, Report(ExecType.Calculated)),
        ("Restated (D)", false, Report(ExecType.Restated)),
        ("Order Status (I)", false, Report(ExecType.OrderStatus)),
    ];

    /// <summary>Every way in which nothing happens. A report that changes nothing without being here fails the page's test.</summary>
    private static readonly (string Reports, Func<string, Order, bool> Fits, string Because)[] Reasons =
    [
        ("Order Status", (r, _) => r.StartsWith("Order Status", StringComparison.Ordinal),
            "it answers a question; only of an order that may never have arrived does it show something"),
        ("Trade Cancel", (r, _) => r.StartsWith("Trade Cancel", StringComparison.Ordinal),
            "the trade it names is not live: it is kept by the executions, or was busted before"),
        ("any but executions and Calculated", (_, o) => o.Closing != OrderClosing.None,
            "the order has ended, and a report of it working does not bring it back; the contradiction is recorded"),
        ("Cancel Reject, Pending Cancel, Pending Replace, Replaced", (r, _) => r.Contains("Cancel", StringComparison.Ordinal)
            || r.Contains("Replace", StringComparison.Ordinal), "no request waits for that answer any more, or it is pending already"),
        ("Pending New", (r, o) => r.StartsWith("Pending New", StringComparison.Ordinal) && (o.IsAccepted || o.IsPendingNewReported),
            "the venue has said so before, or has already accepted the order"),
        ("New", (r, o) => r.StartsWith("New", StringComparison.Ordinal) && o.IsAccepted,
            "the order is accepted and neither suspended nor done for a day that another follows"),
        ("Done For Day, Calculated, Stopped, Suspended", (r, o) => Said(r) is { } status && (o.IsIn(status) || !o.IsOpen),
            "the order is in that status already; or it is filled or done and has nothing to stop or suspend"),
        ("Rejected", (r, o) => r.StartsWith("Rejected", StringComparison.Ordinal) && o.CumQty.IsPositive,
            "the order has executions: what is refused is another request of the same ClOrdID"),
    ];

    private readonly SortedDictionary<string, SortedSet<string>> transitions = new(StringComparer.Ordinal);
    private readonly SortedSet<string> unexplained = new(StringComparer.Ordinal);
    private readonly HashSet<int> usedReasons = [];
    private int states;

    public IReadOnlyCollection<string> Unexplained => unexplained;

    public IEnumerable<string> UnusedReasons => Enumerable.Range(0, Reasons.Length).Except(usedReasons).Select(i => Reasons[i].Reports);

    public string Generate()
    {
        foreach (TimeInForce life in new[] { TimeInForce.Day, TimeInForce.GoodTillCancel }) Explore(life);
        StringBuilder page = new();
        WritePrecedence(page);
        WriteTransitions(page);
        WriteReasons(page);
        return page.ToString();
    }

    private static Action<OrderRig, Order> Report(ExecType type) => (rig, order) => rig.Report(order, type);

    private static Action<OrderRig, Order> Answer(ExecType type, RequestKind kind) => (rig, order) =>
        rig.Report(order, type, order.Outstanding(kind)?.Id.ToString() ?? Newest(order, kind)?.Id.ToString());

    private static OrderRequest? Newest(Order order, RequestKind kind) => order.Chain.LastOrDefault(r => r.Kind == kind);

    private static void Refuse(OrderRig rig, Order order, RequestKind kind) =>
        rig.Refuse(order, (order.Outstanding(kind) ?? Newest(order, kind))?.Id.ToString(), kind == RequestKind.Replace);

    private static OrdStatus? Said(string report) => report.Split('(')[0].Trim() switch
    {
        "Done For Day" => OrdStatus.DoneForDay,
        "Calculated" => OrdStatus.Calculated,
        "Stopped" => OrdStatus.Stopped,
        "Suspended" => OrdStatus.Suspended,
        _ => null,
    };

    private static (OrderRig Rig, Order Order) Play(TimeInForce life, IEnumerable<int> path)
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false, life: life);
        foreach (int step in path) Steps[step].Do(rig, order);
        return (rig, order);
    }

    // Everything that decides what the next report does; the numbers only by their relation.
    private static string State(Order order)
    {
        string executed = order.CumQty.IsZero ? "none" : order.CumQty < order.OrderQty ? "part" : "all";
        string statuses = string.Join(',', StatusPrecedence.HighestFirst.ToArray().Where(order.IsIn));
        string requests = string.Join(',', order.Chain.Where(r => r.IsOutstanding).Select(r => $"{r.Kind} {r.State}"));
        return $"{statuses}|{order.Closing}|{executed}|{requests}|{order.OverfillQty.IsPositive}|{order.IsPendingNewReported}";
    }

    private void Explore(TimeInForce life)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<int[]> frontier = [[]];
        for (int depth = 0; depth < Depth && frontier.Count > 0; depth++)
        {
            List<int[]> next = [];
            foreach (int[] path in frontier)
            {
                for (int step = 0; step < Steps.Length; step++)
                {
                    (OrderRig rig, Order order) = Play(life, path);
                    if (Steps[step].IsRequest && order.Chain.Count >= 2) continue;
                    string before = order.OrdStatus.ToString();
                    bool happened = Try(step, order, rig);
                    if (!Steps[step].IsRequest) Note(before, Steps[step].Name, order, happened);
                    if (seen.Add(State(order))) next.Add([.. path, step]);
                }
            }

            frontier = next;
        }

        states += seen.Count;
    }

    private bool Try(int step, Order order, OrderRig rig)
    {
        string name = Steps[step].Name;
        int reason = Array.FindIndex(Reasons, r => r.Fits(name, order));
        int before = Effects(rig);
        bool isOver = order.HasEnded || order.OrdStatus == OrdStatus.Filled;
        Steps[step].Do(rig, order);
        if (Effects(rig) != before) return true;
        if (Steps[step].IsRequest) return false;
        if (reason < 0) unexplained.Add($"{name} of an order that is {order.OrdStatus}{(isOver ? ", over" : "")}: {State(order)}");
        else usedReasons.Add(reason);
        return false;
    }

    private static int Effects(OrderRig rig) => rig.Facts.Count(fact => fact is not (ReportViolated or DeadLettered));

    private void Note(string from, string report, Order order, bool happened)
    {
        if (!transitions.TryGetValue(from + "|" + report, out SortedSet<string>? to))
            transitions[from + "|" + report] = to = new SortedSet<string>(StringComparer.Ordinal);
        to.Add(happened ? order.OrdStatus.ToString() : "");
    }

    private static void WritePrecedence(StringBuilder page)
    {
        page.Append("## Which status is shown\n\n| precedence | OrdStatus(39) | the order is in it when |\n|--:|---|---|\n");
        foreach (OrdStatus status in StatusPrecedence.HighestFirst)
            page.Append($"| {StatusPrecedence.Of(status)} | {Words(status.ToString())} ({(char)status}) | {When(status)} |\n");
        page.Append('\n');
    }

    private static string When(OrdStatus status) => status switch
    {
        OrdStatus.PendingCancel => "the venue has said that it has a cancel request, and has not answered it",
        OrdStatus.PendingReplace => "the venue has said that it has a replace request, and has not answered it",
        OrdStatus.DoneForDay => "the venue has said so, and has not restated it or reported it working since",
        OrdStatus.Calculated => "the venue has said so, and has not restated it or reported it working since",
        OrdStatus.Filled => "its live executions add up to OrderQty or more, or a named person said so",
        OrdStatus.Stopped => "the venue has guaranteed a price",
        OrdStatus.Suspended => "the venue holds it back, and has not reported it working since",
        OrdStatus.Canceled => "the venue has canceled it, or it was given up before it was sent",
        OrdStatus.Expired => "the venue has expired it",
        OrdStatus.PartiallyFilled => "it has live executions",
        OrdStatus.Replaced => "a FIX 4.2 venue has replaced it",
        OrdStatus.Rejected => "the venue has rejected it",
        OrdStatus.New => "the venue has accepted it, or executed it, which says the same",
        OrdStatus.PendingNew => "always: nothing better is known",
        OrdStatus.AcceptedForBidding => "never",
    };

    private void WriteTransitions(StringBuilder page)
    {
        page.Append("## Where reports lead\n\n");
        page.Append($"Found by trying every report in each of the {states} states that day and good-till-cancel orders get into.\n");
        page.Append("Where several statuses are named, it depends on what the order is in besides the one it shows.\n\n");
        foreach (string from in Order().Where(s => Reports(s).Any()))
        {
            page.Append($"### From {Words(from)}\n\n| report | OrdStatus after it |\n|---|---|\n");
            foreach ((string report, SortedSet<string> to) in Reports(from).Where(r => r.To.Any(status => status.Length > 0)))
            {
                IEnumerable<string> names = Order().Where(to.Contains).Select(Words);
                if (to.Contains("")) names = names.Append("nothing happens");
                page.Append($"| {report} | {string.Join(", ", names)} |\n");
            }

            IEnumerable<string> nothing = Reports(from).Where(r => r.To.All(status => status.Length == 0)).Select(r => r.Report);
            page.Append($"\nNothing happens on: {string.Join(", ", nothing)}.\n\n");
        }
    }

    private IEnumerable<(string Report, SortedSet<string> To)> Reports(string from)
    {
        foreach ((string name, bool isRequest, _) in Steps)
            if (!isRequest && transitions.TryGetValue(from + "|" + name, out SortedSet<string>? to)) yield return (name, to);
    }

    private static IEnumerable<string> Order() => StatusPrecedence.HighestFirst.ToArray().Reverse().Select(s => s.ToString());

    private static void WriteReasons(StringBuilder page)
    {
        page.Append("## Nothing happens, because\n\n| report | nothing happens, because |\n|---|---|\n");
        foreach ((string reports, _, string because) in Reasons) page.Append($"| {reports} | {because} |\n");
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + c : c.ToString()));
}
