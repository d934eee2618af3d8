namespace Truefill.Domain.Orders;

/// <summary>Every order by handle, and the ids that lead to them.</summary>
public sealed class OrderTable
{
}
