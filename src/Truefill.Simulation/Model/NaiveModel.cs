using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Model;

/// <summary>
/// The simplest program that gives the right answers: it keeps what was said, in lists, and works everything out from
/// the first item whenever it is asked. It shares no arithmetic and no rule with the engine that it is compared with.
/// </summary>
public sealed partial class NaiveModel
{
    private readonly IOperationBodies bodies;
    private readonly IHandleNames names;
    private readonly Dictionary<string, DefinedInstrument> instruments = [];
    private readonly Dictionary<string, LotMethod> methods = [];
    private readonly List<ModelOrder> orders = [];
    private readonly Dictionary<string, List<ModelOrder>> ordersById = [];
    private readonly Dictionary<(string Feed, string OrderId), ModelOrder> ordersByVenueId = [];
    private readonly HashSet<OrderName> denied = [];
    private readonly Dictionary<PositionName, ModelBook> books = [];
    private long arrivals;
    private readonly bool gates;
    private UtcNanos now;
    private Action? undo;

    /// <param name="gates">Limits and rules that the model knows only in part may refuse an order.</param>
    public NaiveModel(
        Assumptions? assumptions = null,
        IOperationBodies? bodies = null,
        IHandleNames? names = null,
        bool gates = false)
    {
        this.gates = gates;
        Assumptions = assumptions ?? new Assumptions();
        this.bodies = bodies ?? new PlainBodies();
        this.names = names ?? new DefinedVenues();
    }

    public Assumptions Assumptions { get; }

    public CounterBounds Counters { get; } = new();

    /// <summary>Every order that an engine must know, in the order of intake.</summary>
    public IEnumerable<ModelOrder> Orders => orders.Where(o => !o.IsShadow);

    /// <summary>Every position that something was ever booked on.</summary>
    public IEnumerable<PositionName> Positions => books.Keys;

    /// <summary>The orders that the last input was about.</summary>
    public HashSet<ModelOrder> TouchedOrders { get; } = [];

    /// <summary>The positions that the last input may have changed.</summary>
    public HashSet<PositionName> TouchedPositions { get; } = [];

    /// <summary>Takes one input and says how it may end.</summary>
    public Prediction Apply(in Input input, UtcNanos now)
    {
        this.now = now;
        arrivals++;
        undo = null;
        answer = null;
        executing = null;
        TouchedOrders.Clear();
        TouchedPositions.Clear();
        Prediction prediction = Dispatch(in input);
        TakeOverfills(input.Kind == InputKind.ExecutionReport && input.Report.ExecType == ExecType.Trade);
        Counters.Count(in prediction);
        return prediction;
    }

    /// <summary>The process begins anew: no session is open.</summary>
    public void Restart() => connected.Clear();

    /// <summary>
    /// Told how the last input really ended; where two outcomes were allowed, the model follows. False: not allowed.
    /// </summary>
    /// <param name="refused">It was a request, and it was refused with a reason.</param>
    public bool Settle(in Prediction prediction, InputOutcome actual, bool refused = false)
    {
        if (!prediction.Allows(actual) || (refused ? prediction.MustAccept : prediction.MustRefuse)) return false;
        if (actual != InputOutcome.Applied || refused) undo?.Invoke();
        undo = null;
        return true;
    }

    public ModelOrder? FindOrder(string account, string clOrdId)
    {
        if (!ordersById.TryGetValue(clOrdId, out List<ModelOrder>? found)) return null;
        ModelOrder? only = null;
        foreach (ModelOrder order in found)
        {
            if (account.Length > 0 && order.Key.Account != account) continue;
            if (only is not null) return null;
            only = order;
        }

        return only;
    }

    /// <summary>A request for this order was refused by rule: an engine may show it as an order or not.</summary>
    public bool WasDenied(OrderName key) => denied.Contains(key);

    public LotMethod MethodOf(string account) => methods.GetValueOrDefault(account, LotMethod.Fifo);

    public PositionView Position(PositionName key, LotMethod method, Reading reading) =>
        books.TryGetValue(key, out ModelBook? book) ? book.View(Multiplier(key.Symbol), method, reading) : default;

    public PositionView Position(PositionName key) => Position(key, MethodOf(key.Account), Assumptions.First);

    public Dictionary<string, Rational> Fees(PositionName key, Reading reading) =>
        books.TryGetValue(key, out ModelBook? book) ? book.Fees(reading) : [];

    /// <summary>
    /// Not predicted: a correction here waits for its trade, or something unspecified was done to it.
    /// </summary>
    public bool IsOpen(PositionName key) =>
        books.TryGetValue(key, out ModelBook? book) && (book.WaitsForTrade || book.OpenBecause is not null);

    /// <summary>Some order of this account was made from a venue's report alone.</summary>
    public bool HasShadowOrders(string account) => orders.Exists(o => o.IsShadow && o.Key.Account == account);

    /// <summary>It may be the order's sub-ledger or the suspense one; only their sum is predicted.</summary>
    public bool IsShadowed(PositionName key) =>
        key.Strategy is SubLedgers.Manual or SubLedgers.Suspense
        && new[] { SubLedgers.Manual, SubLedgers.Suspense }.Any(s =>
            books.TryGetValue(key with { Strategy = s }, out ModelBook? book) && book.HasShadow);

    /// <summary>Something was transferred here: only the quantity is predicted.</summary>
    public bool WasTransferred(PositionName key) =>
        books.TryGetValue(key, out ModelBook? book) && book.Transfers.Count > 0;

    private Prediction Dispatch(in Input input)
    {
        switch (input.Kind)
        {
            case InputKind.ExecutionReport:
                return TakeReport(in input.Report);
            case InputKind.OrderCancelReject:
                return TakeCancelReject((OrderCancelReject)input.Body!);
            case InputKind.NewOrderSingle:
                return TakeNewOrder((NewOrderSingle)input.Body!, input.Source);
            case InputKind.OrderCancelRequest:
                return TakeCancel((OrderCancelRequest)input.Body!);
            case InputKind.OrderCancelReplaceRequest:
                return TakeReplace((OrderCancelReplaceRequest)input.Body!);
            case InputKind.ResolveOrder:
                return TakeResolve((ResolveOrder)input.Body!);
            case InputKind.VenueAnswer:
                return TakeAnswer((VenueAnswer)input.Body!);
            case InputKind.SessionOpened:
            case InputKind.SessionClosed:
                return TakeSession((SessionChange)input.Body!, input.Kind == InputKind.SessionOpened);
            case InputKind.SendFailed:
                return TakeUnsent(bodies.Read(in input) as UnsentRequest);
            case InputKind.SetKillSwitch:
                return TakeKillSwitch((SetKillSwitch)input.Body!);
            case InputKind.SetLimits:
                return TakeLimits((SetLimits)input.Body!);
            case InputKind.ProposeAdvisory:
                return TakeProposal((ProposeAdvisory)input.Body!);
            case InputKind.DecideAdvisory:
                return TakeDecision((DecideAdvisory)input.Body!);
            case InputKind.ExecuteAdvisory:
                return TakeExecution((ExecuteAdvisory)input.Body!);
            case InputKind.NormalisedExecution:
                return TakeNormalised((NormalisedExecution)input.Body!, input.Source);
            case InputKind.Malformed:
                return Outcomes.DeadLettered;
            case InputKind.Ignored:
                return Outcomes.Ignored;
            default:
                return TakeOperation(in input);
        }
    }

    private Prediction TakeOperation(in Input input)
    {
        if (input.Body is DefineVenue venue && names is DefinedVenues defined) defined.Add(venue.Venue);
        switch (bodies.Read(in input))
        {
            case DefinedInstrument instrument:
                instruments[instrument.Symbol] = instrument;
                break;
            case DefinedAccount account:
                methods[account.Account] = account.Method;
                break;
            case ImportedPosition import:
                Import(import);
                return Outcomes.Applied;
            case MovedPosition transfer:
                return Transfer(transfer);
            case ChargedFee charge:
                return Charge(charge);
        }

        return input.Kind == InputKind.CloseDeadLetter
            ? Outcomes.Applied | Outcomes.Ignored | Outcomes.DeadLettered
            : Outcomes.Applied | Outcomes.Ignored;
    }

    private void Import(ImportedPosition import)
    {
        ModelBook book = Book(new PositionName(import.Account, import.Strategy, import.Symbol));
        book.Imports.Add(new ImportedLot(import.Quantity.Value, import.Price.Value, import.At.Value, arrivals));
    }

    // What brackets and exits close must stay where they are: how much that is, is not this model's to know.
    private Prediction Transfer(MovedPosition transfer)
    {
        ModelBook from = Book(new PositionName(transfer.Account, transfer.FromStrategy, transfer.Symbol));
        ModelBook to = Book(new PositionName(transfer.Account, transfer.ToStrategy, transfer.Symbol));
        Rational moved = transfer.Quantity.Value;
        Rational held = Position(from.Key).Quantity;
        bool has = held.Sign == moved.Sign && held.Abs >= moved.Abs;
        from.Transfers.Add(-moved);
        to.Transfers.Add(moved);
        undo = () =>
        {
            from.Transfers.RemoveAt(from.Transfers.Count - 1);
            to.Transfers.RemoveAt(to.Transfers.Count - 1);
        };
        return new Prediction(Outcomes.Applied)
        {
            MustAccept = has && !from.WaitsForTrade && !orders.Exists(o => o.HasBracket && KeyOf(o) == from.Key),
            MustRefuse = !has && !from.WaitsForTrade,
        };
    }

    private static PositionName KeyOf(ModelOrder order) => new(order.Key.Account, order.Strategy, order.Symbol);

    // The same kind and amount for the same execution is the same charge again. Under the id of a correction it is what
    // that says.
    private Prediction Charge(ChargedFee charge)
    {
        string id = charge.ExecId.ToString();
        TradeFamily? family = FamilyOf(names.Venue(charge.Venue), charge.Scope, id);
        if (family is null || !family.HasTrade) return Outcomes.DeadLettered;
        if (charge.Fee.Amount.Amount == 0) return Outcomes.Ignored;
        TradeVersion? named = family.Versions.FirstOrDefault(v => v.Name.Id == id);
        bool isCorrection = named?.Type == ExecType.TradeCorrect;
        bool isKnown = isCorrection ? named!.SaysCharge(charge.Fee)
            : family.Charges.Exists(each => each.Fee == charge.Fee) || family.Versions.Any(v =>
                v.Type == ExecType.TradeCorrect ? v.SaysCharge(charge.Fee) : v.Fees.Contains(charge.Fee));
        if (isKnown) return Outcomes.Duplicate;
        (isCorrection ? named!.Later : family.Charges).Add(new LaterCharge(charge.Fee, arrivals));
        foreach (PositionName key in family.Keys) Book(key);
        return Outcomes.Applied;
    }

    private ModelBook Book(PositionName key)
    {
        if (!books.TryGetValue(key, out ModelBook? book)) books[key] = book = new ModelBook(key);
        TouchedPositions.Add(key);
        return book;
    }

    private Rational Multiplier(string symbol) =>
        instruments.TryGetValue(symbol, out DefinedInstrument? instrument) ? instrument.Multiplier : Rational.One;
}
