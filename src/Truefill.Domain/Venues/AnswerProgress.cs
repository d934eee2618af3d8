namespace Truefill.Domain.Venues;

/// <summary>A venue's adapter has made one more call for the answer to a question, such as for the next page.</summary>
/// <param name="Venue">The id of the venue in the configuration.</param>
public sealed record AnswerProgress(string Venue, long QueryId);
