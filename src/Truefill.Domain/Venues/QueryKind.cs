namespace Truefill.Domain.Venues;

/// <summary>What a venue can be asked. Numbers are frozen.</summary>
public enum QueryKind : byte
{
    OpenOrders = 1,

    /// <summary>One order or request, by the id that we gave it.</summary>
    Order = 2,
    Executions = 3,
    Positions = 4,
    Balances = 5,
}
