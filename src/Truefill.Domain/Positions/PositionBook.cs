using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// Positions by (account, strategy, symbol): a projection of executions and of the entries that need none. What a
/// position is follows from the set of what counts in it, in the order of venue time, venue sequence and arrival;
/// whatever comes late, is busted or corrected leads to the same books as if it had come in its place.
/// </summary>
public sealed partial class PositionBook
{
    private readonly ExecutionLedger executions;
    private readonly AccountTable accounts;
    private readonly InstrumentTable instruments;
    private readonly NameTables names;
    private readonly PagedList<PositionRecord> positions = new();
    private readonly Dictionary<PositionKey, int> handles = [];
    private readonly LotPool lots;
    private PositionKey lastKey;
    private int lastHandle;

    public PositionBook(ExecutionLedger executions, AccountTable accounts, InstrumentTable instruments,
        NameTables names)
    {
        this.executions = executions;
        this.accounts = accounts;
        this.instruments = instruments;
        this.names = names;
        lots = new LotPool { Older = (a, b) => Compare(a, b) < 0 };
        positions.Add();
        others.Add();
        fees.Add();
        feeTotals.Add();
    }

    /// <summary>Told of every position that changes; null: nobody.</summary>
    internal IPositionWatcher? Watcher { get; init; }

    /// <summary>How many positions there are, flat ones included.</summary>
    public int Count => positions.Count - 1;

    /// <summary>Every position there ever was, in the order of handles.</summary>
    public IEnumerable<Position> All
    {
        get
        {
            for (int i = 1; i < positions.Count; i++) yield return new Position(this, new PositionHandle(i));
        }
    }

    public Position this[PositionHandle position]
    {
        get
        {
            Invariant.Holds(position.Value > 0 && position.Value < positions.Count, "a position is one of the book's");
            return new Position(this, position);
        }
    }

    public bool TryGet(in PositionKey key, out Position position)
    {
        bool found = handles.TryGetValue(key, out int handle);
        position = found ? new Position(this, new PositionHandle(handle)) : default;
        return found;
    }

    /// <summary>The handle of a key, which gets one if it has none. For facts only.</summary>
    internal PositionHandle HandleOf(in PositionKey key)
    {
        int handle = Find(key);
        if (handle != 0) return new PositionHandle(handle);
        handle = positions.Count;
        ref PositionRecord record = ref positions.Add();
        record.Key = key;
        record.Method = accounts[key.Account].Method;
        handles.Add(key, handle);
        return new PositionHandle(handle);
    }

    // Deciding asks for the same key as applying does right after; the second time it is at hand.
    private int Find(in PositionKey key)
    {
        if (key == lastKey) return lastHandle;
        if (!handles.TryGetValue(key, out int handle)) return 0;
        (lastKey, lastHandle) = (key, handle);
        return handle;
    }

    internal ref PositionRecord Record(PositionHandle position) => ref positions[position.Value];

    /// <summary>Makes room for so many more lots.</summary>
    public void Reserve(int more) => lots.Reserve(more);

    internal void Prefetch(PositionHandle position)
    {
        ref readonly PositionRecord record = ref positions[position.Value];
        if (record.Tail > 0) CacheHint.Fetch(ref executions.Record(new ExecHandle(record.Tail)));
        if (record.FirstLot > 0) CacheHint.Fetch(ref lots[record.FirstLot]);
    }

    /// <summary>What a close reads when it uses the oldest lot up; after <see cref="Prefetch"/>.</summary>
    internal void PrefetchNextLot(PositionHandle position)
    {
        ref readonly PositionRecord record = ref positions[position.Value];
        if (record.FirstLot > 0 && lots[record.FirstLot].Next is > 0 and int next) CacheHint.Fetch(ref lots[next]);
    }

    internal Currency CurrencyOf(in PositionKey key)
    {
        Currency stated = instruments.CurrencyOf(key.Symbol);
        return stated.IsNone ? accounts[key.Account].Currency : stated;
    }

    internal Exact MultiplierOf(in PositionKey key) => instruments.MultiplierOf(key.Symbol);

    /// <summary>The account's method may have changed: what was realised under the old one is booked anew.</summary>
    public void Apply(in AccountDefined e)
    {
        for (int i = 1; i < positions.Count; i++)
        {
            ref PositionRecord record = ref positions[i];
            if (record.Key.Account != e.Account || record.Method == e.Method) continue;
            lots.Clear(ref record);
            record.Method = accounts[e.Account].Method;
            RunFromStart(ref record);
        }
    }
}
