using System;
using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine;

namespace Truefill.Server.Views;

/// <summary>Which cancels were asked for, and which could not be.</summary>
public static class CancelAllView
{
    /// <summary>The code of an order whose cancel the engine had no room for.</summary>
    public const string Busy = "busy";

    /// <param name="answers">One for each order; none where the engine was too busy to take the request.</param>
    /// <param name="idOf">The ClOrdID(11) of the order that an answer is about, by its place.</param>
    public static void Write(
        Utf8JsonWriter json, Books books, IReadOnlyList<Answer?> answers, Func<int, ClOrdId> idOf)
    {
        json.WriteStartObject();
        json.WriteStartArray("requested");
        foreach (Answer? answer in answers)
            if (answer is { Reason: DenyReason.None } taken)
                json.WriteStringValue(books.Orders[taken.Order].ClOrdId.ToString());
        json.WriteEndArray();
        json.WriteStartArray("refused");
        for (int i = 0; i < answers.Count; i++)
        {
            if (answers[i] is { Reason: DenyReason.None }) continue;
            json.WriteStartObject();
            json.WriteString("cl_ord_id", idOf(i).ToString());
            json.WriteString("code", answers[i] is { } refused ? Words.Of(refused.Reason) : Busy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
