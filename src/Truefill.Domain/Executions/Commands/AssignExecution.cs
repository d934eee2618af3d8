using Truefill.Domain.Names;

namespace Truefill.Domain.Executions.Commands;

/// <summary>Takes an execution out of <see cref="SubLedgers.Suspense"/> and into a strategy, with its fees.</summary>
/// <param name="Strategy">Empty: the one without a name; or <see cref="SubLedgers.Manual"/>.</param>
public sealed record AssignExecution(ExecHandle Exec, string Strategy, string By, string Reason);
