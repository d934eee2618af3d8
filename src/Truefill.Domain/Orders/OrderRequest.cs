using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

public enum RequestKind : byte
{
    Cancel = 1,
    Replace = 2,
}

/// <summary>What became of a cancel or replace request.</summary>
public enum RequestState : byte
{
    /// <summary>Made, and not heard of since.</summary>
    Requested = 1,

    /// <summary>The venue says that it has it: Pending Cancel or Pending Replace.</summary>
    Pending = 2,
    Accepted = 3,
    Rejected = 4,

    /// <summary>The order ended before it was answered.</summary>
    Overtaken = 5,

    /// <summary>It took effect here, on an order that was still held; no venue has seen it.</summary>
    TookEffectHere = 6,

    /// <summary>It provably never left.</summary>
    NotSent = 7,
}

/// <summary>One link of an order's chain: a request to cancel or replace it, asked for here or only reported.</summary>
public sealed class OrderRequest
{
    /// <summary>ClOrdID(11) of the request: the client's, or made by us.</summary>
    public required ClOrdId Id { get; init; }

    /// <summary>Place in the chain, from 1; the order itself is 0.</summary>
    public required int Number { get; init; }

    public required RequestKind Kind { get; init; }

    /// <summary><see cref="OrderOrigin.Adopted"/>: the venue reported a request that nobody here had made.</summary>
    public required OrderOrigin Origin { get; init; }

    public required UtcNanos At { get; init; }

    public RequestState State { get; internal set; }

    /// <summary>Since when nobody knows what the venue made of it; none: known.</summary>
    public UtcNanos UnknownSince { get; internal set; }

    /// <summary>The terms a replace asks for, as long as it is not answered.</summary>
    public OrderTerms? Terms { get; internal set; }

    public bool IsOutstanding => State is RequestState.Requested or RequestState.Pending;

    /// <summary>Ours, and its answer is still expected: nobody has given up waiting for it.</summary>
    public bool IsAwaited => IsOutstanding && UnknownSince.IsNone && Origin == OrderOrigin.Client;

    internal void Settle(RequestState state)
    {
        State = state;
        UnknownSince = default;
        Terms = null;
    }
}
