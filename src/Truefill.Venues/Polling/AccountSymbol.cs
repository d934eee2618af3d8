namespace Truefill.Venues.Polling;

/// <summary>What a position is of, in the broker's words.</summary>
internal readonly record struct AccountSymbol(string Account, string Symbol);
