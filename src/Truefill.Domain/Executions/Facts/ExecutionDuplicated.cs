using Truefill.Domain.Names;

namespace Truefill.Domain.Executions;

/// <summary>A trade, bust or correction came again with the same content; it does not count twice.</summary>
public readonly record struct ExecutionDuplicated(ExecHandle Exec, ExecKey Key, long VenueSeq);
