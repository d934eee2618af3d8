namespace Truefill.Domain.Risk;

/// <summary>What a kill switch covers. Numbers are frozen.</summary>
public enum KillScope : byte
{
    Global = 1,
    Venue = 2,
    Account = 3,
    Strategy = 4,
    Symbol = 5,
}
