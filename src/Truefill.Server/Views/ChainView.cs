using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain.Orders;

namespace Truefill.Server.Views;

/// <summary>
/// The ids of an order's chain: the client's id first, then the requests to cancel or replace in the order of their
/// making. An order is written with every event of it, so of a long chain only the end is shown, and of the ids that
/// are made here, which nobody looks for, less than of those that clients gave.
/// </summary>
internal static class ChainView
{
    /// <summary>So many requests are shown whole.</summary>
    public const int Most = 32;

    private const int MostOfOurs = 8;

    private static readonly JsonEncodedText Chain = JsonEncodedText.Encode("chain");
    private static readonly JsonEncodedText ChainLength = JsonEncodedText.Encode("chain_length");

    public static void Write(Utf8JsonWriter json, Order order)
    {
        IReadOnlyList<OrderRequest> chain = order.Chain;
        json.WriteStartArray(Chain);
        json.WriteStringValue(order.ClOrdId.Text.Utf8);
        if (chain.Count <= Most)
            foreach (OrderRequest request in chain) json.WriteStringValue(request.Id.Text.Utf8);
        else
            foreach (OrderRequest request in EndOf(order)) json.WriteStringValue(request.Id.Text.Utf8);
        json.WriteEndArray();
        if (chain.Count > Most) json.WriteNumber(ChainLength, 1 + chain.Count);
    }

    private static Stack<OrderRequest> EndOf(Order order)
    {
        Stack<OrderRequest> shown = [];
        int ours = 0;
        for (int i = order.Chain.Count - 1; i >= 0 && shown.Count < Most; i--)
        {
            OrderRequest request = order.Chain[i];
            if (request.Id == order.WireIdOf(request) && ++ours > MostOfOurs) continue;
            shown.Push(request);
        }

        return shown;
    }
}
