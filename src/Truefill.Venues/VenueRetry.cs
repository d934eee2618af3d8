using System;

namespace Truefill.Venues;

/// <summary>An adapter could not reach its venue, or not stay connected, and will try again.</summary>
/// <param name="Attempt">Which attempt since the venue was reached last comes next, from 1.</param>
/// <param name="Delay">How long it waits before.</param>
/// <param name="Reason">What ended the last one.</param>
public readonly record struct VenueRetry(int Attempt, TimeSpan Delay, string Reason);
