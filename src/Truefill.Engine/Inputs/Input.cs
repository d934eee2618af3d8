using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Engine.Inputs;

/// <summary>
/// One thing that came from outside, with its time already inside. Reports ride inline, so that the fill path allocates
/// nothing; requests are objects, one per order.
/// </summary>
public struct Input
{
    public InputKind Kind { get; set; }

    /// <summary>Where it came from, see <see cref="InputSource"/>. Part of a ClOrdID's identity.</summary>
    public string Source { get; set; }

    /// <summary>When the edge took it from the wire, wall clock.</summary>
    public UtcNanos ReceivedAt { get; set; }

    /// <summary>Tells the waiting caller its answer; zero: nobody waits. Not journaled.</summary>
    public long RequestId { get; set; }

    /// <summary>The bytes as received, kept in the journal; empty for requests that had none.</summary>
    public ReadOnlyMemory<byte> Raw { get; set; }

    /// <summary>The report, when <see cref="Kind"/> is <see cref="InputKind.ExecutionReport"/>.</summary>
    public ExecutionReport Report;

    /// <summary>The request or fact of every other kind.</summary>
    public object? Body { get; set; }

    /// <summary>Who asks, journaled in front of it; null: a report, or the engine's own.</summary>
    public AuditEntry? Audit { get; set; }
}
