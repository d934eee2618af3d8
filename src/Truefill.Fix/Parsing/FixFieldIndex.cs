using System;

namespace Truefill.Fix;

/// <summary>One field of a parsed message: its tag and where its value lies.</summary>
public readonly record struct FixField(int Tag, int Offset, int Length);

/// <summary>
/// Where the fields of one message are. Owned and reused by the caller, one per thread: each parse overwrites the one
/// before it, and allocates only when a message has more fields than any before. A tag below <see cref="DirectTags"/>
/// is found by one load, whose entry counts only if it carries the generation of the current message, so nothing is
/// cleared between messages; one with the same tags in the same order as the message before keeps even the entries.
/// </summary>
public sealed class FixFieldIndex
{
    /// <summary>Covers the standard tags and the user-defined range 5000 to 9999; tags above are searched
    /// for.</summary>
    internal const int DirectTags = 10_240;

    internal readonly uint[] Slots = new uint[DirectTags];
    internal FixField[] Fields;
    internal ulong[] Bits;
    internal readonly int[] Ends = new int[FixScan.EndsLength];
    internal uint Generation;
    internal int Count;
    internal int FirstDuplicate;
    internal bool HasLargeTags;

    /// <summary>Which tags may occur in the message: exactly those that do where its shape is remembered.</summary>
    internal FixTagSet Present;

    /// <summary>The step of <see cref="Shapes"/> that the message ended at, 0: its shape is not remembered.</summary>
    internal int Shape;

    private static readonly FixTagSet AllTags = FixTagSet.All;

    // The shape that Slots describe: a message of the same one leaves them as they are.
    private int slotShape;
    private FixShapes? shapes;
    internal FixKnownHeader Header;

    // The last date that a timestamp was read with: the eight bytes, and the nanoseconds of its midnight.
    internal ulong DateWord;
    internal long DateNanos;

    /// <param name="fieldsMax">The most fields of one message, at most 65,535.</param>
    /// <param name="messageBytesMax">The most bytes of one message, at most 16 MiB: so their sum fits 32 bits.</param>
    public FixFieldIndex(int fieldsMax = 4096, int messageBytesMax = 1 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fieldsMax, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fieldsMax, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBytesMax, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageBytesMax, 1 << 24);
        FieldsMax = fieldsMax;
        MessageBytesMax = messageBytesMax;
        Fields = new FixField[Math.Min(fieldsMax, 64)];
        Bits = new ulong[16];
    }

    public int FieldsMax { get; }

    public int MessageBytesMax { get; }

    /// <summary>Makes room for a message and forgets the one before it. Not more than the bounds allow.</summary>
    internal void Start(int bytes)
    {
        var blocks = FixScan.BlockCount(bytes);
        if (blocks > Bits.Length) Bits = new ulong[Math.Max(blocks, Bits.Length * 2)];
        Count = 0;
        FirstDuplicate = -1;
        HasLargeTags = false;
        Shape = 0;
        Present = AllTags;
    }

    /// <summary>A message without fields.</summary>
    internal void Reset()
    {
        Start(0);
        Describe(0);
    }

    /// <summary>The shapes of earlier messages with that separator and those data fields; others are
    /// forgotten.</summary>
    internal FixShapes ShapesFor(byte separator, FixDataFields dataFields)
    {
        if (shapes is { } known && known.AreFor(separator, dataFields)) return known;
        slotShape = 0;
        return shapes = new FixShapes(separator, dataFields);
    }

    /// <summary>The shapes that <see cref="Shape"/> is one of.</summary>
    internal FixShapes? Shapes => shapes;

    /// <summary>All fields are there, in an order that is remembered.</summary>
    internal void Describe(FixShapes shapes, int shape)
    {
        var firstDuplicate = shapes.Steps[shape].FirstDuplicate;
        Shape = shape;
        FirstDuplicate = firstDuplicate;
        Present = shapes.TagsOf(shape);
        if (shape == slotShape) return;
        Describe(Count);
        FirstDuplicate = firstDuplicate;
        slotShape = shape;
    }

    /// <summary>Makes the first fields be found by their tags, and nothing else.</summary>
    internal void Describe(int count)
    {
        slotShape = 0;
        if (Generation == ushort.MaxValue)
        {
            Array.Clear(Slots);
            Generation = 0;
        }

        var generation = ++Generation << 16;
        for (var i = 0; i < count; i++)
        {
            ref var slot = ref Slots[Fields[i].Tag];
            if (slot < generation) slot = generation | (uint)i;
            else if (FirstDuplicate < 0) FirstDuplicate = i;
        }
    }

    /// <summary>Room for that many fields, as far as the bound allows: the loop over the fields checks against the
    /// array only.</summary>
    internal void Reserve(int fields)
    {
        var wanted = Math.Min(fields, FieldsMax);
        if (wanted > Fields.Length)
            Array.Resize(ref Fields, Math.Min(FieldsMax, Math.Max(wanted, Fields.Length * 2)));
    }
}
