namespace Truefill.Domain.Risk;

/// <summary>Who or what a kill switch is of. Numbers are frozen.</summary>
public enum KillSwitchType : byte
{
    /// <summary>Everything; the type of the global scope unless another is stated.</summary>
    Global = 1,

    /// <summary>One symbol; the type of the symbol scope unless another is stated.</summary>
    SymbolLevel = 2,

    /// <summary>Engaged by a limit; allowed with every scope.</summary>
    RiskLimit = 3,

    /// <summary>Engaged by a person; the type of venues, accounts and strategies unless another is stated.</summary>
    Manual = 4,
}

/// <summary>Which types go with which scope.</summary>
public static class KillSwitchTypes
{
    public static KillSwitchType DefaultOf(KillScope scope) => scope switch
    {
        KillScope.Global => KillSwitchType.Global,
        KillScope.Symbol => KillSwitchType.SymbolLevel,
        KillScope.Venue or KillScope.Account or KillScope.Strategy => KillSwitchType.Manual,
    };

    public static bool Fits(this KillSwitchType type, KillScope scope) => type switch
    {
        KillSwitchType.Global => scope == KillScope.Global,
        KillSwitchType.SymbolLevel => scope == KillScope.Symbol,
        KillSwitchType.RiskLimit => true,
        KillSwitchType.Manual => scope != KillScope.Symbol,
    };
}
