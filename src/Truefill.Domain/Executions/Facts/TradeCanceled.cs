using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A trade was busted: ExecType(150)=H. It counts as if it had never been.</summary>
public readonly record struct TradeCanceled(
    ExecHandle Exec,
    ExecKey Key,
    long VenueSeq,
    UtcNanos TransactTime);
