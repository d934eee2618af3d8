using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Truefill.Server.Tests.DryRun;

/// <summary>Ways to spoil a line, each of which leaves a line that must not be applied.</summary>
internal static class LogDamage
{
    /// <summary>Fields without which a message cannot be placed or booked.</summary>
    private static readonly Dictionary<string, int[]> Needed = new(StringComparer.Ordinal)
    {
        ["8"] = [17, 39, 54, 55, 150],
        ["9"] = [11],
        ["D"] = [11, 38, 40, 54, 55],
        ["F"] = [11, 41],
        ["G"] = [11, 38, 41],
        ["A"] = [],
        ["5"] = [],
    };

    private static readonly int[] Header = [34, 35, 49, 52, 56];

    private static readonly int[] Enums = [20, 35, 39, 40, 54, 59, 150];

    private static readonly int[] Ids = [1, 11, 17, 37, 41, 55];

    public static readonly Func<byte[], SplitMix, byte[]>[] All =
    [
        Cut, WrongCheckSum, WrongLength, WrongLengthInGoodFrame, UnknownEnum, MissingTag, NotAscii, NotAsciiInGoodFrame,
        FlippedByte, HugeLine, NoNumber, ControlByte, LongId, Doubled,
    ];

    public static byte[] Cut(byte[] line, SplitMix chance) => line[..(1 + chance.Below(line.Length - 2))];

    public static byte[] WrongCheckSum(byte[] line, SplitMix chance)
    {
        byte[] bad = [.. line];
        int digit = bad.Length - 2 - chance.Below(2);
        bad[digit] = (byte)('0' + (bad[digit] - '0' + 1 + chance.Below(8)) % 10);
        return bad;
    }

    public static byte[] WrongLength(byte[] line, SplitMix chance) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(line).Replace("\u00019=", "\u00019=1", StringComparison.Ordinal));

    // The sum of the bytes is right, only the length is not.
    public static byte[] WrongLengthInGoodFrame(byte[] line, SplitMix chance)
    {
        int start = line.AsSpan().IndexOf("8=FIX"u8);
        byte[] message = WrongLength(line, chance)[start..];
        int sum = message[..^7].Sum(value => value) % 256;
        return [.. line[..start], .. message[..^7], .. Encoding.Latin1.GetBytes($"10={sum:D3}\u0001")];
    }

    public static byte[] UnknownEnum(byte[] line, SplitMix chance) => Changed(line, Enums, chance, _ => "~");

    public static byte[] MissingTag(byte[] line, SplitMix chance)
    {
        int[] tags = [.. Header, .. Needed[RecordedLog.Field(line, 35)!]];
        if (RecordedLog.Field(line, 20) is not null) tags = [.. tags, 20];
        if (RecordedLog.Field(line, 32) is not null) tags = [.. tags, 31, 32];
        if (RecordedLog.Field(line, 19) is not null) tags = RecordedLog.Field(line, 150) == "H" || RecordedLog.Field(line, 20) == "1"
            ? [.. Header, .. Needed["8"], 19]
            : [.. tags, 19];
        int missing = tags[chance.Below(tags.Length)];
        return RecordedLog.WithFields(line, RecordedLog.Fields(line).Where(field => field.Tag != missing));
    }

    public static byte[] NotAscii(byte[] line, SplitMix chance)
    {
        byte[] bad = [.. line];
        int start = line.AsSpan().IndexOf("8=FIX"u8);
        bad[start + chance.Below(line.Length - start)] = (byte)(0x80 + chance.Below(0x80));
        return bad;
    }

    public static byte[] NotAsciiInGoodFrame(byte[] line, SplitMix chance) => Changed(line, Ids, chance, value => value + "é");

    public static byte[] FlippedByte(byte[] line, SplitMix chance)
    {
        byte[] bad = [.. line];
        int start = line.AsSpan().IndexOf("8=FIX"u8);
        bad[start + chance.Below(line.Length - start)] ^= (byte)(1 << chance.Below(7));
        return bad;
    }

    public static byte[] HugeLine(byte[] line, SplitMix chance)
    {
        byte[] huge = new byte[10 << 20];
        huge.AsSpan().Fill((byte)'x');
        line.CopyTo(huge, 0);
        return huge;
    }

    public static byte[] NoNumber(byte[] line, SplitMix chance) => Changed(line, [6, 14, 31, 32, 38, 44, 151], chance, value => value + "x");

    public static byte[] ControlByte(byte[] line, SplitMix chance) => Changed(line, Ids, chance, value => value + "\u0002");

    public static byte[] LongId(byte[] line, SplitMix chance) => Changed(line, Ids, chance, value => value + new string('9', 60));

    public static byte[] Doubled(byte[] line, SplitMix chance) => [.. line, .. line];

    private static byte[] Changed(byte[] line, int[] tags, SplitMix chance, Func<string, string> change)
    {
        List<(int Tag, string Value)> fields = RecordedLog.Fields(line);
        List<int> places = [.. Enumerable.Range(0, fields.Count).Where(i => tags.Contains(fields[i].Tag))];
        if (places.Count == 0) return WrongCheckSum(line, chance);
        int place = places[chance.Below(places.Count)];
        fields[place] = (fields[place].Tag, change(fields[place].Value));
        return RecordedLog.WithFields(line, fields);
    }
}
