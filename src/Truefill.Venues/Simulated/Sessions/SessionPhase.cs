using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Sessions;

/// <summary>A stretch of time in which a market is open, or closed, throughout.</summary>
/// <param name="Since">Included.</param>
/// <param name="Until">Not included. Where an open phase ends, day orders expire.</param>
public readonly record struct SessionPhase(bool IsOpen, UtcNanos Since, UtcNanos Until);
