using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Whole;
using Truefill.Venues;

namespace Truefill.Simulation.Ordeal;

/// <content>What clients ask for, and how the cut gets to its point.</content>
internal sealed partial class OrdealRun
{
    private const int QuestionsMost = 25;
    private const int TriesMost = 1000;
    private const long QuestionsWindow = 5 * UtcNanos.PerSecond;

    // Those of an answer, and the one where the question itself is under way.
    private const int StagesOfQuestion = 5;

    private readonly Queue<VenueQuery> waiting = new();
    private readonly Queue<UtcNanos> asked = new();
    private CutPoint? armed;
    private bool cutsQuestion;

    // The kind of request that is waited for at the door to the venue.
    private VenueCommandKind awaited;

    private void Enter() => Ask(
        InputKind.NewOrderSingle,
        new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted($"c{++serial}"),
            Symbol = Symbol,
            Account = Account,
            Venue = CutLine.VenueName,
            Terms = new OrderTerms(
                chance.OneIn(2) ? Side.Buy : Side.Sell,
                OrdType.Limit,
                TimeInForce.GoodTillCancel,
                Quantity.Of(chance.Between(20, 200)),
                Quantity.Price(decimal.Round(price + (0.01m * chance.Between(-4, 4)), 2))),
        },
        InputSource.Http);

    private Order? AnyOpen()
    {
        int skipped = Books.Orders.OpenCount == 0 ? 0 : chance.Below(Books.Orders.OpenCount);
        foreach (Order order in Books.Orders.Open)
            if (skipped-- <= 0) return order;
        return null;
    }

    private void Act()
    {
        int what = chance.Below(4);
        if (what < 2) Enter();
        else if (AnyOpen() is { } order) Amend(order, replaces: what == 2);
    }

    private void Amend(Order order, bool replaces)
    {
        ClOrdId id = ClOrdId.FromTrusted($"c{++serial}");
        if (!replaces)
        {
            Ask(InputKind.OrderCancelRequest,
                new OrderCancelRequest { OrigClOrdId = order.ClOrdId, ClOrdId = id }, InputSource.Http);
            return;
        }

        Ask(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
        {
            OrigClOrdId = order.ClOrdId,
            ClOrdId = id,
            OrderQty = Quantity.Of(order.CumQty.Value + chance.Between(1, 200)),
        }, InputSource.Http);
    }

    private void Provoke()
    {
        switch (point)
        {
            case CutPoint.BeforeJournal:
                Enter();
                if (chance.OneIn(2)) Die(requests.Dequeue(), CrashPoint.BeforeAppend);
                else line.Cut();
                break;
            case CutPoint.AtCancel:
            case CutPoint.AtReplace:
                Amend(Rested(), point == CutPoint.AtReplace);
                Arm(point == CutPoint.AtCancel ? VenueCommandKind.Cancel : VenueCommandKind.Replace);
                break;
            case CutPoint.AtFill:
                line.CutAt(AnyStage(), static report =>
                    report is { Kind: VenueReportKind.ExecutionReport, ExecutionReport.ExecType: ExecType.Trade });
                Rested();
                break;
            case CutPoint.AtQuestion:
                cutsQuestion = true;
                Enter();
                Arm(VenueCommandKind.New);
                break;
            default:
                Enter();
                Arm(VenueCommandKind.New);
                break;
        }

        Serve();
    }

    // An order that the venue has accepted, and that has some way to go.
    private Order Rested()
    {
        for (int i = 0; ; i++)
        {
            Domain.Invariant.Holds(i < TriesMost, "an order comes to rest at a venue that takes every one");
            Enter();
            Advance(20 * UtcNanos.PerMillisecond);
            Serve();
            Advance(20 * UtcNanos.PerMillisecond);
            Serve();
            foreach (Order order in Books.Orders.Open)
                if (order is { IsAccepted: true, HasRequestInFlight: false }) return order;
        }
    }

    private void Arm(VenueCommandKind kind) => (armed, awaited) = (point, kind);

    private CutStage AnyStage() => (CutStage)chance.Below(4);

    private void Send(VenueCommand command)
    {
        if (!sent.Add(command.WireId))
            found.Add(new Divergence(command.WireId.ToString(), "sent", "once", "twice"));
        if (armed is { } at && command.Kind == awaited)
        {
            armed = null;
            Cut(at, in command);
        }
        else
        {
            Hand(in command);
        }
    }

    private void Cut(CutPoint at, in VenueCommand command)
    {
        ClOrdId id = command.WireId;
        switch (at)
        {
            case CutPoint.BeforeSend when chance.OneIn(2):
                // The process dies with the intent on the disk: a question that nobody asked before.
                Die(
                    new Input { Kind = InputKind.Tick, Source = InputSource.Engine, ReceivedAt = now },
                    CrashPoint.BeforeAppend);
                return;
            case CutPoint.BeforeSend:
                line.Cut();
                Hand(in command);
                return;
            case CutPoint.WhileSending:
                line.Cut();
                return;
            case CutPoint.BeforeVenueReads:
            case CutPoint.AtQuestion:
                Hand(in command);
                line.Cut();
                return;
            default:
                line.CutAt(StageOf(at), report => Answers(in report, id));
                Hand(in command);
                return;
        }
    }

    private CutStage StageOf(CutPoint at) => at switch
    {
        CutPoint.BeforeAnswer => CutStage.Unsaid,
        CutPoint.WhileAnswering => CutStage.HalfSaid,
        CutPoint.BeforeAnswerJournaled => CutStage.Heard,
        CutPoint.BeforeAnswerApplied => CutStage.Journaled,
        _ => AnyStage(),
    };

    private static bool Answers(in VenueReport report, ClOrdId request) => report.Kind switch
    {
        VenueReportKind.ExecutionReport => report.ExecutionReport.ClOrdId == request,
        VenueReportKind.OrderCancelReject => report.CancelReject.ClOrdId == request,
        _ => false,
    };

    private void Hand(in VenueCommand command)
    {
        try
        {
            line.Market.Send(in command, now);
        }
        catch (NotSentException)
        {
            sent.Remove(command.WireId);
            Ask(InputKind.SendFailed, new SendFailed(command.Order, command.WireId, AbortReason.NotSent),
                InputSource.OfVenue(CutLine.VenueName));
        }
    }

    // Questions wait for the venue's budget as they do in the gateway.
    private void AskVenue()
    {
        while (asked.Count > 0 && asked.Peek().AddNanos(QuestionsWindow) <= now) asked.Dequeue();
        while (asked.Count < QuestionsMost && waiting.TryDequeue(out VenueQuery query))
        {
            asked.Enqueue(now);
            Question(query);
        }
    }

    private void Question(VenueQuery query)
    {
        bool isTarget = cutsQuestion && query.Kind == QueryKind.Order;
        int at = isTarget ? chance.Below(StagesOfQuestion) : 0;
        long id = query.Id;
        if (isTarget && at < StagesOfQuestion - 1) line.CutAt((CutStage)at, report => report.Answer?.QueryId == id);
        line.Market.Ask(in query, now);
        if (isTarget && at == StagesOfQuestion - 1) line.Cut();
        if (isTarget) cutsQuestion = false;
    }
}
