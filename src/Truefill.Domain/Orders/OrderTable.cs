using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>
/// Every order by handle, and the ids that lead to them. Orders are never removed: a late report finds its order
/// however old it is. Look-ups allocate nothing.
/// </summary>
public sealed partial class OrderTable
{
    private readonly List<Order?> orders = [null];
    private readonly HandleSet open = new();
    private readonly OpenOrderCounts openOf = new();
    private readonly HandleSet inFlight = new();
    private readonly HandleSet unknown = new();
    private readonly HandleSet overfilled = new();
    private readonly OrderIds byClOrdId = new();
    private readonly OrderIds byOrderId = new();

    /// <summary>Told of every order that changes; null: nobody.</summary>
    internal IOrderWatcher? Watcher { get; init; }

    /// <summary>How many orders there are; handles run from 1 to this.</summary>
    public int Count => orders.Count - 1;

    public int OpenCount => open.Count;

    /// <summary>Open orders of what a kill switch can be of, whoever entered them.</summary>
    public int OpenCountOf(KillScope scope, int target) => openOf.Of(scope, target);

    /// <summary>Orders of which more is executed than was ordered, oldest first.</summary>
    public OrderWalk Overfilled => new(orders, overfilled);

    public int OverfilledCount => overfilled.Count;

    /// <summary>Orders that we refused; they have no handle.</summary>
    public long DeniedCount { get; private set; }

    /// <summary>Reports that contradicted an order.</summary>
    public long ViolationCount { get; private set; }

    /// <summary>The handle that the next order gets.</summary>
    public OrderHandle NextHandle => new(orders.Count);

    /// <summary>All orders, oldest first.</summary>
    public IEnumerable<Order> All
    {
        get
        {
            for (int i = 1; i < orders.Count; i++) yield return orders[i]!;
        }
    }

    /// <summary>
    /// Orders of which something can still be executed, oldest first; what changes on the way is seen.
    /// </summary>
    public OrderWalk Open => new(orders, open);

    /// <summary>
    /// Orders with a request of ours whose final answer has not come, unknown ones included, oldest first; what changes
    /// on the way is seen.
    /// </summary>
    public OrderWalk InFlight => new(orders, inFlight);

    public int InFlightCount => inFlight.Count;

    /// <summary>Those in flight of which nobody knows what the venue made of a request, oldest first.</summary>
    public OrderWalk Unknown => new(orders, unknown);

    public int UnknownCount => unknown.Count;

    /// <summary>
    /// How often an order stopped being unknown and was still in flight, since this table was made: not of the state.
    /// </summary>
    internal long KnownAgain { get; private set; }

    /// <summary>The next open order after one that need not be open itself; none: there is no more.</summary>
    public OrderHandle NextOpen(OrderHandle after) => new(open.Next(after.Value));

    /// <summary>The handle must be one of this table's.</summary>
    public Order this[OrderHandle order]
    {
        get
        {
            Invariant.Holds(order.Value > 0 && order.Value < orders.Count, "an order's handle is one that was given");
            return orders[order.Value]!;
        }
    }

    /// <summary>Null when there is no such order.</summary>
    public Order? TryGet(OrderHandle order) =>
        order.Value > 0 && order.Value < orders.Count ? orders[order.Value] : null;

    /// <summary>
    /// By any id of a chain as clients know it, or by our wire id. Without an account, two accounts' same id is
    /// ambiguous.
    /// </summary>
    public OrderLookup Find(in ClOrdId id, AccountId account = default)
    {
        OrderLookup found = default;
        IdIndex.Candidates candidates = byClOrdId.Find(id.Text);
        while (candidates.MoveNext())
        {
            OrderHandle handle = new((int)candidates.Current);
            Order order = orders[handle.Value]!;
            if ((account.IsNone || order.Account == account) && order.HasId(in id)) found = found.And(handle);
        }

        return found.Outcome == LookupOutcome.None && FindOwn(in id) is { } own ? OrderLookup.At(own.Handle) : found;
    }

    /// <summary>By any id that this source gave to an order or to a request about it.</summary>
    public OrderLookup FindOf(SourceId source, in ClOrdId id, string account = "", NameTables? names = null)
    {
        OrderLookup found = default;
        IdIndex.Candidates candidates = byClOrdId.Find(id.Text);
        while (candidates.MoveNext())
        {
            OrderHandle handle = new((int)candidates.Current);
            Order order = orders[handle.Value]!;
            if (order.Source != source || !order.HasId(in id)) continue;
            if (account.Length == 0 || names!.Of(order.Account) == account) found = found.And(handle);
        }

        return found;
    }

    /// <summary>By our own wire id, if the order is of this source.</summary>
    public OrderLookup FindWireOf(SourceId source, in ClOrdId wireId) =>
        FindOwn(in wireId) is { } own && own.Source == source ? OrderLookup.At(own.Handle) : default;

    /// <summary>Has the source used the id before, for an order or for a request of one of the account's?</summary>
    public bool IsUsed(in ClOrdId id, AccountId account, SourceId source)
    {
        IdIndex.Candidates candidates = byClOrdId.Find(id.Text);
        while (candidates.MoveNext())
        {
            OrderHandle handle = new((int)candidates.Current);
            Order order = orders[handle.Value]!;
            if (order.Source != source || !order.HasId(in id)) continue;
            if (account.IsNone || order.Account == account) return true;
        }

        return false;
    }

    /// <summary>
    /// By ClOrdID(11) or OrigClOrdID(41) as a venue writes them: of the order or of any request of its chain.
    /// </summary>
    public OrderLookup FindWire(VenueId venue, in ClOrdId id, AccountId account = default)
    {
        if (id.IsNone) return default;
        if (FindOwn(in id) is { } own && own.Venue == venue) return OrderLookup.At(own.Handle);
        OrderLookup found = default;
        IdIndex.Candidates candidates = byClOrdId.Find(id.Text);
        while (candidates.MoveNext())
        {
            OrderHandle handle = new((int)candidates.Current);
            Order order = orders[handle.Value]!;
            if (order.Origin == OrderOrigin.Client || order.Venue != venue || !order.HasId(in id)) continue;
            if (account.IsNone || order.Account == account) found = found.And(handle);
        }

        return found;
    }

    /// <summary>The venue's order that we made this id for, or for a request of whose chain.</summary>
    internal OrderLookup FindWire(VenueId venue, WireId id) =>
        FindOwn(id) is { } own && own.Venue == venue ? OrderLookup.At(own.Handle) : default;

    /// <summary>An order that somebody else's request is about, of one source or of any.</summary>
    internal OrderLookup FindObserved(in ClOrdId id, AccountId account, SourceId? source)
    {
        OrderLookup found = default;
        IdIndex.Candidates candidates = byClOrdId.Find(id.Text);
        while (candidates.MoveNext())
        {
            OrderHandle handle = new((int)candidates.Current);
            Order order = orders[handle.Value]!;
            if (order.Origin == OrderOrigin.Client || !order.HasId(in id)) continue;
            if (source is not null && order.Source != source) continue;
            if (account.IsNone || order.Account == account) found = found.And(handle);
        }

        return found;
    }

    /// <summary>By any OrderID(37) that the venue ever gave; the newest order where it gave one twice.</summary>
    public OrderLookup FindOrderId(VenueId venue, in OrderId id)
    {
        OrderLookup found = default;
        if (id.IsNone) return found;
        IdIndex.Candidates candidates = byOrderId.Find(id.Text);
        while (candidates.MoveNext())
        {
            OrderHandle handle = new((int)candidates.Current);
            Order order = orders[handle.Value]!;
            if (order.Venue != venue || !order.HasOrderId(in id)) continue;
            if (handle.Value > found.Order.Value) found = OrderLookup.At(handle);
        }

        return found;
    }

    /// <summary>A trade of the order was booked: the execution ledger has already found it new.</summary>
    public void AddExecution(OrderHandle order, Qty lastQty, Px lastPx, UtcNanos transactTime)
    {
        this[order].AddExecution(lastQty, lastPx, transactTime);
        Changed(order);
    }

    /// <summary>A trade was busted, or is about to be added again as corrected.</summary>
    /// <param name="transactTime">
    /// When the trade was executed, as it was added: an order that was split since counts it in today's units. None: it
    /// was added after the last split.
    /// </param>
    public void RemoveExecution(OrderHandle order, Qty lastQty, Px lastPx, UtcNanos transactTime = default)
    {
        this[order].RemoveExecution(lastQty, lastPx, transactTime);
        Changed(order);
    }

    internal void PrefetchSlot(OrderHandle order)
    {
        if (order.Value > 0 && order.Value < orders.Count)
            CacheHint.Fetch(ref Unsafe.As<Order?, nint>(ref CollectionsMarshal.AsSpan(orders)[order.Value]));
    }

    internal void Prefetch(OrderHandle order)
    {
        if (order.Value > 0 && order.Value < orders.Count)
            CacheHint.FetchObject(ref CollectionsMarshal.AsSpan(orders)[order.Value], Order.CacheLines);
    }

    // Our own wire ids say which order they are of; only the epoch has to agree.
    private Order? FindOwn(in ClOrdId id) => FindOwn(WireIds.Read(in id));

    private Order? FindOwn(WireId id) => TryGet(id.Order) is { } order && order.Made(id) ? order : null;

    private void Add(Order order)
    {
        Invariant.Holds(order.Handle.Value == orders.Count, "orders are numbered in the order of intake");
        orders.Add(order);
        Index(order, order.ClOrdId);
        Changed(order.Handle);
    }

    private void Index(Order order, in ClOrdId id)
    {
        if (!id.IsNone) byClOrdId.Add(id.Text, order.Handle);
    }

    private void Index(Order order, in OrderId id)
    {
        if (!id.IsNone) byOrderId.Add(id.Text, order.Handle);
    }

    // It may come to be of another venue or account; Changed counts it again.
    private void Retake(Order held)
    {
        if (open.Set(held.Handle.Value, isMember: false)) openOf.Count(held, -1);
        held.Lists &= ~OrderLists.Open;
    }

    private void Changed(OrderHandle handle)
    {
        Order order = orders[handle.Value]!;
        OrderLists lists = order.BelongsTo;
        if (lists != order.Lists) Relist(order, lists);
        Watcher?.Changed(order);
    }

    private static bool Has(OrderLists lists, OrderLists one) => (lists & one) != OrderLists.None;

    private void Relist(Order order, OrderLists lists)
    {
        int handle = order.Handle.Value;
        bool isOpen = Has(lists, OrderLists.Open);
        if (open.Set(handle, isOpen)) openOf.Count(order, isOpen ? 1 : -1);
        overfilled.Set(handle, Has(lists, OrderLists.Overfilled));
        bool isInFlight = Has(lists, OrderLists.InFlight);
        inFlight.Set(handle, isInFlight);
        bool isUnknown = Has(lists, OrderLists.Unknown);
        if (unknown.Set(handle, isUnknown) && isInFlight && !isUnknown) KnownAgain++;
        order.Lists = lists;
    }
}
