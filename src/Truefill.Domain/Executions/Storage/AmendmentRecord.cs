using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions.Storage;

/// <summary>A bust or correction, remembered by its own ExecID(17). There are few, so it is kept plain.</summary>
internal struct AmendmentRecord
{
    public uint Text;

    /// <summary>What it refers to, while that has not arrived; else 0.</summary>
    public uint TargetText;

    /// <summary>The execution it is about; 0 while awaited.</summary>
    public int Exec;
    public int NextOfExec;
    public bool IsBust;

    /// <summary>0: not stated.</summary>
    public Side Side;
    public AccountId Account;
    public Qty LastQty;
    public Px LastPx;
    public long VenueSeq;
    public UtcNanos TransactTime;

    /// <summary>
    /// What it says its trade is charged, each kind and currency once and then what was added to them; null: nothing.
    /// </summary>
    public List<Fee>? Fees;

    public readonly bool IsAwaited => Exec == 0;

    /// <summary>True when this one is dated after the other, by venue time and then by the venue's sequence.</summary>
    public readonly bool IsAfter(UtcNanos time, long venueSeq) =>
        TransactTime != time ? TransactTime > time : VenueSeq > venueSeq;
}
