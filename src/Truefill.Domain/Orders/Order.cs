using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>
/// One order: the chain of its requests, the sum of its live executions and how it closed. OrdStatus, CumQty, LeavesQty
/// and AvgPx are derived from these and never stored, so crossing requests, busts and late fills need no "previous
/// status". Written by the facts applied through <see cref="OrderTable"/>, read by everybody.
/// </summary>
public sealed partial class Order
{
    private static readonly IReadOnlyList<OrderRequest> NoRequests = [];
    private static readonly IReadOnlyList<OrderId> NoIds = [];

    private OrderDetail? detail;
    private CompactId clOrdId;
    private CompactId orderId;

    // The ids that are too long to be compact: ClOrdID, OrderID. Null as a rule.
    private ShortText[]? longIds;
    private Exact orderQty;
    private Exact executed;
    private Exact notional;
    private Exact price;
    private Exact exposed;
    private Handles handles;
    private int epoch;
    private Flags flags;
    private byte violations;

    // How it closed in the lower half, its lists in the upper: a byte more would be eight.
    private byte closingAndLists;

    // In one piece: the runtime gives each field of a struct type eight bytes in an object.
    private struct Handles
    {
        public OrderHandle Order;
        public PositionHandle Position;
        public AccountId Account;
        public StrategyId Strategy;
        public VenueId Venue;
        public SymbolId Symbol;
        public SourceId Source;
        public int ExposureCells;
    }

    [Flags]
    private enum Flags : ushort
    {
        None = 0,
        Held = 1,
        Accepted = 2,
        PendingNew = 4,
        DoneForDay = 8,
        Calculated = 16,
        Stopped = 32,
        Suspended = 64,
        Replaced42 = 128,
        HasPrice = 256,
        ReduceOnly = 512,
        StopLossLeg = 1024,
        TakeProfitLeg = 2048,
        OnlyReduces = 4096,

        /// <summary>A person, or a venue that did not find it, said how it ended: no report did.</summary>
        EndConcluded = 8192,

        /// <summary>The venue itself put it at another price, and no replace has since.</summary>
        LevelRestated = 16384,

        /// <summary>
        /// What the venue said about the day: over when it restates or reports the order working again.
        /// </summary>
        EndOfDay = DoneForDay | Calculated,

        /// <summary>Each shows as a status of its own, above or beside New and PartiallyFilled.</summary>
        Unusual = EndOfDay | Stopped | Suspended | Replaced42,
    }

    /// <summary>How far the object reaches, for hints.</summary>
    internal const int CacheLines = 4;

    public OrderHandle Handle
    {
        get => handles.Order;
        private set => handles.Order = value;
    }

    /// <summary>
    /// Which sets of its table it is in: the table's, kept here because a fill has the order at hand.
    /// </summary>
    internal OrderLists Lists
    {
        get => (OrderLists)(closingAndLists >> 4);
        set => closingAndLists = (byte)((closingAndLists & 0x0F) | ((int)value << 4));
    }

    /// <summary>Which it should be in.</summary>
    internal OrderLists BelongsTo
    {
        get
        {
            OrderLists belongs = IsOpen ? OrderLists.Open : IsOverfilled ? OrderLists.Overfilled : OrderLists.None;
            if (!AwaitsAnswer) return belongs;
            return belongs | OrderLists.InFlight | (IsUnknown ? OrderLists.Unknown : OrderLists.None);
        }
    }

    // Of ours: the order, or a request about one that was entered elsewhere.
    private bool AwaitsAnswer
    {
        get
        {
            if (Origin == OrderOrigin.Client) return HasRequestInFlight;
            if (detail is null) return false;
            for (int i = detail.FirstOutstanding; i < detail.Requests.Count; i++)
                if (detail.Requests[i] is { IsOutstanding: true, Origin: OrderOrigin.Client }) return true;
            return false;
        }
    }

    /// <summary>The position that its executions move, once there is one. Found again when needed; not state.</summary>
    internal PositionHandle Position
    {
        get => handles.Position;
        set => handles.Position = value;
    }

    /// <summary>
    /// What the exposures count of it, signed, and where: theirs, kept here because a fill has the order at hand. Not
    /// state.
    /// </summary>
    internal (Exact Signed, int Cells) Exposed
    {
        get => (exposed, handles.ExposureCells);
        set => (exposed, handles.ExposureCells) = value;
    }

    /// <summary>
    /// The client's own id; of an adopted order the one reported, or its OrderID(37) where there was none.
    /// </summary>
    public ClOrdId ClOrdId
    {
        get => new(clOrdId.IsLong ? longIds![0] : clOrdId.ToText());
        private set => clOrdId = Keep(value.Text, 0);
    }

    /// <summary>The venue's current id of the order; earlier ones stay valid for look-up.</summary>
    public OrderId OrderId
    {
        get => new(orderId.IsLong ? longIds![1] : orderId.ToText());
        private set => orderId = Keep(value.Text, 1);
    }

    public AccountId Account
    {
        get => handles.Account;
        private set => handles.Account = value;
    }

    public StrategyId Strategy
    {
        get => handles.Strategy;
        private set => handles.Strategy = value;
    }

    public VenueId Venue
    {
        get => handles.Venue;
        private set => handles.Venue = value;
    }

    public SymbolId Symbol
    {
        get => handles.Symbol;
        private set => handles.Symbol = value;
    }

    public SourceId Source
    {
        get => handles.Source;
        private set => handles.Source = value;
    }

    public OrderOrigin Origin { get; private set; }

    public Side Side { get; private set; }

    public OrdType OrdType { get; private set; }

    public TimeInForce TimeInForce { get; private set; }

    public OrderClosing Closing
    {
        get => (OrderClosing)(closingAndLists & 0x0F);
        private set => closingAndLists = (byte)((closingAndLists & 0xF0) | (int)value);
    }

    /// <summary>Engine time of the intake.</summary>
    public UtcNanos CreatedAt { get; private set; }

    /// <summary>The latest TransactTime(60) that was reported of the order.</summary>
    public UtcNanos LastReportAt { get; private set; }

    /// <summary>When the terms in force were reported; none: they were never replaced or restated.</summary>
    internal UtcNanos TermsAt => detail?.TermsAt ?? default;

    /// <summary>When the venue last said whether it is done for the day; none: never.</summary>
    internal UtcNanos DoneAt => detail?.DoneAt ?? default;

    /// <summary>When the venue last said whether it is calculated; none: never.</summary>
    internal UtcNanos CalculatedAt => detail?.CalculatedAt ?? default;

    /// <summary>When the venue last said whether it is suspended; none: never.</summary>
    internal UtcNanos SuspendedAt => detail?.SuspendedAt ?? default;

    /// <summary>
    /// How many facts reported by the venue the order has taken: executions, busts and corrections included, and those
    /// that came again.
    /// </summary>
    public int Reports { get; private set; }

    /// <summary>Waits here for its venue; nothing was sent.</summary>
    public bool IsHeld => Has(Flags.Held);

    /// <summary>The venue accepted it, or executed it, which says the same.</summary>
    public bool IsAccepted => Has(Flags.Accepted);

    /// <summary>The venue said Pending New.</summary>
    public bool IsPendingNewReported => Has(Flags.PendingNew);

    /// <summary>Days after this one are left to it.</summary>
    internal bool LivesOvernight => TimeInForce is TimeInForce.GoodTillCancel or TimeInForce.GoodTillDate;

    /// <summary>The terms in force: the last accepted ones.</summary>
    public OrderTerms Terms => new(
        Side,
        OrdType,
        TimeInForce,
        Qty.FromTrusted(orderQty),
        Price,
        StopPx,
        detail?.ExpireTime ?? default,
        Has(Flags.ReduceOnly));

    public Px? Price => Has(Flags.HasPrice) ? Px.FromTrusted(price) : null;

    public Px? StopPx => detail?.StopPx;

    /// <summary>
    /// Its limit or trigger is where the venue put it by itself, as for a split or a dividend; nobody asked for it.
    /// </summary>
    public bool IsLevelRestated => Has(Flags.LevelRestated);

    /// <summary>
    /// As a report shows it: with several replaces pending at the venue each is chained to the one before it, so the
    /// quantity is that of the last but one (5.0 SP2, D.2.b). Else <see cref="Terms"/>' own.
    /// </summary>
    public Qty OrderQty => (detail is null ? null : ChainedPendingTerms(detail)?.OrderQty) ?? Qty.FromTrusted(orderQty);

    /// <summary>The terms in force say how many units; those of a cash order do not yet.</summary>
    internal bool HasQuantity => orderQty.IsPositive;

    /// <summary>Sum of the live executions, in today's units where the venue has split the order.</summary>
    public Qty CumQty => Qty.FromTrusted(executed);

    /// <summary>What can still be executed: OrderQty − CumQty while open, else zero; never negative.</summary>
    public Qty LeavesQty => HasEnded ? Qty.Zero : Qty.FromTrusted(Exact.Max(Exact.Zero, OrderQty.Number - executed));

    /// <summary>Executed beyond what was ordered.</summary>
    public Qty OverfillQty => IsOverfilled ? Qty.FromTrusted(executed - orderQty) : Qty.Zero;

    /// <summary>More is executed than was ordered.</summary>
    public bool IsOverfilled => orderQty.IsPositive && executed > orderQty;

    /// <summary>Sum of LastQty × LastPx of the live executions, exact.</summary>
    public decimal Notional => notional;

    /// <summary>Notional ÷ CumQty, half-even at ten decimals; zero when nothing is executed.</summary>
    public Px AvgPx => executed.IsZero
        ? Px.Zero
        : Px.FromTrusted(ExactDecimal.RoundToMaxDecimals((decimal)notional / executed));

    /// <summary>
    /// Canceled, expired, rejected or aborted; or no more executions today and no tomorrow. Being filled is not this.
    /// </summary>
    public bool HasEnded => Closing != OrderClosing.None || (Has(Flags.EndOfDay) && !LivesOvernight);

    /// <summary>
    /// It ended by a conclusion made here. The venue's own word, if it comes, counts instead.
    /// </summary>
    internal bool IsEndConcluded =>
        Closing is OrderClosing.Aborted or OrderClosing.FilledByResolution || Has(Flags.EndConcluded);

    /// <summary>
    /// It was concluded that the venue never had it: whatever shows that the venue has it shows that it lives.
    /// </summary>
    internal bool IsConcludedAbsent =>
        !IsAccepted && IsEndConcluded && Closing is OrderClosing.Aborted or OrderClosing.Rejected;

    /// <summary>
    /// Something of it can still be executed. A cash order without a quantity yet is open until it ends.
    /// </summary>
    public bool IsOpen => !HasEnded && (!orderQty.IsPositive || executed < orderQty);

    /// <summary>
    /// A new, cancel or replace request whose final answer has not come; the venue's Pending status is apart from this.
    /// </summary>
    public bool HasRequestInFlight => IsNewInFlight || Outstanding() is not null;

    /// <summary>The order itself is with the venue and not answered.</summary>
    public bool IsNewInFlight => !IsHeld && !IsAccepted && Closing == OrderClosing.None;

    /// <summary>As <see cref="OrderRequest.IsAwaited"/> of the order itself.</summary>
    internal bool IsNewAwaited => Origin == OrderOrigin.Client && IsNewInFlight && !IsNewUnknown;

    /// <summary>What the venue made of a request is not known; OrdStatus stays the last one known.</summary>
    public bool IsUnknown => !UnknownSince.IsNone;

    /// <summary>Since when the oldest unknown request is unknown; none: nothing is.</summary>
    public UtcNanos UnknownSince
    {
        get
        {
            if (detail is null) return default;
            UtcNanos since = detail.NewUnknownSince;
            for (int i = detail.FirstOutstanding; i < detail.Requests.Count; i++)
            {
                UtcNanos other = detail.Requests[i].UnknownSince;
                if (!other.IsNone && (since.IsNone || other < since)) since = other;
            }

            return since;
        }
    }

    /// <summary>The order's own request is unknown: nobody can say whether the venue has it.</summary>
    public bool IsNewUnknown => detail is { NewUnknownSince.IsNone: false };

    /// <summary>
    /// Requests to cancel or replace it, oldest first; with <see cref="ClOrdId"/> before them, the chain.
    /// </summary>
    public IReadOnlyList<OrderRequest> Chain => detail?.Requests ?? NoRequests;

    /// <summary>Ids that the venue gave before <see cref="OrderId"/>.</summary>
    public IReadOnlyList<OrderId> EarlierOrderIds => detail?.EarlierOrderIds ?? NoIds;

    /// <summary>Text(58) of the last refusal.</summary>
    public string? Text => detail?.Text;

    public string? CorrelationId => detail?.CorrelationId;

    /// <summary>What all orders of its correlation id may add up to; null: not stated.</summary>
    public Qty? ParentQty => detail?.ParentQty;

    /// <summary>What is to protect the position it opens, else null.</summary>
    public Bracket? Bracket => detail?.Bracket;

    /// <summary>What it is to the position that it protects.</summary>
    public LegKind Leg => Has(Flags.StopLossLeg) ? LegKind.StopLoss
        : Has(Flags.TakeProfitLeg) ? LegKind.TakeProfit
        : LegKind.None;

    /// <summary>The order whose fill it protects, else none.</summary>
    public OrderHandle Parent => detail?.Parent ?? default;

    /// <summary>Could it do more than bring its position towards zero, when it was decided?</summary>
    public bool AddsRisk => !Has(Flags.OnlyReduces);

    /// <summary>Engine time at which the order was released to its venue.</summary>
    public UtcNanos SubmittedAt => detail is { SubmittedAt.IsNone: false } ? detail.SubmittedAt : CreatedAt;

    /// <summary>When its venue was last asked about what is unknown of it; none: not yet.</summary>
    internal UtcNanos AskedAt => detail?.AskedAt ?? default;

    internal int TimesAsked => detail?.TimesAsked ?? 0;

    /// <summary>The highest-precedence status that the order is in.</summary>
    public OrdStatus OrdStatus => Highest(from: 0);

    /// <summary>The same without the venue's pending requests: what a report about something else may say.</summary>
    public OrdStatus SettledStatus => Highest(from: StatusPrecedence.FirstSettled);

    /// <summary>Was this rule ever violated by a report about the order?</summary>
    public bool HasViolated(ReportRule rule) => (violations & (1 << (int)rule)) != 0;

    /// <summary>Is the order in this status, be it the one it shows or one below?</summary>
    public bool IsIn(OrdStatus status) => status switch
    {
        OrdStatus.PendingCancel => PendingCount(RequestKind.Cancel) > 0,
        OrdStatus.PendingReplace => PendingCount(RequestKind.Replace) > 0,
        OrdStatus.DoneForDay => Has(Flags.DoneForDay),
        OrdStatus.Calculated => Has(Flags.Calculated),
        OrdStatus.Filled => Closing == OrderClosing.FilledByResolution || (orderQty.IsPositive && executed >= orderQty),
        OrdStatus.Stopped => Has(Flags.Stopped),
        OrdStatus.Suspended => Has(Flags.Suspended),
        OrdStatus.Canceled => Closing is OrderClosing.Canceled or OrderClosing.Aborted,
        OrdStatus.Expired => Closing == OrderClosing.Expired,
        OrdStatus.PartiallyFilled => executed.IsPositive,
        OrdStatus.Replaced => Has(Flags.Replaced42),
        OrdStatus.Rejected => Closing == OrderClosing.Rejected,
        OrdStatus.New => Has(Flags.Accepted),
        OrdStatus.PendingNew => true,
        OrdStatus.AcceptedForBidding => false,
    };

    /// <summary>The newest link of the chain with this id; null when there is none.</summary>
    public OrderRequest? Request(in ClOrdId id)
    {
        if (detail is null || id.IsNone) return null;
        for (int i = detail.Requests.Count - 1; i >= 0; i--)
            if (detail.Requests[i].Id == id) return detail.Requests[i];
        return null;
    }

    /// <summary>The newest request that waits for its answer, of one kind or of any.</summary>
    public OrderRequest? Outstanding(RequestKind? kind = null)
    {
        if (detail is null) return null;
        for (int i = detail.Requests.Count - 1; i >= detail.FirstOutstanding; i--)
        {
            OrderRequest request = detail.Requests[i];
            if (request.IsOutstanding && (kind is null || request.Kind == kind)) return request;
        }

        return null;
    }

    internal bool HasId(in ClOrdId id) => Is(clOrdId, id.Text, 0) || Request(in id) is not null;

    /// <summary>Compares with <see cref="OrderId"/> in its compact form, without building the full id.</summary>
    public bool IsOrderId(in OrderId id) => Is(orderId, id.Text, 1);

    internal bool HasOrderId(in OrderId id) =>
        Is(orderId, id.Text, 1) || (detail is not null && detail.EarlierOrderIds.Contains(id));

    private CompactId Keep(in ShortText id, int place)
    {
        CompactId compact = CompactId.Of(in id);
        if (compact.IsLong) (longIds ??= new ShortText[2])[place] = id;
        return compact;
    }

    private bool Is(CompactId kept, in ShortText id, int place) =>
        kept == CompactId.Of(in id) && (!kept.IsLong || longIds![place] == id);

    private OrdStatus Highest(int from)
    {
        // Nearly every order is just partially filled or new.
        if (detail is null && Closing == OrderClosing.None && (flags & Flags.Unusual) == Flags.None
            && (!orderQty.IsPositive || executed < orderQty))
            return executed.IsPositive ? OrdStatus.PartiallyFilled
                : Has(Flags.Accepted) ? OrdStatus.New
                : OrdStatus.PendingNew;
        ReadOnlySpan<OrdStatus> statuses = StatusPrecedence.HighestFirst;
        int i = detail is null ? StatusPrecedence.FirstSettled : from;
        while (!IsIn(statuses[i])) i++;
        return statuses[i];
    }

    private int PendingCount(RequestKind kind)
    {
        int count = 0;
        if (detail is null) return count;
        for (int i = detail.FirstOutstanding; i < detail.Requests.Count; i++)
            if (detail.Requests[i] is { State: RequestState.Pending } request && request.Kind == kind) count++;
        return count;
    }

    private static OrderTerms? ChainedPendingTerms(OrderDetail detail)
    {
        OrderRequest? newer = null;
        for (int i = detail.Requests.Count - 1; i >= detail.FirstOutstanding; i--)
        {
            OrderRequest request = detail.Requests[i];
            if (request.State != RequestState.Pending || request.Kind != RequestKind.Replace) continue;
            if (newer is not null) return request.Terms;
            newer = request;
        }

        return null;
    }

    private bool Has(Flags flag) => (flags & flag) != Flags.None;
}
