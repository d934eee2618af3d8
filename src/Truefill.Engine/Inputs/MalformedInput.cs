using Truefill.Domain.Intake;

namespace Truefill.Engine.Inputs;

/// <summary>Bytes that could not be parsed or mapped at the edge; they become a dead letter with this reason.</summary>
/// <param name="Detail">Names what and where: the field or byte, and the value found.</param>
/// <param name="MsgSeqNum">MsgSeqNum(34) where it could still be read, else 0.</param>
public sealed record MalformedInput(DeadLetterReason Reason, string Detail, long MsgSeqNum = 0);
