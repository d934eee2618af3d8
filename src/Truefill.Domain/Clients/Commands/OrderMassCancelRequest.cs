using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Clients.Commands;

/// <summary>Asks to cancel every open order of the client that fits.</summary>
/// <param name="ClOrdId">ClOrdID(11) of the request; the orders' own requests get ids made by us.</param>
/// <param name="Account">Empty: any.</param>
/// <param name="Symbol">Empty: any.</param>
/// <param name="Side">None: both.</param>
public sealed record OrderMassCancelRequest(ClOrdId ClOrdId, string Account, string Symbol, Side Side);
