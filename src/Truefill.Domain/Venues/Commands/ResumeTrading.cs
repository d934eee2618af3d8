namespace Truefill.Domain.Venues.Commands;

/// <summary>A person ends a hold.</summary>
/// <param name="Venue">Empty: the hold of the whole engine.</param>
public sealed record ResumeTrading(string Venue, string By, string Reason);

/// <summary>A person, or a rule of the host's, stops new orders until somebody resumes.</summary>
/// <param name="Venue">Empty: everywhere.</param>
public sealed record HoldTrading(string Venue, string By, string Reason);
