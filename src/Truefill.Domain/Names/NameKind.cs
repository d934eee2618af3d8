namespace Truefill.Domain.Names;

/// <summary>What a registered name names. Numbers are frozen: the journal holds them.</summary>
public enum NameKind
{
    Account = 1,
    Strategy = 2,
    Symbol = 3,
    Venue = 4,
    Source = 5,
}
