using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Engine;

namespace Truefill.Server.Views;

/// <summary>Which cancels were asked for, and which could not be.</summary>
public static class CancelAllView
{
    public static void Write(Utf8JsonWriter json, Books books, IReadOnlyList<Answer> answers)
    {
        json.WriteStartObject();
        json.WriteStartArray("requested");
        foreach (Answer answer in answers)
            if (answer.Reason == DenyReason.None) json.WriteStringValue(books.Orders[answer.Order].ClOrdId.ToString());
        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (Answer answer in answers)
        {
            if (answer.Reason == DenyReason.None) continue;
            json.WriteStartObject();
            json.WriteString("cl_ord_id", books.Orders.TryGet(answer.Order)?.ClOrdId.ToString());
            json.WriteString("code", Words.Of(answer.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
