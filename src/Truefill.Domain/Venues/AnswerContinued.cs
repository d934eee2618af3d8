using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>An answer that takes several calls has come one further: it is waited for anew.</summary>
public readonly record struct AnswerContinued(long QueryId, VenueId Venue, UtcNanos At);
