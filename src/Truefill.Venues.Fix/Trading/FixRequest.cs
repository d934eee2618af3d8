using System;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>One message of ours that a venue can refuse: a command, or a question.</summary>
internal readonly record struct FixRequest(VenueCommand? Command, VenueQuery? Query)
{
    public ReadOnlySpan<byte> MsgType => (Command?.Kind, Query?.Kind) switch
    {
        (VenueCommandKind.New, _) => MsgTypes.NewOrderSingle,
        (VenueCommandKind.Cancel, _) => MsgTypes.OrderCancelRequest,
        (VenueCommandKind.Replace, _) => MsgTypes.OrderCancelReplaceRequest,
        (VenueCommandKind.CancelAll, _) => MsgTypes.OrderMassCancelRequest,
        (_, Domain.Venues.QueryKind.Order) => MsgTypes.OrderStatusRequest,
        (_, Domain.Venues.QueryKind.Positions) => MsgTypes.RequestForPositions,
        _ => MsgTypes.OrderMassStatusRequest,
    };
}
