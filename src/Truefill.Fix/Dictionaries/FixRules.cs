using System;

namespace Truefill.Fix;

/// <summary>The type of a field, as far as a wrong value can be told by its form.</summary>
internal enum FixFieldType : byte
{
    Text,
    Char,
    Int,
    Number,
    Time,
    Date,
    Boolean,
}

/// <summary>What is known of one field. Values are bits: of the character for a char, of the number for an int below
/// 128.</summary>
internal sealed class FixFieldRule
{
    // The listed values below 64, and those above: a shift of 128 bits costs several times as much.
    private readonly ulong low;
    private readonly ulong high;

    internal FixFieldType Type { get; init; }

    /// <summary>A wrong value refuses the message in lenient mode too.</summary>
    internal bool Decisive { get; init; }

    internal bool HasValues { get; init; }

    internal UInt128 Values
    {
        get => new(high, low);
        init => (high, low) = ((ulong)(value >> 64), (ulong)(value & ulong.MaxValue));
    }

    /// <summary>Values of any version: engines are often a version ahead of the session.</summary>
    internal UInt128 ValuesOfAnyVersion { get; init; }

    /// <summary>Listed values of more than one character; they take the place of the bits.</summary>
    internal byte[][]? Texts { get; init; }

    internal byte[][]? TextsOfAnyVersion { get; init; }

    /// <summary>The group that the field counts.</summary>
    internal FixGroupDefinition? Group { get; set; }

    internal bool Lists(ReadOnlySpan<byte> value)
    {
        if (Texts is not null) return Has(Texts, value);
        if (Type == FixFieldType.Int || value.Length != 1) return Has(Values, value);
        var half = value[0] < 64 ? low : high;
        return value[0] < 128 && ((half >> (value[0] & 63)) & 1) != 0;
    }

    internal bool ListsInAnyVersion(ReadOnlySpan<byte> value) =>
        TextsOfAnyVersion is null ? Has(ValuesOfAnyVersion, value) : Has(TextsOfAnyVersion, value);

    /// <summary>Whether the value has the form of its type.</summary>
    internal bool IsWellFormed(ReadOnlySpan<byte> value) => Type switch
    {
        FixFieldType.Text => true,
        FixFieldType.Char => value.Length == 1,
        FixFieldType.Int => FixValue.TryParseLong(value, out _),
        FixFieldType.Number => FixValue.TryParseDecimal(value, out _),
        FixFieldType.Time => FixValue.TryParseUtcTimestamp(value, out _),
        FixFieldType.Date => FixValue.TryParseDate(value, out _),
        FixFieldType.Boolean => FixValue.TryParseBoolean(value, out _),
    };

    private static bool Has(byte[][] texts, ReadOnlySpan<byte> value)
    {
        foreach (var text in texts)
            if (value.SequenceEqual(text)) return true;
        return false;
    }

    private bool Has(UInt128 values, ReadOnlySpan<byte> value)
    {
        if (Type != FixFieldType.Int)
        {
            // Two words: a shift of 128 bits costs several times as much.
            if (value.Length != 1 || value[0] >= 128) return false;
            var half = value[0] < 64 ? (ulong)(values & ulong.MaxValue) : (ulong)(values >> 64);
            return ((half >> (value[0] & 63)) & 1) != 0;
        }

        return FixValue.TryParseLong(value, out var number) && number is >= 0 and < 128
            && ((values >> (int)number) & 1) != 0;
    }
}

/// <summary>A field has one of these characters as its value.</summary>
internal readonly record struct FixCondition(int Tag, UInt128 Values);

/// <summary>One of the tags must be there, if all conditions hold.</summary>
internal sealed record FixRequirement(int[] Tags, bool Decisive, FixCondition[] When);

internal sealed class FixMessageRule
{
    internal FixMessageRule(byte[] msgType, string name, FixRequirement[] required, int[]? only = null)
    {
        Only = only;
        MsgType = msgType;
        Name = name;
        Always = Array.ConvertAll(Array.FindAll(required, IsPlain), requirement => requirement.Tags[0]);
        AlwaysDecisive = Array.ConvertAll(Array.FindAll(required, IsPlain), requirement => requirement.Decisive);
        Conditional = Array.FindAll(required, requirement => !IsPlain(requirement));
    }

    internal byte[] MsgType { get; }

    internal string Name { get; }

    /// <summary>The plain ones, which are most: one tag, no condition.</summary>
    internal int[] Always { get; }

    internal bool[] AlwaysDecisive { get; }

    internal FixRequirement[] Conditional { get; }

    /// <summary>Null: any field may occur. Else, sorted, all that may, besides those of header and trailer.</summary>
    internal int[]? Only { get; }

    private static bool IsPlain(FixRequirement requirement) =>
        requirement.Tags.Length == 1 && requirement.When.Length == 0;
}
