using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Clients.Commands;

/// <summary>
/// A request of a client whose messages are numbered: decided once per number, however often it arrives.
/// </summary>
public sealed record ClientMessage
{
    /// <summary>When the session's numbers last began at 1; a number is told from the same one before by it.</summary>
    public required long Numbering { get; init; }

    /// <summary>MsgSeqNum(34).</summary>
    public required long MsgSeqNum { get; init; }

    /// <summary>
    /// A NewOrderSingle, OrderCancelRequest, OrderCancelReplaceRequest or <see cref="OrderMassCancelRequest"/>.
    /// </summary>
    public required object Request { get; init; }

    /// <summary>PossResend(97): the request may have been sent before under another number.</summary>
    public bool PossResend { get; init; }

    /// <summary>Why the edge cannot let it through; none: it can.</summary>
    public DenyReason Refusal { get; init; }

    /// <summary>What of it was refused, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>OrderID(37), which is our wire id, where the client names the order by it.</summary>
    public ClOrdId OrderId { get; init; }

    /// <summary>What a request about an order says about it, which must be so; empty: nothing.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>The same; none: nothing.</summary>
    public Side Side { get; init; }

    /// <summary>The same; none: nothing.</summary>
    public UtcNanos ExpireTime { get; init; }

    /// <summary>ExDestination(100) of a replace, which must be the order's venue; empty: nothing.</summary>
    public string Venue { get; init; } = "";

    /// <summary>A replace says that the order only reduces, which must be so; false: nothing.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Of the prices of an order or a replace, which must be the instrument's; none: nothing.</summary>
    public Currency Currency { get; init; }
}
