namespace Truefill.Benchmarks.Loads;

/// <summary>How large the books of a load are, and how much of it is unusual. Positions: accounts × symbols.</summary>
/// <param name="Repeated">Reports in a thousand that were sent before.</param>
/// <param name="Late">Reports in a thousand that come after others that the venue dates later.</param>
public sealed record FillLoadSize(int Orders, int Accounts = 10, int Symbols = 100, int Repeated = 5, int Late = 2)
{
    /// <summary>Small enough to take no time, with all that a large one has.</summary>
    public static FillLoadSize Practice { get; } = new(500, Symbols: 5);
}
