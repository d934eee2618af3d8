using Truefill.Domain.Names;

namespace Truefill.Domain.Clients;

/// <summary>A numbered message of a client was decided. The same number is not decided a second time.</summary>
/// <param name="Numbering">Which numbering the number is of: when the session's numbers last began at 1.</param>
/// <param name="MsgSeqNum">MsgSeqNum(34).</param>
public readonly record struct ClientMessageTaken(SourceId Source, long Numbering, long MsgSeqNum);
