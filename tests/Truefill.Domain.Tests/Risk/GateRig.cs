using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Risk;

/// <summary>Whole books with one open venue, the gate in front of them, and short ways to say things.</summary>
internal sealed class GateRig
{
    private readonly FactLog log;
    private readonly LimitDesk limits;
    private readonly PositionDesk entries;
    private int ids;

    public GateRig(bool isLive = false)
    {
        log = new FactLog(Books, isWhole: true);
        Deciding = new Deciding(Books, log) { Epoch = 3 };
        Deciding.Begin(new SourceId(Deciding.Intern(NameKind.Source, "http")), OrderRig.Start);
        Venue = Deciding.Venue("V");
        log.Apply(new VenueDefined(
            Venue, ReadOnly: false, VenueCapabilities.OrderEntry | VenueCapabilities.QueryBalances));
        log.Apply(new SessionOpened(Venue, OrderRig.Start));
        Kills = new KillDesk(Deciding);
        Risk = new RiskDesk(Deciding, Kills);
        Orders = new OrderDesk(Deciding, new ExecutionDesk(Deciding), Risk);
        limits = new LimitDesk(Deciding);
        entries = new PositionDesk(Deciding);
        if (isLive) log.Apply(new RiskConfigured("hash", IsLive: true, OrderRig.Start));
    }

    public Books Books { get; } = new();

    public Deciding Deciding { get; }

    public OrderDesk Orders { get; }

    public KillDesk Kills { get; }

    public RiskDesk Risk { get; }

    public VenueId Venue { get; }

    public void Forget() => log.Clear();

    public IReadOnlyList<object> Facts => log.Facts;

    public IFacts Emit => log;

    public Order LastOrder => Books.Orders.All.Last();

    public OrderDenied LastDenied => Facts.OfType<OrderDenied>().Last();

    public static OrderTerms Buy(decimal qty, decimal? px) => Terms(Side.Buy, qty, px);

    public static OrderTerms Sell(decimal qty, decimal? px) => Terms(Side.Sell, qty, px);

    public void Pass(long nanos) => Deciding.Begin(Deciding.Source, Deciding.Now.AddNanos(nanos));

    public void Limit(
        LimitKind kind, decimal? value, string account = "", string strategy = "", string venue = "",
        string symbol = "") =>
        Assert.Equal(DenyReason.None, limits.Set(new SetLimits(
            [new LimitValue(venue, account, strategy, symbol, kind, value)], "ann", "a test", HasRiskRole: true)));

    public DenyReason Set(SetLimits command) => limits.Set(command);

    public DenyReason Define(DefineLimits command) => limits.Define(command);

    public DenyReason Define(DefineRiskDays command) => limits.Define(command);

    public bool Mark(decimal px, string symbol = "IBM", long after = 0)
    {
        SetMark mark = new(symbol, Px.FromTrusted(px), Deciding.Now.AddNanos(after));
        Assert.Equal(DenyReason.None, entries.Mark(mark, out bool isOld));
        return !isOld;
    }

    public bool Rate(string from, string to, decimal rate, long after = 0)
    {
        SetFxRate set = new(
            Currency.FromTrusted(from), Currency.FromTrusted(to), Px.FromTrusted(rate), Deciding.Now.AddNanos(after));
        Assert.Equal(DenyReason.None, entries.FxRate(set, out bool isOld));
        return !isOld;
    }

    public void Instrument(string symbol, decimal multiplier, string currency) => entries.Define(new DefineInstrument(
        symbol, Px.FromTrusted(multiplier), Currency: Currency.FromTrusted(currency)));

    public void Hold(decimal qty, decimal px, string account = "A", string strategy = "", string symbol = "IBM") =>
        Assert.Equal(DenyReason.None, entries.Import(
            new ImportPosition(
                account, strategy, symbol, Qty.FromTrusted(qty), Px.FromTrusted(px),
                ShortText.FromTrusted("ref" + ++ids), "ann", "a test"),
            out _));

    public DenyReason New(
        in OrderTerms terms, string account = "A", string strategy = "", string symbol = "IBM", string? id = null,
        bool hasRiskRole = false, string? parent = null, decimal? parentQty = null) =>
        Orders.New(
            new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted(id ?? "N" + ++ids),
                Symbol = symbol,
                Account = account,
                Strategy = strategy,
                Terms = terms,
                HasRiskRole = hasRiskRole,
                CorrelationId = parent,
                ParentQty = parentQty is { } whole ? Qty.FromTrusted(whole) : null,
            },
            out _);

    public DenyReason Replace(Order order, decimal? qty = null, decimal? px = null) => Orders.Replace(
        new OrderCancelReplaceRequest
        {
            OrigClOrdId = order.ClOrdId,
            ClOrdId = ClOrdId.FromTrusted("R" + ++ids),
            OrderQty = qty is { } q ? Qty.FromTrusted(q) : null,
            Price = px is { } p ? Px.FromTrusted(p) : null,
        },
        out _);

    public DenyReason Cancel(Order order) => Orders.Cancel(
        new OrderCancelRequest { OrigClOrdId = order.ClOrdId, ClOrdId = ClOrdId.FromTrusted("C" + ++ids) }, out _);

    public void Report(Order order, ExecType type, decimal lastQty = 0, decimal lastPx = 0)
    {
        ExecutionReport report = new()
        {
            Venue = Venue,
            ExecType = type,
            ClOrdId = order.WireIdInForce,
            OrderId = OrderId.FromTrusted("O" + order.Handle.Value),
            ExecId = ExecId.FromTrusted("E" + ++ids),
            TransactTime = Deciding.Now,
        };
        if (type == ExecType.Trade)
        {
            report.LastQty = Qty.FromTrusted(lastQty);
            report.LastPx = Px.FromTrusted(lastPx);
        }

        Orders.Report(in report);
    }

    public void Open()
    {
        Emit.Apply(new SessionOpened(Venue, Deciding.Now));
        Orders.Release(Venue);
    }

    /// <summary>Why an order that waited was given up; null: it was sent.</summary>
    public AbortReason? AbortOf(Order order)
    {
        SubmitAborted[] aborted = [.. Facts.OfType<SubmitAborted>().Where(fact => fact.Order == order.Handle)];
        bool isSent = Facts.OfType<OrderSubmitted>().Any(fact => fact.Intent.Order == order.Handle);
        Assert.Equal(aborted.Length == 0, isSent);
        return aborted.Length == 0 ? null : aborted.Single().Reason;
    }

    public void Fill(Order order, decimal qty, decimal px) => Report(order, ExecType.Trade, qty, px);

    private static OrderTerms Terms(Side side, decimal qty, decimal? px) => new(
        side,
        px is null ? OrdType.Market : OrdType.Limit,
        TimeInForce.Day,
        Qty.FromTrusted(qty),
        px is { } price ? Px.FromTrusted(price) : null);
}
