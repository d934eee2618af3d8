using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>
/// A commission, fee or tax, with its trade or later. In the traded asset it also reduces the quantity.
/// </summary>
public readonly record struct FeeCharged(
    ExecHandle Exec,
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    Fee Fee,
    UtcNanos At);
