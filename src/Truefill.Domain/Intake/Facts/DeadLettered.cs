using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Intake;

/// <summary>An input could not be applied; its bytes are kept with the reason.</summary>
public readonly record struct DeadLettered(
    int Id,
    SourceId Source,
    long MsgSeqNum,
    DeadLetterReason Reason,
    string Detail,
    UtcNanos At);
