using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// Given, when, then: a set of books with one open venue, the desk that writes them, and short ways to say things.
/// </summary>
internal sealed class OrderRig
{
    public const string VenueName = "V";
    public static readonly UtcNanos Start = new(1_700_000_000_000_000_000);

    private readonly Deciding deciding;
    private readonly FactLog log;
    private int execs;

    /// <param name="isWhole">With the real ledger and positions instead of the stand-in.</param>
    public OrderRig(bool isOpen = true, bool hasVenue = true, bool isWhole = false)
    {
        log = new FactLog(Books, isWhole);
        deciding = new Deciding(Books, log) { Epoch = 3 };
        SourceId source = new(deciding.Intern(NameKind.Source, "http"));
        deciding.Begin(source, Start);
        Venue = deciding.Venue(VenueName);
        if (hasVenue) log.Apply(new VenueDefined(Venue, ReadOnly: false));
        if (hasVenue && isOpen) log.Apply(new SessionOpened(Venue, Start));
        Orders = new OrderDesk(
            deciding, isWhole ? new ExecutionDesk(deciding) : new NaiveExecutions(deciding),
            new RiskDesk(deciding, new KillDesk(deciding)));
        log.Clear();
    }

    public Books Books { get; } = new();

    public Deciding Deciding => deciding;

    public OrderDesk Orders { get; }

    public VenueId Venue { get; }

    public IReadOnlyList<object> Facts => log.Facts;

    public IFacts Emit => log;

    public Order The => Books.Orders[new OrderHandle(1)];

    public static Qty Q(decimal quantity) => Qty.FromTrusted(quantity);

    public static Px P(decimal price) => Px.FromTrusted(price);

    public static ClOrdId Id(string id) => ClOrdId.FromTrusted(id);

    public static OrderTerms Limit(decimal quantity, decimal price = 10) =>
        new(Side.Buy, OrdType.Limit, TimeInForce.Day, Q(quantity), P(price));

    public static NewOrderSingle Request(string id = "X", decimal quantity = 100) =>
        new() { ClOrdId = Id(id), Symbol = "IBM", Terms = Limit(quantity) };

    /// <summary>From another source from here on.</summary>
    public void From(string source) => deciding.Begin(new SourceId(deciding.Intern(NameKind.Source, source)), deciding.Now);

    public void Tick(long seconds = 1) => deciding.Begin(deciding.Source, deciding.Now.AddNanos(seconds * UtcNanos.PerSecond));

    public DenyReason New(NewOrderSingle request)
    {
        Tick();
        return Orders.New(request, out _);
    }

    /// <summary>An order of a client of ours, accepted by the venue unless said otherwise.</summary>
    public Order Place(string id = "X", decimal quantity = 100, bool isAccepted = true, TimeInForce life = TimeInForce.Day)
    {
        NewOrderSingle request = Request(id, quantity) with { Terms = Limit(quantity) with { TimeInForce = life } };
        Assert.Equal(DenyReason.None, New(request));
        Order order = Books.Orders.All.Last();
        if (isAccepted) Report(order, ExecType.New);
        return order;
    }

    public DenyReason Cancel(string original = "X", string id = "C", OrderOrigin origin = OrderOrigin.Client)
    {
        Tick();
        OrderCancelRequest request = new() { OrigClOrdId = Id(original), ClOrdId = id.Length == 0 ? default : Id(id), Origin = origin };
        return Orders.Cancel(request, out _);
    }

    public DenyReason Replace(string original = "X", string id = "R", decimal? quantity = null, decimal? price = null)
    {
        Tick();
        OrderCancelReplaceRequest request = new()
        {
            OrigClOrdId = Id(original),
            ClOrdId = id.Length == 0 ? default : Id(id),
            OrderQty = quantity is { } q ? Q(q) : null,
            Price = price is { } p ? P(p) : null,
        };
        return Orders.Replace(request, out _);
    }

    /// <summary>A report about the order under its wire id, or about one of its requests.</summary>
    public ExecutionReport About(Order order, ExecType type, string? request = null) => new()
    {
        Venue = Venue,
        ExecType = type,
        ClOrdId = request is null ? order.WireIdInForce : order.WireIdOf(order.Request(Id(request))!),
        OrderId = OrderId.FromTrusted("O" + order.Handle.Value),
        ExecId = ExecId.FromTrusted("E" + ++execs),
        TransactTime = deciding.Now,
    };

    public InputOutcome Report(Order order, ExecType type, string? request = null) => Send(About(order, type, request));

    public InputOutcome Fill(Order order, decimal quantity, decimal price = 10, string? exec = null)
    {
        ExecutionReport report = About(order, ExecType.Trade);
        if (exec is not null) report.ExecId = ExecId.FromTrusted(exec);
        report.LastQty = Q(quantity);
        report.LastPx = P(price);
        return Send(report);
    }

    public InputOutcome Bust(Order order, string exec)
    {
        ExecutionReport report = About(order, ExecType.TradeCancel);
        report.ExecRefId = ExecId.FromTrusted(exec);
        return Send(report);
    }

    public InputOutcome Send(ExecutionReport report)
    {
        Tick();
        return Orders.Report(in report);
    }

    public InputOutcome Refuse(Order order, string? request, bool? toReplace = false, int reason = 0)
    {
        Tick();
        return Orders.Report(new OrderCancelReject
        {
            Venue = Venue,
            ClOrdId = request is null ? default : order.WireIdOf(order.Request(Id(request))!),
            OrigClOrdId = order.WireId,
            ToReplace = toReplace,
            Reason = reason,
            Text = "too late",
            TransactTime = deciding.Now,
        });
    }

    public void Forget() => log.Clear();

    /// <summary>The names of the facts since it was last asked or told to forget them, new names left out.</summary>
    public string FactsSinceLast()
    {
        string names = string.Join(' ', log.Facts.Where(f => f is not NameRegistered).Select(f => f.GetType().Name));
        log.Clear();
        return names;
    }

    public T Last<T>() => log.Facts.OfType<T>().Last();

    public IEnumerable<ReportRule> Violations() => log.Facts.OfType<ReportViolated>().Select(v => v.Rule);

    public static void Shows(Order order, OrdStatus status, decimal quantity, decimal cum, decimal leaves)
    {
        Assert.Equal(
            $"{status} {quantity} {cum} {leaves}",
            $"{order.OrdStatus} {order.OrderQty} {order.CumQty} {order.LeavesQty}");
    }
}
