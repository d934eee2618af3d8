namespace Truefill.Domain.Executions;

/// <summary>Every execution ever booked, by handle and by key.</summary>
public sealed class ExecutionLedger
{
}
