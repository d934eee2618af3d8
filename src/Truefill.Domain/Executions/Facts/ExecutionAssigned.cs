using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A person said whose an execution is that fits no order: it leaves @suspense for that strategy.</summary>
public readonly record struct ExecutionAssigned(
    ExecHandle Exec, StrategyId From, StrategyId To, string By, string Reason, UtcNanos At);
