using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>
/// The desks of an engine over one venue on simulated time: each call is one input, framed as the engine frames it.
/// </summary>
internal sealed class AdvisoryRig
{
    public const string Id = "ADV-001";
    public const string VenueName = "BROKER";

    public const VenueCapabilities Queries = VenueCapabilities.QueryByWireId | VenueCapabilities.QueryPositions
        | VenueCapabilities.NotFoundIsFinal;

    /// <summary>Holds linked legs and tells of them.</summary>
    public const VenueCapabilities Full = VenueCapabilities.OrderEntry | Queries | VenueCapabilities.OneCancelsOther
        | VenueCapabilities.ReportsProtection;

    /// <summary>Knows no linked orders.</summary>
    public const VenueCapabilities Plain = VenueCapabilities.OrderEntry | Queries;

    private static readonly UtcNanos Start = new(1_700_000_000_000_000_000);

    private UtcNanos now = Start;
    private FactLog log = null!;
    private Deciding deciding = null!;
    private OrderDesk orders = null!;
    private VenueDesk venues = null!;
    private KillDesk kills = null!;
    private PositionDesk entries = null!;
    private ProtectionDesk protections = null!;
    private AdvisoryDesk advisories = null!;
    private int execs;
    private int clients;

    public AdvisoryRig(VenueCapabilities capabilities = Full, bool isOpen = true)
    {
        Attach(new Books());
        Do(() =>
        {
            log.Apply(new EngineStarted(1, "test", "", null, now));
            Venue = deciding.Venue(VenueName);
            log.Apply(new VenueDefined(Venue, ReadOnly: false, capabilities));
        });
        if (isOpen) Open();
    }

    public Books Books { get; private set; } = null!;

    public VenueId Venue { get; private set; }

    public UtcNanos Now => now;

    public IReadOnlyList<object> Facts => log.Facts;

    public AdvisoryExecution The => Books.Advisories.TryGet(Id)!;

    public AdvisoryStage Stage => The.StageOf(Books.Orders);

    /// <summary>The order of the advisory.</summary>
    public Order Entry => Books.Orders[The.Order];

    public ProtectionTable Table => Books.Protections;

    public AdvisoryDesk Desk => advisories;

    public bool IsDue => advisories.IsDue(now) || protections.IsDue(now);

    public static decimal D(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

    public static Qty Q(decimal quantity) => Qty.FromTrusted(quantity);

    public static Px P(decimal price) => Px.FromTrusted(price);

    /// <summary>The worked example of the document: 100 AAPL at 150, stop-loss 2 % below, take-profit 3 % above.</summary>
    public FrozenSnapshot Snapshot(string id = Id) => new(
        id, "AAPL", P(150), -0.02m, 0.03m, Q(100), Start.AddNanos(3600 * UtcNanos.PerSecond), "ACC1", "swing", VenueName);

    /// <summary>One input, as the engine frames it.</summary>
    public void Do(System.Action action, string source = "http")
    {
        deciding.Begin(new SourceId(deciding.Intern(NameKind.Source, source)), now);
        advisories.BeginInput();
        action();
        protections.Settle();
        advisories.EndInput();
        protections.Settle();
    }

    /// <summary>Time passes and nothing happens: the engine is not woken.</summary>
    public AdvisoryRig Wait(decimal seconds)
    {
        now = now.AddNanos((long)(seconds * UtcNanos.PerSecond));
        return this;
    }

    /// <summary>To so many seconds after the hand-over of the advisory's order.</summary>
    public AdvisoryRig At(decimal seconds)
    {
        now = Entry.SubmittedAt.AddNanos((long)(seconds * UtcNanos.PerSecond));
        return this;
    }

    /// <summary>The venue refuses the order's outstanding request.</summary>
    public void Refuse(Order order) => Do(() => orders.Report(new OrderCancelReject
    {
        Venue = Venue,
        ClOrdId = order.WireIdOf(order.Outstanding()!),
        OrigClOrdId = order.WireId,
        ToReplace = order.Outstanding()!.Kind == RequestKind.Replace,
        Text = "too late",
        TransactTime = now,
    }), "venue:" + VenueName);

    /// <summary>The sender proves that this request did not leave.</summary>
    public void Unsent(Order order, OrderRequest request) => Do(() => orders.NotSent(
        new SendFailed(order.Handle, order.WireIdOf(request), AbortReason.NotSent)));

    public void Tick() => Do(() =>
    {
        venues.Tick();
        kills.Sweep();
        protections.Tick();
    });

    public void Open() => Do(() => venues.Opened(Venue));

    /// <summary>No order goes anywhere until a person says so.</summary>
    public void Hold() => Do(() => log.Apply(new TradingHeld(default, "asked", now)));

    public void Open(string by) => Do(() => log.Apply(new TradingOpened(default, by, "asked", now)));

    /// <summary>A second venue, as able as the first and logged on.</summary>
    public void Define(string venue) => Do(() =>
    {
        VenueId other = deciding.Venue(venue);
        log.Apply(new VenueDefined(other, ReadOnly: false, Full));
        venues.Opened(other);
    });

    public void Import(decimal quantity) => Do(() => Assert.Equal(DenyReason.None, entries.Import(
        new ImportPosition("ACC1", "swing", "AAPL", Q(quantity), P(150), ShortText.FromTrusted("before"), "ann", "opening"), out _)));

    public void Close() => Do(() => venues.Closed(Venue, "line dropped"));

    public DenyReason Propose(FrozenSnapshot? snapshot = null)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = advisories.Propose(new ProposeAdvisory(snapshot ?? Snapshot(), "model"), out _));
        return reason;
    }

    public DenyReason Decide(bool approve = true, string by = "ann", string hash = "", string id = Id)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = advisories.Decide(new DecideAdvisory(id, approve, hash, by, "looks good")));
        return reason;
    }

    public DenyReason Execute(bool requiresBuyingPower = false, string id = Id)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = advisories.Execute(new ExecuteAdvisory(id, requiresBuyingPower, "ann")));
        return reason;
    }

    /// <summary>Proposed, approved and executed; the order is with the venue unless a check failed.</summary>
    public AdvisoryRig Run(FrozenSnapshot? snapshot = null)
    {
        Assert.Equal(DenyReason.None, Propose(snapshot));
        Assert.Equal(DenyReason.None, Decide());
        Assert.Equal(DenyReason.None, Execute());
        return this;
    }

    public DenyReason Kill(KillSwitchState state = KillSwitchState.Active, KillScope scope = KillScope.Symbol, string target = "AAPL")
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = kills.Set(new SetKillSwitch(scope, target, null, state, "Risk limit", "ann")));
        return reason;
    }

    public void Balance(decimal? buyingPower) => Do(() => log.Apply(new BalanceReported(
        Venue, deciding.Account("ACC1"), new Money(1, Currency.Usd), buyingPower, now)));

    public void Mark(decimal price, string symbol = "AAPL") =>
        Do(() => entries.Mark(new SetMark(symbol, P(price)), out _), "feed");

    public DenyReason Transfer(decimal quantity, string from = "swing", string to = "other")
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = entries.Transfer(
            new TransferPosition("ACC1", from, to, "AAPL", Q(quantity), null, "ann", "moved")));
        return reason;
    }

    public void Instrument(decimal tick, decimal multiplier = 1, string? currency = null) =>
        Do(() => entries.Define(new DefineInstrument(
            "AAPL", P(multiplier), Tick: P(tick), Currency: currency is null ? default : Currency.FromTrusted(currency))));

    public void Rate(string from, string to, decimal rate) => Do(() => Assert.Equal(DenyReason.None, entries.FxRate(
        new SetFxRate(Currency.FromTrusted(from), Currency.FromTrusted(to), P(rate)), out _)), "feed");

    public Order Client(NewOrderSingle request)
    {
        DenyReason reason = DenyReason.None;
        OrderHandle order = default;
        Do(() => reason = orders.New(request, out order));
        Assert.Equal(DenyReason.None, reason);
        return Books.Orders[order];
    }

    /// <summary>An ordinary order of a client, in the same account and strategy as the advisory unless it says otherwise.</summary>
    public Order Buy(decimal quantity, Bracket? bracket, Side side = Side.Buy) => Client(Request(quantity, bracket, side));

    public NewOrderSingle Request(decimal quantity, Bracket? bracket, Side side = Side.Buy) => new()
    {
        ClOrdId = ClOrdId.FromTrusted("C" + ++clients),
        Symbol = "AAPL",
        Account = "ACC1",
        Strategy = "swing",
        Bracket = bracket,
        Terms = new OrderTerms(side, OrdType.Market, TimeInForce.Day, Q(quantity)),
    };

    public DenyReason Deny(NewOrderSingle request)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = orders.New(request, out _));
        return reason;
    }

    public DenyReason ReplaceBy(Order order, decimal quantity)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = orders.Replace(
            new OrderCancelReplaceRequest { OrigClOrdId = order.ClOrdId, OrderQty = Q(quantity) }, out _));
        return reason;
    }

    public DenyReason CancelBy(Order order)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = orders.Cancel(new OrderCancelRequest { OrigClOrdId = order.ClOrdId }, out _));
        return reason;
    }

    public DenyReason Resolve(Order order, Resolution how)
    {
        DenyReason reason = DenyReason.None;
        Do(() => reason = orders.Resolve(
            new ResolveOrder { ClOrdId = order.ClOrdId, As = how, By = "ann", Reason = "asked" }, out _));
        return reason;
    }

    public void Report(Order order, ExecType type, decimal quantity = 0, decimal price = 0, string? exec = null, string? text = null)
    {
        OrderRequest? request = type is ExecType.Replaced or ExecType.Canceled ? order.Outstanding() : null;
        ExecutionReport report = new()
        {
            Venue = order.Venue,
            ExecType = type,
            ClOrdId = request is null ? order.WireIdInForce : order.WireIdOf(request),
            OrderId = OrderId.FromTrusted("O" + order.Handle.Value),
            ExecId = ExecId.FromTrusted(exec is not null && type == ExecType.Trade ? exec : "E" + ++execs),
            ExecRefId = exec is not null && type != ExecType.Trade ? ExecId.FromTrusted(exec) : default,
            TransactTime = now,
            Text = text,
        };
        if (quantity != 0) report.LastQty = Q(quantity);
        if (price != 0) report.LastPx = P(price);
        Do(() => orders.Report(in report), "venue:" + VenueName);
    }

    /// <summary>The venue changes a resting order by itself, without a trade.</summary>
    public void Restate(Order order, decimal quantity, decimal? level = null, ExecType type = ExecType.Restated)
    {
        ExecutionReport report = new()
        {
            Venue = order.Venue,
            ExecType = type,
            ClOrdId = order.WireIdInForce,
            ExecId = ExecId.FromTrusted("E" + ++execs),
            OrderQty = Q(quantity),
            TransactTime = now,
        };
        if (level is { } px && order.OrdType == OrdType.Stop) report.StopPx = P(px);
        else if (level is { } limit) report.Price = P(limit);
        Do(() => orders.Report(in report), "venue:" + VenueName);
    }

    /// <summary>The venue counts an order in other units from now on.</summary>
    public void Split(Order order, decimal quantity, decimal executed)
    {
        ExecutionReport report = new()
        {
            Venue = order.Venue,
            ExecType = ExecType.Restated,
            ClOrdId = order.WireIdInForce,
            ExecId = ExecId.FromTrusted("E" + ++execs),
            OrderQty = Q(quantity),
            CumQty = Q(executed),
            TransactTime = now,
        };
        Do(() => orders.Report(in report), "venue:" + VenueName);
    }

    public void Accept(Order order) => Report(order, ExecType.New);

    public void Fill(decimal quantity = 100, decimal price = 151, string? exec = null) => Fill(Entry, quantity, price, exec);

    public void Fill(Order order, decimal quantity, decimal price = 151, string? exec = null) =>
        Report(order, ExecType.Trade, quantity, price, exec);

    /// <summary>The venue answers whatever is outstanding about legs, until nothing is.</summary>
    public void AcceptLegs()
    {
        for (bool found = true; found;)
        {
            found = false;
            foreach (Order leg in Legs().Where(l => l.HasRequestInFlight).ToList())
            {
                ExecType type = leg.IsNewInFlight ? ExecType.New
                    : leg.Outstanding()!.Kind == RequestKind.Cancel ? ExecType.Canceled : ExecType.Replaced;
                Report(leg, type);
                found = true;
            }
        }
    }

    public IEnumerable<Order> Legs() => Books.Orders.All.Where(o => o.Leg != LegKind.None);

    public Order Leg(LegKind kind) => Legs().Last(l => l.Leg == kind);

    /// <summary>Open legs as "StopLoss 100 147.98, TakeProfit 100 155.53".</summary>
    public string Protection() => string.Join(", ", Legs()
        .Where(l => l.IsOpen)
        .Select(l => $"{l.Leg} {l.LeavesQty} {l.StopPx ?? l.Price}".TrimEnd()));

    /// <summary>The question of a kind that waits for its answer; null: none does.</summary>
    public VenueAsked? Asked(QueryKind kind)
    {
        foreach (VenueAsked asked in Books.Queries.Pending)
            if (asked.Kind == kind) return asked;
        return null;
    }

    public void Answer(QueryKind kind, AnswerStatus status = AnswerStatus.Complete, UtcNanos? asOf = null,
        IReadOnlyList<ExecutionReport>? reports = null, IReadOnlyList<VenuePosition>? positions = null)
    {
        VenueAnswer answer = new()
        {
            QueryId = Asked(kind)!.Value.QueryId,
            Venue = VenueName,
            Kind = kind,
            Status = status,
            AsOf = asOf ?? now,
            Detail = status == AnswerStatus.Complete ? null : "timed out",
            Orders = reports ?? [],
            Positions = positions ?? [],
        };
        Do(() =>
        {
            venues.Answer(answer);
            advisories.Answered(answer);
        }, "venue:" + VenueName);
    }

    public void AnswerOrder(OrdStatus status = OrdStatus.Filled, decimal filled = 100) =>
        Answer(QueryKind.Order, reports: [new ExecutionReport
        {
            Venue = Venue,
            ExecType = ExecType.OrderStatus,
            ClOrdId = Entry.WireIdInForce,
            OrderId = Entry.OrderId,
            OrdStatus = status,
            CumQty = Q(filled),
            TransactTime = now,
        }]);

    public void AnswerPositions(decimal size, decimal? sl = 147.98m, decimal? tp = 155.53m) =>
        Answer(QueryKind.Positions, positions: size == 0 ? [] : [new VenuePosition(
            "ACC1", "AAPL", Q(size), P(151), StopLoss: sl is { } s ? P(s) : null, TakeProfit: tp is { } t ? P(t) : null)]);

    /// <summary>The process dies and comes back from its stored state; the session opens again if asked to.</summary>
    public AdvisoryRig Crash(bool reopen = true)
    {
        Books loaded = Loaded();
        Attach(loaded);
        deciding.Epoch = loaded.Engine.Epoch + 1;
        Do(() =>
        {
            log.Apply(new EngineStarted(deciding.Epoch, "test", "", null, now));
            venues.Started();
        }, "engine");
        if (reopen) Open();
        return this;
    }

    public byte[] State() => StateBytes.Of(Books);

    /// <summary>The state as another process would store it after loading this one's.</summary>
    public byte[] Reload() => StateBytes.Of(Loaded());

    /// <summary>The books as another process would have them.</summary>
    public Books Loaded() => StateBytes.Reloaded(Books);

    private void Attach(Books books)
    {
        Books = books;
        log = new FactLog(books, isWhole: true);
        deciding = new Deciding(books, log) { Epoch = 1 };
        kills = new KillDesk(deciding);
        orders = new OrderDesk(deciding, new ExecutionDesk(deciding), new RiskDesk(deciding, kills));
        venues = new VenueDesk(deciding, orders, new Reconciler(deciding));
        entries = new PositionDesk(deciding);
        protections = new ProtectionDesk(deciding);
        advisories = new AdvisoryDesk(deciding, orders);
    }
}
