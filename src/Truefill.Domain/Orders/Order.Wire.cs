using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

public sealed partial class Order
{
    /// <summary>
    /// ClOrdID(11) on the venue's wire: made from epoch and number, or the client's own where we only observe.
    /// </summary>
    public ClOrdId WireId => detail is { WireId.IsNone: false } ? detail.WireId
        : Origin == OrderOrigin.Client ? WireIds.Make(epoch, Handle)
        : ClOrdId;

    /// <summary>
    /// The wire id that the venue knows the order by now, and that the next request names as OrigClOrdID(41).
    /// </summary>
    public ClOrdId WireIdInForce
    {
        get
        {
            for (int i = Chain.Count - 1; i >= 0; i--)
            {
                if (Chain[i] is { Kind: RequestKind.Replace, State: RequestState.Accepted } request)
                    return WireIdOf(request);
            }

            return WireId;
        }
    }

    /// <summary>Is it <see cref="WireIdInForce"/>? Mostly without making that.</summary>
    public bool IsWireIdInForce(in ClOrdId id) => detail is null && Origin == OrderOrigin.Client
        ? WireIds.Is(in id, epoch, Handle)
        : id == WireIdInForce;

    /// <summary>ClOrdID(11) of one of its requests on the wire.</summary>
    public ClOrdId WireIdOf(OrderRequest request) =>
        request.Origin == OrderOrigin.Client ? WireIds.Make(epoch, Handle, request.Number) : request.Id;

    /// <summary>The id for the next request of the chain, for clients that do not name their requests.</summary>
    public ClOrdId NextRequestWireId => WireIds.Make(epoch, Handle, Chain.Count + 1);

    /// <summary>Did we make this wire id, for the order (number 0) or for a request of its chain?</summary>
    internal bool MadeWireId(long of, int number)
    {
        if (of != epoch || number > Chain.Count) return false;
        return number == 0
            ? Origin == OrderOrigin.Client && (detail is null || detail.WireId.IsNone)
            : Chain[number - 1].Origin == OrderOrigin.Client;
    }

    /// <summary>The request that a wire id is of: by its text, or by its place in the chain where we made it.</summary>
    internal OrderRequest? RequestByWire(in ClOrdId wireId)
    {
        if (detail is null || wireId.IsNone) return null;
        if (WireIds.TryParse(in wireId, out long of, out OrderHandle order, out int number)
            && order == Handle && number > 0 && MadeWireId(of, number))
            return Chain[number - 1];
        return Request(in wireId) is { } named && WireIdOf(named) == wireId ? named : null;
    }

    // The epoch is kept instead of the text, which is made again when asked for.
    private void TakeWireId(in ClOrdId wireId)
    {
        if (Origin == OrderOrigin.Client
            && WireIds.TryParse(in wireId, out long of, out OrderHandle order, out int request)
            && order == Handle && request == 0 && of <= int.MaxValue)
            epoch = (int)of;
        else if (wireId != ClOrdId)
            Detail().WireId = wireId;
    }
}
