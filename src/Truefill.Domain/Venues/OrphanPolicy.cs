namespace Truefill.Domain.Venues;

/// <summary>What becomes of an order at a venue that nobody here entered. Numbers are frozen.</summary>
public enum OrphanPolicy : byte
{
    /// <summary>It is taken into the books, in <c>@manual</c>.</summary>
    Adopt = 0,

    /// <summary>It is a break; the books do not take it, and what it executes is in <c>@suspense</c>.</summary>
    Report = 1,

    /// <summary>It is adopted, and a break that is resolved at once says so.</summary>
    Correct = 2,
}
