using System;
using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>
/// Busts and corrections. What holds of an execution is a function of the set of its amendments, whatever order they
/// came in: the corrections dated up to the first bust, in the order of venue time and venue sequence; and busted, if
/// there is a bust at all. Of the same moment, one that corrects another correction comes after it, because it waits
/// for it.
/// </summary>
public sealed partial class ExecutionLedger
{
    // Days that the venue's ids are scoped by, ascending; only for venues that start their ids anew.
    private readonly Dictionary<int, List<int>> scopes = [];

    // What waits for a trade or correction, by venue and id whatever the scope: a later day's bust may be about it.
    private readonly Dictionary<(VenueId Venue, ExecId ExecId), List<int>> awaited = [];

    /// <summary>Busts and corrections whose trade has not arrived.</summary>
    public int AwaitedCount { get; private set; }

    /// <summary>Keeps a bust or correction until what it refers to arrives.</summary>
    public void Apply(in AmendmentAwaited e)
    {
        int index = AddAmendment(e.Key);
        ref AmendmentRecord record = ref amendments[index];
        record.IsBust = e.IsBust;
        record.Side = e.Side ?? default;
        record.Account = e.Account;
        record.LastQty = e.LastQty;
        record.LastPx = e.LastPx;
        record.VenueSeq = e.VenueSeq;
        record.TransactTime = e.TransactTime;
        record.TargetText = KeepKey(e.Target);
        Await(index, e.Target);
    }

    /// <summary>Busts the record; its place in the position is the caller's to give up first.</summary>
    public void Apply(in TradeCanceled e)
    {
        int index = IndexOfAmendment(e.Exec, e.Key);
        ref AmendmentRecord record = ref amendments[index];
        record.IsBust = true;
        record.VenueSeq = e.VenueSeq;
        record.TransactTime = e.TransactTime;
        Settle(e.Exec);
    }

    /// <summary>
    /// Records the correction and returns the account that holds now: none when no correction states one.
    /// </summary>
    public AccountId Apply(in TradeCorrected e)
    {
        int index = IndexOfAmendment(e.Exec, e.Key);
        ref AmendmentRecord record = ref amendments[index];
        record.Side = e.Side;
        record.Account = e.Account;
        record.LastQty = e.LastQty;
        record.LastPx = e.LastPx;
        record.VenueSeq = e.VenueSeq;
        record.TransactTime = e.TransactTime;
        return Settle(e.Exec);
    }

    internal IEnumerable<Amendment> AmendmentsOf(ExecHandle exec)
    {
        if (!originals.TryGetValue(exec.Value, out OriginalTerms original)) yield break;
        for (int i = original.FirstAmendment; i != 0; i = amendments[i].NextOfExec) yield return ViewOf(i);
    }

    /// <summary>
    /// What was cancelled or corrected later than a venue time, once for each bust and correction; newest arrival
    /// first.
    /// </summary>
    /// <param name="olderMax">The search ends where so many in a row are not later.</param>
    internal IEnumerable<ExecHandle> AmendedAfter(UtcNanos time, int olderMax = int.MaxValue)
    {
        for (int i = amendments.Count - 1, older = 0; i > 0 && older < olderMax; i--)
        {
            AmendmentRecord record = amendments[i];
            older = record.TransactTime > time ? 0 : older + 1;
            if (older == 0 && !record.IsAwaited) yield return new ExecHandle(record.Exec);
        }
    }

    internal bool TryFindAmendment(in ExecKey key, out int amendment)
    {
        IdIndex.Candidates found = amendmentIds.Find(KeyText.Digest(in key));
        while (found.MoveNext())
        {
            if (!IsAt(amendments[(int)found.Current].Text, in key)) continue;
            amendment = (int)found.Current;
            return true;
        }

        amendment = 0;
        return false;
    }

    internal AmendmentRecord AmendmentAt(int amendment) => amendments[amendment];

    internal ExecKey TargetOf(int amendment) => KeyText.Read(texts.From(amendments[amendment].TargetText));

    internal ExecKey KeyOfAmendment(int amendment) => KeyText.Read(texts.From(amendments[amendment].Text));

    /// <summary>
    /// What a bust or correction refers to: a trade or the correction of one, in the scope stated or the latest before
    /// it. An amendment that itself waits is answered with what it waits for.
    /// </summary>
    internal bool TryResolve(in ExecKey reference, out ExecHandle exec, out ExecKey target) =>
        TryResolve(reference, out exec, out target, out _);

    /// <inheritdoc cref="TryResolve(in ExecKey, out ExecHandle, out ExecKey)"/>
    /// <param name="amendment">The bust or correction whose id it is; 0: it is a trade's, or nobody's.</param>
    internal bool TryResolve(in ExecKey reference, out ExecHandle exec, out ExecKey target, out int amendment)
    {
        target = reference;
        if (TryResolveInScope(reference, out exec, ref target, out amendment)) return true;
        if (target != reference || reference.Scope == 0
            || !scopes.TryGetValue(reference.Venue.Value, out List<int>? days))
            return false;
        for (int i = days.Count - 1; i >= 0; i--)
        {
            if (days[i] >= reference.Scope) continue;
            ExecKey earlier = reference with { Scope = days[i] };
            if (TryResolveInScope(earlier, out exec, ref target, out amendment)) return true;
            if (target != reference) return false;
        }

        return false;
    }

    /// <summary>What is waited for at the end, where amendments wait for one another.</summary>
    internal ExecKey EndOf(in ExecKey awaited)
    {
        ExecKey at = awaited;
        for (int left = AwaitedCount; left > 0; left--)
        {
            TryResolve(at, out _, out ExecKey next);
            if (next == at) break;
            at = next;
        }

        return at;
    }

    /// <summary>What waits for this key, soonest dated first; empty almost always.</summary>
    internal void CollectAwaited(in ExecKey key, List<int> into)
    {
        if (AwaitedCount == 0 || !awaited.TryGetValue((key.Venue, key.ExecId), out List<int>? waiting)) return;
        foreach (int amendment in waiting)
        {
            ExecKey target = TargetOf(amendment);
            if (target.Scope == key.Scope || (key.Scope != 0 && target.Scope > key.Scope)) into.Add(amendment);
        }
    }

    private bool TryResolveInScope(in ExecKey reference, out ExecHandle exec, ref ExecKey target, out int amendment)
    {
        amendment = 0;
        if (TryFind(reference, out exec)) return true;
        if (!TryFindAmendment(reference, out amendment)) return false;
        AmendmentRecord record = amendments[amendment];
        exec = new ExecHandle(record.Exec);
        if (!record.IsAwaited) return true;
        target = TargetOf(amendment);
        return false;
    }

    private Amendment ViewOf(int index)
    {
        AmendmentRecord record = amendments[index];
        return new Amendment(
            KeyOfAmendment(index), record.IsBust, record.LastQty, record.LastPx, record.VenueSeq, record.TransactTime);
    }

    private int AddAmendment(in ExecKey key)
    {
        int index = amendments.Count;
        ref AmendmentRecord record = ref amendments.Add();
        record.Text = KeepKey(in key);
        amendmentIds.Add(KeyText.Digest(in key), (uint)index);
        RememberScope(key);
        return index;
    }

    // The amendment itself: one that waited, or a new one; linked behind the others of its execution.
    private int IndexOfAmendment(ExecHandle exec, in ExecKey key)
    {
        Invariant.Holds(exec.Value > 0 && exec.Value < records.Count, "an amendment is about a known execution");
        if (TryFindAmendment(key, out int index))
        {
            Invariant.Holds(amendments[index].IsAwaited, "a bust or correction is applied once");
            StopWaiting(index);
        }
        else
        {
            index = AddAmendment(key);
        }

        ref AmendmentRecord record = ref amendments[index];
        record.Exec = exec.Value;
        record.TargetText = 0;
        OriginalTerms original = OriginalOf(exec);
        if (original.FirstAmendment == 0) original.FirstAmendment = index;
        else LastOf(original.FirstAmendment).NextOfExec = index;
        originals[exec.Value] = original;
        return index;
    }

    private ref AmendmentRecord LastOf(int first)
    {
        int at = first;
        while (amendments[at].NextOfExec != 0) at = amendments[at].NextOfExec;
        return ref amendments[at];
    }

    private OriginalTerms OriginalOf(ExecHandle exec)
    {
        if (originals.TryGetValue(exec.Value, out OriginalTerms original)) return original;
        ref readonly EntryRecord entry = ref records[exec.Value].Entry;
        return new OriginalTerms
        {
            SignedQty = entry.SignedQty,
            Px = entry.Px,
            Side = entry.Flags & (EntryFlags.Sell | EntryFlags.SellShort),
            Position = entry.Position,
        };
    }

    private AccountId Settle(ExecHandle exec)
    {
        OriginalTerms original = originals[exec.Value];
        List<int> inForce = CorrectionsInForce(original.FirstAmendment, out bool isBusted);
        ref EntryRecord entry = ref records[exec.Value].Entry;
        CorrectedTerms terms = TermsAfter(original, inForce);
        entry.SetTerms(terms.SignedQty, terms.Px);
        entry.Flags = terms.Side
            | (entry.Flags & EntryFlags.Linked)
            | (isBusted ? EntryFlags.Busted : EntryFlags.None)
            | (inForce.Count > 0 ? EntryFlags.Corrected : EntryFlags.None);
        return terms.Account;
    }

    private CorrectedTerms TermsAfter(in OriginalTerms original, List<int> inForce)
    {
        EntryFlags side = original.Side;
        decimal qty = Math.Abs(original.SignedQty);
        decimal px = original.Px;
        AccountId account = default;
        foreach (int i in inForce)
        {
            ref readonly AmendmentRecord each = ref amendments[i];
            qty = each.LastQty.Value;
            px = each.LastPx.Value;
            if (each.Side != default) side = FlagsOf(each.Side);
#if PLANTED_BUGS
            if (Planted.Is(Bug.CorrectionKeepsPrice)) px = original.Px;
#endif
            if (!each.Account.IsNone) account = each.Account;
        }

        return new CorrectedTerms(side == EntryFlags.None ? qty : -qty, px, side, account);
    }

    // The corrections dated up to the first bust, in the order of the venue; of what was dated up to a time.
    private List<int> CorrectionsInForce(int firstAmendment, out bool isBusted, UtcNanos? until = null)
    {
        List<int> corrections = [];
        int bust = 0;
        for (int i = firstAmendment; i != 0; i = amendments[i].NextOfExec)
        {
            ref readonly AmendmentRecord each = ref amendments[i];
            if (until is { } last && each.TransactTime > last) continue;
            if (!each.IsBust) Insert(corrections, i);
            else if (bust == 0 || amendments[bust].IsAfter(each.TransactTime, each.VenueSeq)) bust = i;
        }

        isBusted = bust != 0;
        if (!isBusted) return corrections;
        AmendmentRecord first = amendments[bust];
        corrections.RemoveAll(i => amendments[i].IsAfter(first.TransactTime, first.VenueSeq));
        return corrections;
    }

    // Behind all that are not dated after it.
    private void Insert(List<int> corrections, int index)
    {
        AmendmentRecord own = amendments[index];
        int at = corrections.Count;
        while (at > 0 && amendments[corrections[at - 1]].IsAfter(own.TransactTime, own.VenueSeq)) at--;
        corrections.Insert(at, index);
    }

    private void Await(int index, in ExecKey target)
    {
        if (!awaited.TryGetValue((target.Venue, target.ExecId), out List<int>? waiting))
            awaited.Add((target.Venue, target.ExecId), waiting = []);
        waiting.Add(index);
        AwaitedCount++;
    }

    private void StopWaiting(int index)
    {
        ExecKey target = TargetOf(index);
        List<int> waiting = awaited[(target.Venue, target.ExecId)];
        waiting.Remove(index);
        if (waiting.Count == 0) awaited.Remove((target.Venue, target.ExecId));
        AwaitedCount--;
    }

    private void RememberScope(in ExecKey key)
    {
        if (key.Scope == 0) return;
        if (!scopes.TryGetValue(key.Venue.Value, out List<int>? days)) scopes.Add(key.Venue.Value, days = []);
        if (days.Count > 0 && days[^1] == key.Scope) return;
        int at = days.BinarySearch(key.Scope);
        if (at < 0) days.Insert(~at, key.Scope);
    }
}
