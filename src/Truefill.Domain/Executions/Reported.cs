using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>
/// What a report or message says about an execution, from whichever kind of source; null or none is "not stated".
/// </summary>
internal readonly struct Reported
{
    public required ExecKey Key { get; init; }

    public ExecId RefId { get; init; }

    public Order? Order { get; init; }

    public AccountId Account { get; init; }

    public string? AccountName { get; init; }

    /// <summary>Where a trade without an order goes.</summary>
    public required string StrategyName { get; init; }

    public SymbolId Symbol { get; init; }

    public string? SymbolName { get; init; }

    public Side? Side { get; init; }

    public Qty? LastQty { get; init; }

    public Px? LastPx { get; init; }

    public Fee? Fee { get; init; }

    public IReadOnlyList<Fee>? FurtherFees { get; init; }

    /// <summary>How many charges it states in all.</summary>
    public int FeeCount => (Fee is null ? 0 : 1) + (FurtherFees?.Count ?? 0);

    public OrderId OrderRef { get; init; }

    public long VenueSeq { get; init; }

    public UtcNanos TransactTime { get; init; }

    /// <summary>
    /// What the source says about the symbol: ContractMultiplier(231), Currency(15); 0 and none: nothing.
    /// </summary>
    public decimal Multiplier { get; init; }

    public Currency Currency { get; init; }

    public Fee FeeAt(int index)
    {
        if (Fee is not { } first) return FurtherFees![index];
        return index == 0 ? first : FurtherFees![index - 1];
    }
}
