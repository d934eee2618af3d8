using System;
using Truefill.Domain.Risk;
using Truefill.Domain.State;

namespace Truefill.Domain.Names;

/// <summary>The five name tables of one set of books.</summary>
public sealed class NameTables
{
    public NameTable Accounts { get; } = new();

    public NameTable Strategies { get; } = new();

    public NameTable Symbols { get; } = new();

    public NameTable Venues { get; } = new();

    public NameTable Sources { get; } = new();

    public NameTable this[NameKind kind] => kind switch
    {
        NameKind.Account => Accounts,
        NameKind.Strategy => Strategies,
        NameKind.Symbol => Symbols,
        NameKind.Venue => Venues,
        NameKind.Source => Sources,
    };

    public string Of(AccountId id) => Accounts[id.Value];

    public string Of(StrategyId id) => Strategies[id.Value];

    public string Of(SymbolId id) => Symbols[id.Value];

    public string Of(VenueId id) => Venues[id.Value];

    public string Of(SourceId id) => Sources[id.Value];

    /// <summary>What a kill switch is of; empty for the global one.</summary>
    public string TargetOf(KillScope scope, int target) => KindOf(scope) is { } kind ? this[kind][target] : "";

    /// <summary>Which names the targets of a scope have; null: it has no target.</summary>
    public static NameKind? KindOf(KillScope scope) => scope switch
    {
        KillScope.Global => null,
        KillScope.Venue => NameKind.Venue,
        KillScope.Account => NameKind.Account,
        KillScope.Strategy => NameKind.Strategy,
        KillScope.Symbol => NameKind.Symbol,
    };

    public void Save(IStateWriter writer)
    {
        foreach (NameKind kind in Enum.GetValues<NameKind>()) this[kind].Save(writer);
    }

    public void Load(IStateReader reader)
    {
        foreach (NameKind kind in Enum.GetValues<NameKind>()) this[kind].Load(reader);
    }

    public void Apply(in NameRegistered e) => this[e.Kind].Add(e.Handle, e.Name);
}
