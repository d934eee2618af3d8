using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views.Why;

/// <summary>
/// The causes of an order, position or fill: each input with its source and bytes, the facts it led to, and the
/// quantity as it ran. The sum of the facts stands beside what the books say. Of a PnL, an exposure or a break the
/// parts come first.
/// </summary>
public static class WhyView
{
    /// <param name="causes">Read for <paramref name="subject"/>'s sequences.</param>
    public static void Write(
        Utf8JsonWriter json, Replica replica, WhySubject subject, IReadOnlyList<WhyCause> causes, UtcNanos now)
    {
        WhyTally tally = new(replica.Books, subject);
        SortedSet<ulong> read = [];
        json.WriteStartObject();
        json.WriteString("kind", subject.Kind);
        json.WriteNumber("seq", replica.Seq);
        json.WritePropertyName("subject");
        WriteSubject(json, replica, subject, now);
        json.WriteStartArray("causes");
        foreach (WhyCause cause in causes)
            WriteCause(json, replica.Books, cause, cause.Facts.FindAll(tally.Concerns), tally, read);
        json.WriteEndArray();
        json.WriteStartArray("sequences");
        foreach (ulong seq in read) json.WriteNumberValue(seq);
        json.WriteEndArray();
        json.WriteStartObject("qty");
        json.Number("from_facts", tally.Sum);
        json.Number("in_books", subject.Booked);
        json.WriteBoolean("agrees", tally.Sum == subject.Booked);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter json, Replica replica, WhySubject subject, UtcNanos now)
    {
        Books books = replica.Books;
        if (!subject.Order.IsNone) OrderView.Write(json, books, books.Orders[subject.Order]);
        else if (!subject.Fill.IsNone) FillView.Write(json, replica, books.Executions[subject.Fill]);
        else PositionView.Write(json, books, books.Positions[subject.Position], method: null, now);
    }

    /// <summary>The parts of a sum, then the causes of all its parts.</summary>
    /// <param name="causes">Read for <paramref name="sum"/>'s sequences.</param>
    public static void Write(Utf8JsonWriter json, Replica replica, WhySum sum, IReadOnlyList<WhyCause> causes)
    {
        SortedSet<ulong> read = [];
        json.WriteStartObject();
        json.WriteString("kind", sum.Kind);
        json.WriteNumber("seq", sum.DurableSeq);
        foreach (JsonProperty part in sum.Parts.RootElement.EnumerateObject()) part.WriteTo(json);
        json.WriteStartArray("causes");
        foreach (WhyCause cause in causes)
            WriteCause(json, replica.Books, cause, cause.Facts.FindAll(sum.Concerns), tally: null, read);
        json.WriteEndArray();
        json.WriteNumber("causes_omitted", sum.Omitted);
        json.WriteStartArray("sequences");
        foreach (ulong seq in read) json.WriteNumberValue(seq);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCause(
        Utf8JsonWriter json, Books books, WhyCause cause, List<JsonElement> facts, WhyTally? tally,
        SortedSet<ulong> read)
    {
        if (facts.Count == 0) return;
        read.Add(cause.Seq);
        json.WriteStartObject();
        json.WriteStartObject("input");
        json.WriteNumber("seq", cause.Seq);
        json.Time("time", cause.Header.At);
        json.WriteString("kind", Words.Of(cause.Header.Kind));
        json.WriteString("source", cause.Header.SourceName ?? books.Names.Of(cause.Header.Source));
        json.Time("received_at", cause.Header.ReceivedAt);
        if (cause.Execution is { } execution)
        {
            json.WriteString("reason", execution.Reason);
            json.WriteString("by", execution.By);
        }

        json.WriteNumber("raw_length", cause.Raw.Length);
        json.WriteString("raw_text", cause.Raw.Length == 0 ? null : DeadLetterView.TextOf(cause.Raw));
        if (cause.Raw.Length > 0) json.WriteBase64String("raw", cause.Raw);
        json.WriteEndObject();
        json.WriteStartArray("facts");
        foreach (JsonElement fact in facts)
        {
            read.Add(fact.GetProperty("seq").GetUInt64());
            json.WriteStartObject();
            foreach (JsonProperty field in fact.EnumerateObject()) field.WriteTo(json);
            if (tally is not null) json.Number("running_qty", tally.Add(fact));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
