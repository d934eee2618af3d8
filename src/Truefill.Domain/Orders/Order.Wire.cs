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
    /// <param name="read">What <see cref="WireIds.Read"/> says of the id.</param>
    public bool IsWireIdInForce(in ClOrdId id, WireId read) => detail is null && Origin == OrderOrigin.Client
        ? read.Is(epoch, Handle)
        : id == WireIdInForce;

    /// <summary>ClOrdID(11) of one of its requests on the wire.</summary>
    public ClOrdId WireIdOf(OrderRequest request) =>
        request.Origin == OrderOrigin.Client ? WireIds.Make(epoch, Handle, request.Number) : request.Id;

    /// <summary>The id for the next request of the chain, for clients that do not name their requests.</summary>
    public ClOrdId NextRequestWireId => WireIds.Make(epoch, Handle, Chain.Count + 1);

    /// <summary>Did we make this wire id, for the order or for a request of its chain?</summary>
    internal bool Made(WireId id)
    {
        if (id.Order != Handle || id.Epoch != epoch || id.Request > Chain.Count) return false;
        return id.Request == 0
            ? Origin == OrderOrigin.Client && (detail is null || detail.WireId.IsNone)
            : Chain[id.Request - 1].Origin == OrderOrigin.Client;
    }

    /// <summary>The request that a wire id is of: by its text, or by its place in the chain where we made it.</summary>
    internal OrderRequest? RequestByWire(in ClOrdId wireId)
    {
        if (detail is null || wireId.IsNone) return null;
        WireId read = WireIds.Read(in wireId);
        if (read.Request > 0 && Made(read)) return Chain[read.Request - 1];
        return Request(in wireId) is { } named && WireIdOf(named) == wireId ? named : null;
    }

    // The epoch is kept instead of the text, which is made again when asked for.
    private void TakeWireId(in ClOrdId wireId)
    {
        WireId read = WireIds.Read(in wireId);
        if (Origin == OrderOrigin.Client && read.Order == Handle && read.Request == 0 && read.Epoch <= int.MaxValue)
            epoch = (int)read.Epoch;
        else if (wireId != ClOrdId)
            Detail().WireId = wireId;
    }
}
