using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions.Commands;

/// <summary>
/// An execution from an order-less source: the Redis stream, JSON lines, or a person. No order is needed; the account
/// is the message's or the source's default. Busts and corrections refer by <see cref="ExecRefId"/>.
/// </summary>
public sealed record NormalisedExecution
{
    public required string Symbol { get; init; }

    public required Side Side { get; init; }

    /// <summary>Positive; for a bust it is not read.</summary>
    public required Qty LastQty { get; init; }

    public required Px LastPx { get; init; }

    public required ExecId ExecId { get; init; }

    public ExecType ExecType { get; init; } = ExecType.Trade;

    public ExecId ExecRefId { get; init; }

    public OrderId OrderId { get; init; }

    public required UtcNanos TransactTime { get; init; }

    /// <summary>Empty: the default account of the source.</summary>
    public string Account { get; init; } = "";

    public string Strategy { get; init; } = "";

    /// <summary>The feed whose ids these are; empty: the source itself is the scope of the ids.</summary>
    public string Venue { get; init; } = "";

    /// <summary>The day of its ids, where the venue's start anew each day: see <see cref="ExecKey"/>.</summary>
    public int Scope { get; init; }

    /// <summary>Where the source knows a commission, in its own currency.</summary>
    public Fee? Fee { get; init; }

    /// <summary>Overrides for a symbol that no instrument is defined for; 0 and none: not stated.</summary>
    public decimal Multiplier { get; init; }

    public Currency Currency { get; init; }

    /// <summary>Why a person injected it, else null.</summary>
    public string? Reason { get; init; }

    public string? By { get; init; }
}
