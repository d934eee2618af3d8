using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Simulation.Ordeal;

/// <summary>
/// The simulated market behind a line that loses and delays trades, and whose answers lag up to 60 s, are cut short,
/// empty, failed or lost. What an answer claims to be is always true: an answer that is not whole says so.
/// </summary>
internal sealed class LaggingLine : IVenueSink
{
    public const string VenueName = "SIM";
    private const int SnapshotsKept = 400;
    private const long LagMost = 60 * UtcNanos.PerSecond;
    private const long TradeLateMost = 20 * UtcNanos.PerSecond;
    private const long HiddenLeast = 10 * UtcNanos.PerSecond;
    private const long HiddenMost = 100 * UtcNanos.PerSecond;

    private readonly ComparisonMode mode;
    private readonly Chance chance;
    private readonly List<Input> reply = [];
    private readonly PriorityQueue<List<Input>, (long At, int Number)> late = new();
    private readonly Dictionary<string, (OrderId Order, UtcNanos Until)> hidden = [];
    private readonly Queue<(UtcNanos At, List<VenuePosition> Positions)> past = new();
    private readonly Queue<VenueAnswer> listed = new();
    private readonly Dictionary<ClOrdId, UtcNanos> accepted = [];
    private int number;

    public LaggingLine(ComparisonMode mode, Chance chance, UtcNanos start)
    {
        this.mode = mode;
        this.chance = chance;
        Market = new SimulatedMarket(
            new SimulatedMarketSettings
            {
                VenueId = VenueName,
                Seed = chance.Next(),
                KeepsRaw = false,
                MarkInterval = TimeSpan.FromSeconds(2),
            },
            this,
            start);
    }

    public SimulatedMarket Market { get; }

    public Queue<Input> Inbox { get; } = new();

    public VenueTruth? Truth { get; set; }

    public VenueId Venue { get; set; }

    public bool IsFaulty { get; set; } = true;

    public void AdvanceTo(UtcNanos now)
    {
        Market.AdvanceTo(now);
        while (late.TryPeek(out _, out (long At, int) next) && next.At <= now.Value)
            foreach (Input input in late.Dequeue()) Hand(input);
    }

    /// <summary>After everything that may have moved a position.</summary>
    public void Remember()
    {
        past.Enqueue((Market.Now, Positions()));
        if (past.Count > SnapshotsKept) past.Dequeue();
    }

    /// <summary>What was withheld comes now.</summary>
    public void Calm()
    {
        IsFaulty = false;
        foreach (string exec in (string[])[.. hidden.Keys]) hidden[exec] = hidden[exec] with { Until = Market.Now };
        while (late.TryDequeue(out List<Input>? batch, out _))
            foreach (Input input in batch) Hand(input);
    }

    /// <summary>
    /// A trade of the order is told by nothing but the sum of what is executed, or was a moment ago: an answer of then
    /// may come after it.
    /// </summary>
    public bool Withholds(OrderId order)
    {
        foreach ((OrderId of, UtcNanos until) in hidden.Values)
            if (of == order && until.AddNanos(LagMost) > Market.Now) return true;
        return false;
    }

    public void Post(in VenueReport report)
    {
        if (Truth?.Takes(in report) == true) return;
        if (report is { Kind: VenueReportKind.ExecutionReport, ExecutionReport.ExecType: ExecType.New })
            accepted.TryAdd(report.ExecutionReport.ClOrdId, Market.Now);
        Input input = VenueInputs.Of(in report, VenueName, Venue);
        if (report.Kind == VenueReportKind.Answer) Answer(input, (VenueAnswer)input.Body!);
        else if (input is { Kind: InputKind.ExecutionReport, Report: { PossDup: true, ExecType: ExecType.Trade } })
            reply.Add(input);
        else if (input is { Kind: InputKind.ExecutionReport, Report.ExecType: ExecType.Trade }) Trade(input);
        else Hand(input);
    }

    private bool OneIn(int n) => IsFaulty && chance.OneIn(n);

    private void Trade(Input input)
    {
        if (mode == ComparisonMode.Corrects && OneIn(24))
        {
            long until = Between(HiddenLeast, HiddenMost);
            hidden[input.Report.ExecId.ToString()] = (input.Report.OrderId, Market.Now.AddNanos(until));
            Park([input], until);
        }
        else if (OneIn(4)) Park([input], Between(1, TradeLateMost));
        else if (!OneIn(12)) Hand(input);
    }

    private void Answer(Input input, VenueAnswer answer)
    {
        List<Input> batch = answer.Kind == QueryKind.Executions ? [.. reply.Where(IsShown)] : [];
        if (answer.Kind == QueryKind.Executions) reply.Clear();
        bool isPositions = answer.Kind == QueryKind.Positions;
        bool isOrders = answer.Kind == QueryKind.OpenOrders;
        if (isOrders) Remember(answer);
        bool isOrder = answer.Kind == QueryKind.Order;
        bool mayFail = isPositions || isOrders || isOrder || answer.Kind == QueryKind.Executions;
        switch (IsFaulty && mayFail ? chance.Below(10) : -1)
        {
            case 0:
                return;
            case 1:
                batch.Clear();
                input.Body = answer with { Status = AnswerStatus.Failed, Detail = "503", Positions = [], Orders = [] };
                break;
            case 2:
                batch.RemoveRange(batch.Count / 2, batch.Count - (batch.Count / 2));
                input.Body = answer with
                {
                    Status = AnswerStatus.Partial,
                    Detail = "the last page is missing",
                    Positions = [.. answer.Positions.Take(answer.Positions.Count / 2)],
                    Orders = [.. answer.Orders.Take(answer.Orders.Count / 2)],
                };
                break;
            case 3:
                batch.Clear();
                input.Body = answer with
                {
                    Status = AnswerStatus.Partial,
                    Detail = "empty",
                    Positions = [],
                    Orders = [],
                };
                break;
            case 4 or 5 when isPositions:
                UtcNanos lagging = Market.Now.AddNanos(-Between(0, LagMost));
                (UtcNanos at, List<VenuePosition> then) = past.LastOrDefault(p => p.At <= lagging, past.Peek());
                input.Body = answer with { AsOf = at, Positions = then };
                break;
            case 4 or 5 when isOrders:
                VenueAnswer before = listed.ElementAt(chance.Below(listed.Count));
                input.Body = answer with { AsOf = before.AsOf, Orders = before.Orders };
                break;
            case 4 or 5 when isOrder && BeforeItCame(answer) is { IsNone: false } early:
                input.Body = answer with { AsOf = early, Status = AnswerStatus.NotFound, Orders = [] };
                break;
            case 6:
                batch.Add(input);
                Park(batch, Between(1, LagMost));
                return;
        }

        foreach (Input each in batch) Hand(each);
        Hand(input);
    }

    // A moment of the last minute at which the venue did not have the order yet; none: it had.
    private UtcNanos BeforeItCame(VenueAnswer answer)
    {
        UtcNanos lagging = Market.Now.AddNanos(-Between(0, LagMost));
        bool isKnown = answer.Orders.Count == 1 && accepted.TryGetValue(answer.Orders[0].ClOrdId, out UtcNanos at)
            && lagging < at;
        return isKnown ? lagging : default;
    }

    // Lists of a minute, for one that lags.
    private void Remember(VenueAnswer answer)
    {
        listed.Enqueue(answer);
        while (Market.Now.Value - listed.Peek().AsOf.Value > LagMost) listed.Dequeue();
    }

    // The venue does not tell of a withheld trade to whoever asks, either.
    private bool IsShown(Input input) =>
        !hidden.TryGetValue(input.Report.ExecId.ToString(), out (OrderId, UtcNanos Until) kept)
        || Market.Now >= kept.Until;

    private List<VenuePosition> Positions()
    {
        List<VenuePosition> positions = [];
        foreach (VenueAccount account in Market.Books.Accounts)
            foreach (Holding holding in account.Holdings)
                if (!holding.Qty.IsZero) positions.Add(new VenuePosition(account.Name, holding.Symbol, holding.Qty));
        return positions;
    }

    private long Between(long least, long most) => least + (long)(chance.Next() % (ulong)(most - least + 1));

    private void Park(List<Input> batch, long after) =>
        late.Enqueue(batch, (Market.Now.Value + after, ++number));

    private void Hand(Input input)
    {
        input.ReceivedAt = Market.Now;
        Inbox.Enqueue(input);
    }
}
