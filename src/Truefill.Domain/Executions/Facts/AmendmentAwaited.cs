using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A bust or correction came before the trade it is about; it is kept until that arrives.</summary>
public readonly record struct AmendmentAwaited(
    ExecKey Key,
    ExecKey Target,
    bool IsBust,
    Side? Side,
    AccountId Account,
    Qty LastQty,
    Px LastPx,
    long VenueSeq,
    UtcNanos TransactTime);
