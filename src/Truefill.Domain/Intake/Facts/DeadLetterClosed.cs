using Truefill.Domain.Time;

namespace Truefill.Domain.Intake;

/// <summary>A dead letter was dealt with by a named person: closed, or replayed after a fix.</summary>
public readonly record struct DeadLetterClosed(int Id, bool Replayed, string By, string Reason, UtcNanos At);
