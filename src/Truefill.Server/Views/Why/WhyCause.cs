using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Views.Facts;

namespace Truefill.Server.Views.Why;

/// <summary>An input with the facts it caused, as far as they matter to what is asked.</summary>
/// <param name="Execution">What somebody put in, with why and who; null: another input.</param>
/// <param name="Facts">As <see cref="FactJson"/> writes them, oldest first.</param>
public sealed record WhyCause(
    ulong Seq, InputHeader Header, NormalisedExecution? Execution, byte[] Raw, List<JsonElement> Facts)
{
    /// <summary>Reads the wanted facts out of journal blocks, each with the input before it, which caused it.</summary>
    public static IReadOnlyList<WhyCause> Read(
        Replica replica, IEnumerable<CopiedBlock> blocks, Func<ulong, bool> wanted)
    {
        List<WhyCause> causes = [];
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        FactJson facts = new(json, replica.Books);
        foreach (CopiedBlock block in blocks)
        {
            RecordCursor cursor = new(block.Records, block.FirstSeq, block.Count);
            UtcNanos at = default;
            ReadOnlySpan<byte> body = default;
            WhyCause? cause = null;
            int rawAt = 0;
            while (cursor.MoveNext())
            {
                if (!FactDecoder.IsFact(cursor.Type))
                {
                    InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, at);
                    NormalisedExecution? execution = InputCodec.ReadExecution(
                        cursor.Type, cursor.Version, cursor.Payload, at);
                    byte[] raw = block.Raw[rawAt..(rawAt + header.RawLength)];
                    cause = new WhyCause(cursor.Seq, header, execution, raw, []);
                    rawAt += header.RawLength;
                    at = header.At;
                    body = cursor.Payload[header.Bytes..];
                    continue;
                }

                if (cause is null || !wanted(cursor.Seq)) continue;
                buffer.ResetWrittenCount();
                json.Reset();
                facts.At(cursor.Seq, at);
                FactDecoder.Decode(cursor.Type, cursor.Version, cursor.Payload, at, body, facts);
                json.Flush();
                using JsonDocument fact = JsonDocument.Parse(buffer.WrittenMemory);
                if (cause.Facts.Count == 0) causes.Add(cause);
                cause.Facts.Add(fact.RootElement.Clone());
            }
        }

        return causes;
    }
}
