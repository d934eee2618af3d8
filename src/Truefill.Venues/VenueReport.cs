using System;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Venues;

/// <summary>
/// One thing that a venue said, decoded and stamped, with its bytes. Everything a venue answers comes this way, answers
/// to what was sent included; nothing is dropped here, not even what makes no sense.
/// </summary>
public struct VenueReport
{
    public VenueReportKind Kind { get; set; }

    /// <summary>When the adapter took it from the wire, wall clock.</summary>
    public UtcNanos ReceivedAt { get; set; }

    /// <summary>The message as received; valid until the sink returns, which copies it.</summary>
    public ReadOnlyMemory<byte> Raw { get; set; }

    /// <summary>Set for <see cref="VenueReportKind.ExecutionReport"/>.</summary>
    public ExecutionReport ExecutionReport;

    /// <summary>Set for <see cref="VenueReportKind.OrderCancelReject"/>.</summary>
    public OrderCancelReject CancelReject { get; set; }

    /// <summary>
    /// NewOrderSingle, OrderCancelRequest or OrderCancelReplaceRequest of Domain, with origin Observed.
    /// </summary>
    public object? Request { get; set; }

    /// <summary>Set for <see cref="VenueReportKind.Answer"/>.</summary>
    public VenueAnswer? Answer { get; set; }

    /// <summary>The question's id; set for <see cref="VenueReportKind.AnswerContinues"/>.</summary>
    public long QueryId { get; set; }

    /// <summary>Set for <see cref="VenueReportKind.Mark"/>.</summary>
    public SetMark? Mark { get; set; }

    /// <summary>Why it is <see cref="VenueReportKind.Malformed"/>.</summary>
    public DeadLetterReason Reason { get; set; }

    /// <summary>What and where for a malformed one, or why a session closed.</summary>
    public string? Detail { get; set; }

    /// <summary>MsgSeqNum(34) where it could be read, else 0.</summary>
    public long MsgSeqNum { get; set; }

    /// <summary>
    /// It came beside the session that trades, as on a drop copy: it does not show that the venue is heard there.
    /// </summary>
    public bool IsCopy { get; set; }
}
