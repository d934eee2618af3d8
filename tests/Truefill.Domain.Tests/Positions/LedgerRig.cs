using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Positions;

/// <summary>A set of books with the desks over it, and short ways to say what a test is about.</summary>
public sealed class LedgerRig
{
    private readonly FactRecorder? recorder;
    private int ids;

    public LedgerRig(Books? books = null, bool record = false)
    {
        Books = books ?? new Books();
        ids = 1000 * Books.Executions.Count;
        IFacts emit = record ? FactRecorder.Over(Books, out recorder) : Books;
        Deciding = new Deciding(Books, emit);
        Executions = new ExecutionDesk(Deciding);
        Positions = new PositionDesk(Deciding);
        Deciding.Begin(new SourceId(Deciding.Intern(NameKind.Source, "inject")), new UtcNanos(1));
        Venue = Deciding.Venue("V1");
    }

    public Books Books { get; }

    public Deciding Deciding { get; }

    /// <summary>What was decided, where the rig was asked to record.</summary>
    public System.Collections.Generic.IReadOnlyList<object> Facts => recorder!.Facts;

    public ExecutionDesk Executions { get; }

    public PositionDesk Positions { get; }

    public VenueId Venue { get; }

    public static Qty Q(decimal value) => Qty.FromTrusted(value);

    public static Px P(decimal value) => Px.FromTrusted(value);

    public static ExecId Id(string text) => ExecId.FromTrusted(text);

    public Order Order(string account, string strategy, string symbol, Side side, decimal qty = 1000)
    {
        OrderHandle handle = Books.Orders.NextHandle;
        OrderIntent intent = new(
            handle,
            ClOrdId.FromTrusted("o" + handle.Value),
            ClOrdId.FromTrusted("w" + handle.Value),
            OrderOrigin.Client,
            Deciding.Source,
            Deciding.Account(account),
            Deciding.Strategy(strategy),
            Venue,
            Deciding.Symbol(symbol),
            new OrderTerms(side, OrdType.Market, TimeInForce.Day, Q(qty)));
        Books.Apply(new OrderSubmitted(intent, Deciding.Now));
        return Books.Orders[handle];
    }

    /// <summary>A session's report of a trade.</summary>
    public ExecutionReport Trade(string id, decimal qty, decimal px, long at = 1, int scope = 0) => new()
    {
        Venue = Venue,
        ExecType = ExecType.Trade,
        ExecId = Id(id),
        LastQty = Q(qty),
        LastPx = P(px),
        TransactTime = new UtcNanos(at * UtcNanos.PerSecond),
        VenueSeq = at,
        Scope = scope,
    };

    public ExecutionReport Bust(string id, string of, long at = 2, int scope = 0) =>
        Trade(id, 0, 0, at, scope) with
        {
            ExecType = ExecType.TradeCancel,
            ExecRefId = Id(of),
            LastQty = null,
            LastPx = null
        };

    public ExecutionReport Correct(string id, string of, decimal qty, decimal px, long at = 2, int scope = 0) =>
        Trade(id, qty, px, at, scope) with { ExecType = ExecType.TradeCorrect, ExecRefId = Id(of) };

    /// <summary>A trade of an order-less source, in account A and strategy S.</summary>
    public InputOutcome Book(Side side, decimal qty, decimal px, string? id = null, long at = 0, Fee? fee = null,
        string symbol = "X") =>
        Executions.Book(new NormalisedExecution
        {
            Symbol = symbol,
            Side = side,
            LastQty = Q(qty),
            LastPx = P(px),
            ExecId = Id(id ?? "e" + ++ids),
            TransactTime = new UtcNanos((at == 0 ? ++ids : at) * UtcNanos.PerSecond),
            Account = "A",
            Strategy = "S",
            Venue = "V1",
            Fee = fee,
        });

    public void Account(string name, LotMethod method, string currency = "USD") =>
        Books.Apply(new AccountDefined(Deciding.Account(name), Currency.FromTrusted(currency), method, default));

    public void Instrument(string symbol, decimal multiplier = 1, string? currency = null, bool nonPositive = false)
    {
        Currency stated = currency is null ? default : Currency.FromTrusted(currency);
        Books.Apply(
            new InstrumentDefined(Deciding.Symbol(symbol), P(multiplier), Px.Zero, Qty.Zero, stated, nonPositive));
    }

    public PositionKey Key(string account = "A", string strategy = "S", string symbol = "X") =>
        new(Deciding.Account(account), Deciding.Strategy(strategy), Deciding.Symbol(symbol));

    public Position Position(string account = "A", string strategy = "S", string symbol = "X")
    {
        Assert.True(Books.Positions.TryGet(Key(account, strategy, symbol), out Position position), "no such position");
        return position;
    }

    public bool HasPosition(string account = "A", string strategy = "S", string symbol = "X") =>
        Books.Positions.TryGet(Key(account, strategy, symbol), out _);
}
