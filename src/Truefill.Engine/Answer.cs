using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Engine;

/// <summary>What became of one input that somebody waits for.</summary>
/// <param name="Seq">The answer is true at this sequence and may be told once it is durable.</param>
/// <param name="Reason">Why a request was refused, else none.</param>
/// <param name="DeadLetter">Its id when the input became a dead letter, else 0.</param>
public readonly record struct Answer(
    long RequestId,
    ulong Seq,
    InputOutcome Outcome,
    DenyReason Reason,
    OrderHandle Order,
    int DeadLetter);
