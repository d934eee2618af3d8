using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Advisories;

/// <summary>After an execution its venue is asked: once about the order, then once about positions.</summary>
/// <param name="QueryId">The question; see <see cref="VenueAsked"/>.</param>
/// <param name="OrderFinding">What the answer about the order showed to differ; null: nothing so far.</param>
public readonly record struct AdvisoryAsked(
    int Number,
    QueryKind Kind,
    long QueryId,
    string? OrderFinding,
    UtcNanos At);
