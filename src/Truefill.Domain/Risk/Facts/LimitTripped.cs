using Truefill.Domain.Names;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>A limit was broken that stops trading until a person resets the kill switch that it engages.</summary>
/// <param name="Strategy">The one that is stopped; zero: the account.</param>
/// <param name="Day">The account's day, for limits that hold for one.</param>
/// <param name="Detail">The figures.</param>
public readonly record struct LimitTripped(
    LimitKind Kind,
    AccountId Account,
    StrategyId Strategy,
    long Day,
    string Detail,
    UtcNanos At);
