using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Simulation.Reproduction;

/// <summary>
/// The inputs of a journal's blocks, read beside the facts that they led to there. Nothing is decided: what this build
/// would make of them has no part in it.
/// </summary>
/// <param name="books">As they were before the first block; facts are applied to them.</param>
internal sealed class BlockInputs(Books books)
{
    /// <summary>The inputs of the next block, as they were decided.</summary>
    public List<RecordedInput> Read(JournalBlock block) => Read(block, static (in Input input, Books _) => input);

    /// <summary>The inputs of the next block, as the model takes them.</summary>
    /// <param name="uncovered">Told of an input that the model cannot judge.</param>
    public List<RecordedInput> Read(JournalBlock block, Action<string> uncovered) => Read(
        block, (in Input input, Books before) =>
        {
            if (!Coverage.Has(in input, before)) uncovered($"the model knows nothing of {input.Kind}");
            return ClientWords.Of(in input, before);
        });

    private List<RecordedInput> Read(JournalBlock block, Words words)
    {
        List<RecordedInput> inputs = [];
        RecordCursor cursor = new(block.Records, block.FirstSeq, block.Count);
        UtcNanos timeBase = default;
        int rawAt = 0;
        ReadOnlySpan<byte> body = default;
        while (cursor.MoveNext())
        {
            if (FactDecoder.IsFact(cursor.Type))
            {
                FactDecoder.Decode(cursor.Type, cursor.Version, cursor.Payload, timeBase, body, books);
                continue;
            }

            InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, timeBase);
            Input input = InputCodec.Read(
                cursor.Type,
                cursor.Version,
                cursor.Payload,
                timeBase,
                books,
                block.Raw.AsMemory(rawAt, header.RawLength));
            inputs.Add(new RecordedInput(cursor.Seq, header.At, words(in input, books)));
            rawAt += header.RawLength;
            timeBase = header.At;
            body = cursor.Payload[header.Bytes..];
        }

        return inputs;
    }

    private delegate Input Words(in Input input, Books before);
}
