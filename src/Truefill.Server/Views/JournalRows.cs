using System;
using System.Text.Json;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Security;
using Truefill.Server.Views.Facts;

namespace Truefill.Server.Views;

/// <summary>
/// The records of journal blocks as rows: facts by <see cref="FactJson"/>, inputs with source and kind.
/// </summary>
/// <param name="scope">
/// Only rows that name one of these accounts, or that concern none, are written; null: all rows.
/// </param>
public sealed class JournalRows(Utf8JsonWriter json, Replica replica, AccountScope? scope = null) : IDisposable
{
    private readonly ScopedRow? scoped = scope is null ? null : new ScopedRow(scope, replica.Books);
    private readonly FactJson facts = new(json, replica.Books);

    /// <summary>
    /// Writes the block's records from <paramref name="firstSeq"/> on; the last one's sequence, or 0 for none.
    /// </summary>
    /// <param name="wanted">Which records; null: all.</param>
    public ulong Write(ReadOnlySpan<byte> records, ulong blockSeq, int count, ulong firstSeq, int limit, Func<ulong,
        bool>? wanted = null)
    {
        RecordCursor cursor = new(records, blockSeq, count);
        UtcNanos at = default;
        ReadOnlySpan<byte> body = default;
        ulong last = 0;
        while (limit > 0 && cursor.MoveNext())
        {
            bool shown = cursor.Seq >= firstSeq && (wanted is null || wanted(cursor.Seq));
            bool written = false;
            if (!FactDecoder.IsFact(cursor.Type))
            {
                InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, at);
                written = shown && scoped is null;
                if (written)
                    Write(header, cursor.Seq,
                        InputCodec.ReadExecution(cursor.Type, cursor.Version, cursor.Payload, at));
                at = header.At;
                body = cursor.Payload[header.Bytes..];
            }
            else if (shown)
            {
                FactJson row = scoped?.Begin() ?? facts;
                row.At(cursor.Seq, at);
                FactDecoder.Decode(cursor.Type, cursor.Version, cursor.Payload, at, body, row);
                written = scoped?.End(json) ?? true;
            }

            if (shown) last = cursor.Seq;
            if (written) limit--;
        }

        return last;
    }

    public void Dispose() => scoped?.Dispose();

    private void Write(in InputHeader header, ulong seq, NormalisedExecution? execution)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", seq);
        json.Time("time", header.At);
        json.WriteString("type", "input");
        json.WriteString("kind", Words.Of(header.Kind));
        json.WriteString("source", header.SourceName ?? replica.Books.Names.Of(header.Source));
        json.Time("received_at", header.ReceivedAt);
        json.WriteNumber("raw_length", header.RawLength);
        if (execution is not null)
        {
            json.WriteString("exec_id", execution.ExecId.ToString());
            json.WriteString("reason", execution.Reason);
            json.WriteString("by", execution.By);
        }

        json.WriteEndObject();
    }
}
