namespace Truefill.Domain.Orders;

/// <summary>One order: its requests, its live executions and how it closed. OrdStatus is derived from them.</summary>
public sealed class Order
{
}
