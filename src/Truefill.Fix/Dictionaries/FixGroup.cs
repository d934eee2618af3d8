using System;

namespace Truefill.Fix;

/// <summary>
/// What belongs to a repeating group: the tag that counts its entries, the tag each entry starts with, and all others
/// that may occur in an entry, those of nested groups among them.
/// </summary>
public sealed class FixGroupDefinition
{
    private readonly int[] members;

    public FixGroupDefinition(int countTag, int delimiterTag, params ReadOnlySpan<int> members)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countTag);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delimiterTag);
        CountTag = countTag;
        DelimiterTag = delimiterTag;
        this.members = members.ToArray();
    }

    public int CountTag { get; }

    public int DelimiterTag { get; }

    /// <summary>True for the tags that may follow the delimiter in an entry.</summary>
    public bool IsMember(int tag) => Array.IndexOf(members, tag) >= 0;
}

/// <summary>
/// Iterates over the entries of a repeating group: <c>foreach (var fee in message.Group(FixGroups.MiscFees))</c>. A
/// foreach works on a copy; ask <see cref="IsComplete"/> of the group itself, or iterate with MoveNext and look at
/// <see cref="Status"/>.
/// </summary>
public ref struct FixGroup
{
    private readonly FixMessage message;
    private readonly FixGroupDefinition definition;
    private int next;
    private int read;
    private FixMessage current;

    internal FixGroup(FixMessage message, FixGroupDefinition definition, int next, int count, FixRead status)
    {
        this.message = message;
        this.definition = definition;
        this.next = next;
        Count = count;
        Status = status;
    }

    /// <summary>What the count field says; the message may hold fewer entries.</summary>
    public int Count { get; }

    /// <summary>
    /// Missing: no count field. Malformed: the count is not a number, or, once the iteration got there, there are fewer
    /// or more entries than it says.
    /// </summary>
    public FixRead Status { get; private set; }

    public readonly FixMessage Current => current;

    public readonly FixGroup GetEnumerator() => this;

    /// <summary>The place after the last field of the entries read so far.</summary>
    internal readonly int Next => next;

    public bool MoveNext()
    {
        if (Status != FixRead.Found) return false;
        var more = next < message.End && message.TagAt(next) == definition.DelimiterTag;
        if (read == Count || !more)
        {
            if (more || read < Count) Status = FixRead.Malformed;
            return false;
        }

        var start = next++;
        while (next < message.End && definition.IsMember(message.TagAt(next))) next++;
        current = new FixMessage(message, start, next);
        read++;
        return true;
    }

    /// <summary>Reads to the end without looking at the entries: true when there are as many as the count
    /// says.</summary>
    public bool IsComplete()
    {
        while (MoveNext())
        {
        }

        return Status == FixRead.Found;
    }
}
