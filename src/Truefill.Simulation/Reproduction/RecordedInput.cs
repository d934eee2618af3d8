using System;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Simulation.Reproduction;

/// <summary>An input of a journal.</summary>
/// <param name="Seq">Its sequence there; 0 once it stands in a test.</param>
/// <param name="At">Engine time at which it was decided.</param>
internal sealed record RecordedInput(ulong Seq, UtcNanos At, Input Input)
{
    private const char RawFollows = ':';

    /// <summary>The input's record in base 64; behind a colon the bytes as received, where it has any.</summary>
    public string ToText()
    {
        BlockBuilder block = new(1 << 10, 1 << 10);
        FieldWriter fields = new();
        fields.Open(block);

        // Without a source's handle and an order the record stands for itself.
        Input input = Input;
        InputCodec.Write(fields, in input, At, default(SourceId), order: null, wireId: default, new NameTables());
        string record = Convert.ToBase64String(block.Records);
        return block.RawBytes == 0 ? record : record + RawFollows + Convert.ToBase64String(block.Raw);
    }

    /// <exception cref="FormatException">It is no base 64.</exception>
    /// <exception cref="JournalFormatException">It is no record of an input of this version.</exception>
    public static RecordedInput Parse(string text)
    {
        int colon = text.IndexOf(RawFollows, StringComparison.Ordinal);
        byte[] raw = colon < 0 ? [] : Convert.FromBase64String(text[(colon + 1)..]);
        byte[] record = Convert.FromBase64String(colon < 0 ? text : text[..colon]);
        RecordCursor cursor = new(record, 1, 1);
        cursor.MoveNext();
        InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, default);
        Input input = InputCodec.Read(
            cursor.Type, cursor.Version, cursor.Payload, default, new Domain.Books(), raw);
        return new RecordedInput(0, header.At, input);
    }
}
