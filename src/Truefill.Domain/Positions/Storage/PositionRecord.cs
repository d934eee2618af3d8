using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions.Storage;

/// <summary>
/// One position. Amounts are in price times quantity, before the contract multiplier, so that a multiplier defined
/// later re-values all of it. Net cash is Realized − Cost and not stored.
/// </summary>
internal struct PositionRecord
{
    public PositionKey Key;

    /// <summary>Signed; negative is short.</summary>
    public Exact Qty;

    /// <summary>Σ signed quantity × price of what is open, under the account's method.</summary>
    public Exact Cost;
    public Exact Realized;

    /// <summary>Σ |quantity × price| of the history: bounds every sum that any order of it can lead to.</summary>
    public Exact Turnover;

    /// <summary>First and last entry of the history; above 0 an execution, below 0 another entry, 0 none.</summary>
    public int Head;
    public int Tail;

    /// <summary>FIFO: oldest lot; LIFO: newest; HIFO: root of the heap; average: none.</summary>
    public int FirstLot;

    /// <summary>FIFO only: newest lot.</summary>
    public int LastLot;

    /// <summary>First of the totals of fees, ordered by currency and kind.</summary>
    public int FirstFee;
    public LotMethod Method;

    /// <summary>
    /// Most decimals that any quantity or price of it ever had; with the turnover they bound the digits of sums.
    /// </summary>
    public byte QtyScale;
    public byte PxScale;

    /// <summary>
    /// How often an entry came or went, around its range: who keeps what follows from the history sees by it that
    /// there is more. Not state.
    /// </summary>
    public int Changes;
}

/// <summary>An open lot, pooled. Links mean what the method of its position needs.</summary>
internal struct LotRecord
{
    /// <summary>What is left of it, signed.</summary>
    public Exact Qty;
    public long PxCoefficient;

    /// <summary>The entry that opened it.</summary>
    public int Entry;
    public int Next;

    /// <summary>HIFO: first of those below it; FIFO: the next older one, undefined for the oldest.</summary>
    public int Child;
    public byte PxScale;
}

/// <summary>One charge.</summary>
internal struct FeeRecord
{
    public Exact Amount;
    public ulong Currency;
    public long At;
    public int Exec;
    public int NextOfExec;
    public int Position;

    /// <summary>The entry that gives up what was charged in the traded asset, else 0.</summary>
    public int Entry;
    public Executions.FeeKind Kind;

    public readonly Money Money => new(Amount, Quantities.Currency.FromPacked(Currency));
}

/// <summary>What was charged to a position in one currency for one kind.</summary>
internal struct FeeTotal
{
    public Exact Amount;
    public ulong Currency;
    public int Next;
    public Executions.FeeKind Kind;

    /// <summary>
    /// The amount is price × quantity of the traded asset, before the multiplier, in the contract's currency.
    /// </summary>
    public bool InAsset;
}
