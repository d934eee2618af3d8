using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>
/// Every kill switch that is engaged. What is covered by several is under the strongest; releasing one releases no
/// other. Survives a restart like all state.
/// </summary>
public sealed class KillSwitch
{
    private readonly SortedDictionary<(KillScope Scope, int Target), KillSwitchEntry> engaged = [];

    // The same, for looking through with every order.
    private KillSwitchEntry[] entries = [];

    /// <summary>Those in warning or active state, by scope and target.</summary>
    public IReadOnlyList<KillSwitchEntry> Engaged => entries;

    public bool IsAnyEngaged => engaged.Count > 0;

    /// <summary>The global switch is active.</summary>
    public bool IsGlobalActive => StateOf(KillScope.Global, 0) == KillSwitchState.Active;

    public KillSwitchState StateOf(KillScope scope, int target) =>
        engaged.TryGetValue((scope, target), out KillSwitchEntry entry) ? entry.State : KillSwitchState.Off;

    /// <summary>The strongest state of all that cover an order of these.</summary>
    public KillSwitchState StateFor(VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol)
    {
        KillSwitchState strongest = KillSwitchState.Off;
        foreach (ref readonly KillSwitchEntry entry in entries.AsSpan())
        {
            if (entry.State > strongest && Covers(in entry, venue, account, strategy, symbol)) strongest = entry.State;
        }

        return strongest;
    }

    public static bool Covers(
        in KillSwitchEntry entry, VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol) =>
        entry.Scope switch
        {
            KillScope.Global => CoversAll(),
            KillScope.Venue => entry.Target == venue.Value,
            KillScope.Account => entry.Target == account.Value,
            KillScope.Strategy => entry.Target == strategy.Value,
            KillScope.Symbol => entry.Target == symbol.Value,
        };

    private static bool CoversAll()
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.GlobalKillStopsNothing)) return false;
#endif
        return true;
    }

    /// <summary>
    /// An active switch takes the order from the venue. Somebody else's orders and protective legs go on; so does what
    /// was entered under this very switch, which only a person with the risk role may do and which only reduces.
    /// </summary>
    public static bool Stops(in KillSwitchEntry entry, Order order) =>
        entry.State == KillSwitchState.Active
        && order is { Origin: OrderOrigin.Client, Leg: LegKind.None }
        && (order.AddsRisk || order.CreatedAt < entry.Since)
        && Covers(in entry, order.Venue, order.Account, order.Strategy, order.Symbol);

    /// <summary>Any switch that is engaged does.</summary>
    public bool Stops(Order order)
    {
        foreach (ref readonly KillSwitchEntry entry in entries.AsSpan())
        {
            if (Stops(in entry, order)) return true;
        }

        return false;
    }

    /// <summary>When the newest switch that stops the order was engaged; none: none does.</summary>
    internal UtcNanos StopsSince(Order order)
    {
        UtcNanos since = default;
        foreach (ref readonly KillSwitchEntry entry in entries.AsSpan())
        {
            if (entry.Since > since && Stops(in entry, order)) since = entry.Since;
        }

        return since;
    }

    public void Apply(in KillSwitchSet e)
    {
        if (e.State == KillSwitchState.Off) engaged.Remove((e.Scope, e.Target));
        else engaged[(e.Scope, e.Target)] = new(e.Scope, e.Target, e.Type, e.State, e.Reason, e.By, e.At);
        entries = [.. engaged.Values];
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)engaged.Count);
        foreach (KillSwitchEntry entry in engaged.Values)
        {
            writer.Byte((byte)entry.Scope);
            writer.Unsigned((ulong)entry.Target);
            writer.Byte((byte)entry.Type);
            writer.Byte((byte)entry.State);
            writer.Write(entry.Reason);
            writer.Write(entry.By);
            writer.Write(entry.Since);
        }
    }

    public void Load(IStateReader reader)
    {
        engaged.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            KillSwitchEntry entry = new(
                (KillScope)reader.Byte(),
                reader.ReadInt(),
                (KillSwitchType)reader.Byte(),
                (KillSwitchState)reader.Byte(),
                reader.ReadString() ?? "",
                reader.ReadString() ?? "",
                reader.ReadTime());
            engaged.Add((entry.Scope, entry.Target), entry);
        }

        entries = [.. engaged.Values];
    }
}
