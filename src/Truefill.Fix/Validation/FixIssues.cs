using System;
using System.Globalization;
using System.Text;

namespace Truefill.Fix;

/// <summary>What is wrong with a message that is good tag=value.</summary>
public enum FixIssueKind : byte
{
    RequiredTagMissing,

    /// <summary>No version lists this value for the field.</summary>
    ValueNotListed,

    /// <summary>Another version lists it: engines that are half a version ahead send it.</summary>
    ValueOfOtherVersion,

    /// <summary>Not a number, time, date, character or flag, as the field should be.</summary>
    ValueMalformed,

    /// <summary>A repeating group with more or fewer entries than its count says.</summary>
    GroupCountWrong,

    /// <summary>A tag twice outside a repeating group.</summary>
    DuplicateTag,

    UnknownMsgType,

    /// <summary>A field without a value.</summary>
    ValueEmpty,

    /// <summary>A field of the header behind one of the body, or one of the trailer before one.</summary>
    TagOutOfOrder,

    /// <summary>In a message whose fields are all known: a tag that the version does not define.</summary>
    TagNotDefined,

    /// <summary>In a message whose fields are all known: a tag of other messages.</summary>
    TagNotOfMessage,
}

/// <summary>One finding.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Tag">The field.</param>
/// <param name="Offset">Where its value is; 0 when the field is missing.</param>
/// <param name="Length">The length of its value.</param>
/// <param name="Refuses">Whether the message is to be refused for it.</param>
public readonly record struct FixIssue(FixIssueKind Kind, int Tag, int Offset, int Length, bool Refuses);

/// <summary>The findings of one validation, owned and reused by the caller. Keeps the first 32 and counts the
/// rest.</summary>
public sealed class FixIssues
{
    private const int Kept = 32;
    private readonly FixIssue[] issues = new FixIssue[Kept];

    /// <summary>All that were found, also those not kept.</summary>
    public int Count { get; private set; }

    public bool Refuses { get; private set; }

    public ReadOnlySpan<FixIssue> Items => issues.AsSpan(0, Math.Min(Count, Kept));

    /// <summary>One line per kept finding, such as <c>ExecType(150) 'Z' is not listed, ExecutionReport(8), FIX.4.4</c>.
    /// Allocates.</summary>
    public string Describe(in FixMessage message, FixDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var text = new StringBuilder();
        foreach (var issue in Items)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"{dictionary.NameOf(issue.Tag)}({issue.Tag})");
            if (issue.Length > 0)
            {
                // A value can be as long as a message; an error need not be.
                var value = message.Bytes.Slice(issue.Offset, Math.Min(issue.Length, 64));
                text.Append(CultureInfo.InvariantCulture, $" '{Encoding.Latin1.GetString(value)}'");
            }

            text.Append(
                CultureInfo.InvariantCulture, $" {Words(issue.Kind)}, {dictionary.NameOfMessage(message.MsgType)}(");
            text.Append(CultureInfo.InvariantCulture,
                $"{Encoding.Latin1.GetString(message.MsgType)}), {dictionary.Version.Name()}");
        }

        return text.ToString();
    }

    /// <summary>The first finding that refuses; false when none does.</summary>
    public bool TryGetRefusal(out FixIssue refusal)
    {
        foreach (var issue in Items)
        {
            refusal = issue;
            if (issue.Refuses) return true;
        }

        refusal = default;
        return false;
    }

    internal void Clear()
    {
        Count = 0;
        Refuses = false;
    }

    internal void Add(FixIssue issue)
    {
        if (Count < Kept) issues[Count] = issue;
        Count++;
        Refuses |= issue.Refuses;
    }

    internal static string Words(FixIssueKind kind) => kind switch
    {
        FixIssueKind.RequiredTagMissing => "is missing",
        FixIssueKind.ValueNotListed => "is not listed",
        FixIssueKind.ValueOfOtherVersion => "is listed in another version only",
        FixIssueKind.ValueMalformed => "is malformed",
        FixIssueKind.GroupCountWrong => "does not count its group",
        FixIssueKind.DuplicateTag => "occurs twice",
        FixIssueKind.UnknownMsgType => "is not a known message type",
        FixIssueKind.ValueEmpty => "has no value",
        FixIssueKind.TagOutOfOrder => "is out of order between header, body and trailer",
        FixIssueKind.TagNotDefined => "is not a tag of this version",
        FixIssueKind.TagNotOfMessage => "does not belong into this message",
    };
}
