using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>A question is over: answered, or given up.</summary>
/// <param name="AsOf">The moment the answer is true at; none: not said.</param>
/// <param name="Detail">What failed or was cut short.</param>
public readonly record struct VenueAnswered(
    long QueryId,
    VenueId Venue,
    QueryKind Kind,
    AnswerStatus Status,
    UtcNanos AsOf,
    string? Detail,
    UtcNanos At);
