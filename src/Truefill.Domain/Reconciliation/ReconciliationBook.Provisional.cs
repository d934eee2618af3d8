using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Reconciliation;

/// <content>Corrections that wait for their executions; those that do not any more are in the journal.</content>
public sealed partial class ReconciliationBook
{
    private readonly SortedDictionary<int, Provisional> provisionals = [];

    /// <summary>By break, oldest first.</summary>
    public IEnumerable<Provisional> Provisionals => provisionals.Values;

    /// <summary>False as a rule: then no execution has to look whether it replaces one.</summary>
    internal bool HasProvisionals => provisionals.Count > 0;

    public Provisional? ProvisionalOf(int breakId) =>
        provisionals.TryGetValue(breakId, out Provisional found) ? found : null;

    public void Apply(in ProvisionalBooked e) => provisionals[e.Break] = new Provisional(e, e.SignedQty);

    public void Apply(in ProvisionalReplaced e) => Leave(e.Break, e.Left);

    /// <summary>
    /// What a person moves out of the sub-ledger is somebody's for good: no execution replaces it any more.
    /// </summary>
    public void Apply(in PositionTransferred e)
    {
        if (provisionals.Count == 0) return;
        decimal moved = e.SignedQty.Value;
        List<Provisional> waiting = [.. provisionals.Values];
        foreach (Provisional each in waiting)
        {
            ProvisionalBooked of = each.Booked;
            if (of.Account != e.Account || of.Strategy != e.From || of.Symbol != e.Symbol) continue;
            decimal left = each.Left.Value;
            if (moved == 0 || left > 0 != moved > 0) continue;
            decimal part = System.Math.Abs(left) < System.Math.Abs(moved) ? left : moved;
            moved -= part;
            Leave(of.Break, Qty.FromTrusted(ExactDecimal.Normalize(left - part)));
        }
    }

    private void Leave(int breakId, Qty left)
    {
        if (left.IsZero) provisionals.Remove(breakId);
        else provisionals[breakId] = provisionals[breakId] with { Left = left };
    }

    private void SaveProvisionals(IStateWriter writer)
    {
        writer.Unsigned((ulong)provisionals.Count);
        foreach (Provisional each in provisionals.Values)
        {
            ProvisionalBooked of = each.Booked;
            writer.Unsigned((ulong)of.Break);
            writer.Unsigned((ulong)of.Account.Value);
            writer.Unsigned((ulong)of.Strategy.Value);
            writer.Unsigned((ulong)of.Symbol.Value);
            writer.Write(of.SignedQty);
            writer.Write((Px?)of.Price);
            writer.Write(of.AsOf);
            writer.Write(of.By);
            writer.Write(of.Reason);
            writer.Write(of.At);
            writer.Write(each.Left);
        }
    }

    private void LoadProvisionals(IStateReader reader)
    {
        provisionals.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            ProvisionalBooked of = new(
                reader.ReadInt(),
                new AccountId(reader.ReadInt()),
                new StrategyId(reader.ReadInt()),
                new SymbolId(reader.ReadInt()),
                reader.ReadQty(),
                reader.ReadPx() ?? default,
                reader.ReadTime(),
                reader.ReadString() ?? "",
                reader.ReadString() ?? "",
                reader.ReadTime());
            provisionals[of.Break] = new Provisional(of, reader.ReadQty());
        }
    }
}
