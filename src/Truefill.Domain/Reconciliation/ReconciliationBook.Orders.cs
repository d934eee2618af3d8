using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <content>Orders that a venue shows otherwise than the books hold them, and wait for a second look.</content>
public sealed partial class ReconciliationBook
{
    private readonly SortedDictionary<SightKey, OrderDiffered> looks = new(SightKey.Ascending);
    private readonly SortedDictionary<int, UtcNanos> ordersAnswered = [];

    /// <summary>First looks that no second one has confirmed yet, by venue, then by order.</summary>
    public IEnumerable<OrderDiffered> Looks => looks.Values;

    /// <summary>When the venue last answered what orders are open, whatever it answered; none: never.</summary>
    internal UtcNanos OrdersAnsweredAt(VenueId venue) =>
        ordersAnswered.TryGetValue(venue.Value, out UtcNanos at) ? at : default;

    internal bool HasLooks => looks.Count > 0;

    internal OrderDiffered? LookOf(VenueId venue, in OrderSight order) =>
        looks.TryGetValue(SightKey.Of(venue, in order), out OrderDiffered look) ? look : null;

    /// <summary>The break of this order that is not resolved; null: none.</summary>
    internal PositionBreak? UnresolvedOf(VenueId venue, in OrderSight order) =>
        unresolved.Find(SightKey.Of(venue, in order)) is > 0 and int id ? breaks[id] : null;

    /// <summary>Those of a venue's orders that are not resolved, as they are now, oldest first.</summary>
    internal List<PositionBreak> UnresolvedOrders(VenueId venue)
    {
        List<PositionBreak> found = [];
        foreach (int id in unresolved.OfOrders)
            if (breaks[id].Latest.Venue == venue) found.Add(breaks[id]);
        return found;
    }

    /// <summary>The last break of an order that was executed beyond what was ordered; null: never.</summary>
    internal PositionBreak? LastOverfill(OrderHandle order) =>
        unresolved.LastOverfills.TryGetValue(order.Value, out int id) ? breaks[id] : null;

    /// <summary>The unresolved break of an advisory's order that filled after its result; null: none.</summary>
    internal PositionBreak? UnresolvedLateFill(OrderHandle order) =>
        unresolved.FindLateFill(order.Value) is > 0 and int id ? breaks[id] : null;

    /// <summary>
    /// The last break of an order of which the venue has told more executed than the books have; null: never.
    /// </summary>
    internal PositionBreak? LastMissingFill(OrderHandle order) =>
        unresolved.LastMissingFills.TryGetValue(order.Value, out int id) ? breaks[id] : null;

    /// <summary>Those of such breaks that are not resolved, oldest order first; none as a rule.</summary>
    internal IEnumerable<PositionBreak> MissingFills
    {
        get
        {
            foreach (int id in unresolved.MissingFills.Values) yield return breaks[id];
        }
    }

    internal bool HasMissingFills => unresolved.MissingFills.Count > 0;

    /// <summary>Orders that were overfilled and whose break is not resolved, oldest first; none as a rule.</summary>
    internal IEnumerable<int> Overfilled => unresolved.Overfills.Keys;

    /// <summary>An order is executed beyond what was ordered, and nobody has resolved the break.</summary>
    public bool HasOverfills => unresolved.OverfillCount > 0;

    /// <summary>
    /// The venue has shown an order there that nobody here entered and the books do not hold, and it has not been seen
    /// to end. A person who has resolved the break has not ended the order.
    /// </summary>
    public bool HasOrphan(VenueId venue)
    {
        foreach (OrderDiffered look in looks.Values)
            if (look.Class == BreakClass.OrphanOrder && look.Venue == venue) return true;
        foreach (PositionBreak found in breaks.Values)
        {
            if (found.Latest.Class != BreakClass.OrphanOrder || found.Latest.Venue != venue) continue;
            if (found.State != BreakState.Resolved || found.By != Deciding.OwnSource) return true;
        }

        return false;
    }

    internal int LookCount => looks.Count;

    internal int UnresolvedOrderCount => unresolved.OrderCount;

    /// <summary>Every break of an order that is not resolved, oldest first. Not to be changed meanwhile.</summary>
    internal IEnumerable<PositionBreak> UnresolvedOrders()
    {
        foreach (int id in unresolved.OfOrders) yield return breaks[id];
    }

    public void Apply(in OrderDiffered e) => looks[SightKey.Of(e.Venue, e.Order)] = e;

    public void Apply(in OrderAgreed e) => looks.Remove(SightKey.Of(e.Venue, e.Order));

    private void SaveLooks(IStateWriter writer)
    {
        writer.Unsigned((ulong)looks.Count);
        foreach (OrderDiffered look in looks.Values)
        {
            writer.Byte((byte)look.Class);
            writer.Unsigned((ulong)look.Venue.Value);
            writer.Unsigned((ulong)look.Account.Value);
            writer.Unsigned((ulong)look.Symbol.Value);
            writer.Write(look.Expected);
            writer.Write(look.Found);
            writer.Write(look.AsOf);
            writer.Write(look.At);
            Save(writer, look.Order);
        }

        writer.Unsigned((ulong)ordersAnswered.Count);
        foreach ((int venue, UtcNanos at) in ordersAnswered)
        {
            writer.Unsigned((ulong)venue);
            writer.Write(at);
        }
    }

    private void LoadLooks(IStateReader reader)
    {
        looks.Clear();
        ordersAnswered.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            OrderDiffered look = new(
                (BreakClass)reader.Byte(),
                new VenueId(reader.ReadInt()),
                new AccountId(reader.ReadInt()),
                new SymbolId(reader.ReadInt()),
                reader.ReadQty(),
                reader.ReadQty(),
                reader.ReadTime(),
                reader.ReadTime(),
                LoadSight(reader));
            looks[SightKey.Of(look.Venue, look.Order)] = look;
        }

        for (int count = reader.ReadInt(); count > 0; count--)
        {
            int venue = reader.ReadInt();
            ordersAnswered[venue] = reader.ReadTime();
        }
    }

    private static void Save(IStateWriter writer, in OrderSight order)
    {
        writer.Unsigned((ulong)order.Order.Value);
        writer.Write(order.ClOrdId.Text);
        writer.Write(order.OrderId.Text);
    }

    private static OrderSight LoadSight(IStateReader reader) => new(
        new OrderHandle(reader.ReadInt()), new ClOrdId(reader.ReadShortText()), new OrderId(reader.ReadShortText()));
}
