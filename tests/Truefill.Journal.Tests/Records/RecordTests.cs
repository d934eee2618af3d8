using System;
using System.Collections.Generic;

namespace Truefill.Journal.Tests;

public sealed class RecordTests
{
    [Fact]
    public void Fields_come_back_in_order()
    {
        var block = new BlockBuilder(64, 64);
        block.Reset(42);
        block.BeginRecord(9, 3);
        block.WriteByte(255);
        block.WriteBool(true);
        block.WriteVarUInt(ulong.MaxValue);
        block.WriteVarInt(long.MinValue);
        block.WriteDecimal(-12.50m);
        block.WriteBytes("hello"u8);
        block.EndRecord();

        var cursor = new RecordCursor(block.Records, block.FirstSeq, block.Count);
        Assert.True(cursor.MoveNext());
        Assert.Equal((9, 3, 42UL), (cursor.Type, cursor.Version, cursor.Seq));
        var fields = new FieldReader(cursor.Payload);
        Assert.Equal(255, fields.ReadByte());
        Assert.True(fields.ReadBool());
        Assert.Equal(ulong.MaxValue, fields.ReadVarUInt());
        Assert.Equal(long.MinValue, fields.ReadVarInt());
        Assert.Equal(-12.5m, fields.ReadDecimal());
        Assert.Equal("hello"u8, fields.ReadBytes());
        Assert.True(fields.AtEnd);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void Varints_of_every_length_come_back()
    {
        for (int shift = 0; shift < 64; shift++)
        {
            foreach (ulong v in new[] { 1UL << shift, (1UL << shift) - 1, ulong.MaxValue >> shift })
            {
                var block = new BlockBuilder(64, 64);
                block.BeginRecord(1, 1);
                block.WriteVarUInt(v);
                block.WriteVarInt(unchecked((long)v));
                block.EndRecord();
                var fields = new FieldReader(block.Records[3..]);
                Assert.Equal(v, fields.ReadVarUInt());
                Assert.Equal(unchecked((long)v), fields.ReadVarInt());
            }
        }
    }

    [Fact]
    public void Varints_are_seven_bits_a_byte_wherever_in_the_buffer_they_come_to_stand()
    {
        var random = new Prng(7);
        var block = new BlockBuilder(16, 16);
        block.BeginRecord(1, 1);
        List<byte> plain = [];
        for (int i = 0; i < 5000; i++)
        {
            ulong v = BitConverter.ToUInt64(random.Bytes(sizeof(ulong))) >> (i % 64);
            block.WriteVarUInt(v);
            for (; v >= 0x80; v >>= 7) plain.Add((byte)(v & 0x7F | 0x80));
            plain.Add((byte)v);
        }

        block.EndRecord();
        var cursor = new RecordCursor(block.Records, block.FirstSeq, block.Count);
        Assert.True(cursor.MoveNext());
        Assert.Equal(plain.ToArray(), cursor.Payload.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16383)]
    [InlineData(16384)]
    [InlineData(3_000_000)]
    public void A_payload_of_any_length_comes_back(int bytes)
    {
        var block = new BlockBuilder(16, 16);
        byte[] payload = new Prng(3).Bytes(bytes);
        for (int i = 0; i < 2; i++)
        {
            block.BeginRecord(1, 1);
            foreach (byte b in payload)
                block.WriteByte(b);
            block.EndRecord();
        }

        var cursor = new RecordCursor(block.Records, 1, 2);
        for (int i = 0; i < 2; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal(payload, cursor.Payload);
        }

        Assert.False(cursor.MoveNext());
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x80, 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 0x00 })]
    public void A_varint_that_is_cut_too_long_or_padded_is_refused(byte[] content) =>
        Assert.Throws<JournalFormatException>(() => new FieldReader(content).ReadVarUInt());

    [Fact]
    public void A_bool_is_zero_or_one() =>
        Assert.Throws<JournalFormatException>(() => new FieldReader([2]).ReadBool());

    [Fact]
    public void Reading_past_the_payload_is_refused()
    {
        Assert.Throws<JournalFormatException>(() => new FieldReader([]).ReadByte());
        Assert.Throws<JournalFormatException>(() => new FieldReader([200, 1, 0]).ReadBytes());
    }

    [Theory]
    [InlineData(new byte[] { 1, 1 }, 1)] // no length
    [InlineData(new byte[] { 1, 1, 5, 0 }, 1)] // longer than the section
    [InlineData(new byte[] { 1, 1, 0x80, 0x00 }, 1)] // padded length
    [InlineData(new byte[] { 1, 1, 0, 9 }, 1)] // something follows
    [InlineData(new byte[] { 1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, 1)]
    public void A_section_that_does_not_hold_its_records_is_refused(byte[] section, int count)
    {
        Assert.Throws<JournalFormatException>(() =>
        {
            var cursor = new RecordCursor(section, 1, count);
            while (cursor.MoveNext())
            {
                // Until it throws.
            }
        });
    }

    [Fact]
    public void Raw_bytes_are_found_at_the_offset_that_was_returned()
    {
        var block = new BlockBuilder(16, 4);
        Assert.Equal(0, block.AppendRaw("8=FIX.4.4"u8));
        Assert.Equal(9, block.AppendRaw("10=128"u8));
        Assert.Equal("10=128"u8, block.Raw[9..]);
        Assert.False(block.IsEmpty);
    }

    [Fact]
    public void A_reset_block_is_empty_and_starts_where_it_is_told()
    {
        BlockBuilder block = Journals.Block(5, 3, raw: 10);
        Assert.Equal(8UL, block.NextSeq);
        block.Reset(8);
        Assert.True(block.IsEmpty);
        Assert.Equal((8UL, 0, 8UL), (block.FirstSeq, block.Count, block.NextSeq));
        Assert.Equal((0, 0), (block.RecordBytes, block.RawBytes));
    }

    [Fact]
    public void Records_are_begun_and_ended_in_turn()
    {
        var block = new BlockBuilder(64, 64);
        Assert.Throws<InvalidOperationException>(block.EndRecord);
        block.BeginRecord(1, 1);
        Assert.Throws<InvalidOperationException>(() => block.BeginRecord(1, 1));
    }
}
