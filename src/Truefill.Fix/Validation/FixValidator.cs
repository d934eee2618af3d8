using System;
using System.Buffers;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>How much of what is found refuses a message.</summary>
public enum FixStrictness : byte
{
    /// <summary>Everything found refuses.</summary>
    Strict,

    /// <summary>
    /// Only what would make a book wrong refuses: a field without which the message cannot be placed, or an unknown
    /// value of ExecType(150), ExecTransType(20), OrdStatus(39) or Side(54). The rest is named and let through.
    /// </summary>
    Lenient,
}

/// <summary>
/// Checks a parsed message against a dictionary: required fields, listed values, forms, group counts, duplicate tags
/// outside groups, the order of header, body and trailer. Fields that an application message does not define are not
/// looked for: every counterparty sends some; in session messages they are. Has no state of its own, so one serves all
/// threads; what depends on the tags alone is found out once per shape and kept with the index of the message.
/// Allocates nothing but that.
/// </summary>
public sealed class FixValidator
{
    private readonly FixDictionary dictionary;
    private const int Part = 3;
    private const int Watched = 4;
    private readonly bool strict;

    // Per tag, its part of the message, and whether there is anything to look at: most fields are passed with one read.
    private readonly byte[] kinds = new byte[FixFieldIndex.DirectTags];

    /// <param name="dictionary">The version, with the counterparty's lines.</param>
    /// <param name="strictness">What refuses.</param>
    /// <param name="checkForms">
    /// Also parse every number, time and flag. Not needed by a reader that looks at the outcome of each typed read.
    /// </param>
    public FixValidator(FixDictionary dictionary, FixStrictness strictness, bool checkForms = true)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        this.dictionary = dictionary;
        strict = strictness == FixStrictness.Strict;
        for (var tag = 0; tag < kinds.Length; tag++)
        {
            var watched = dictionary.Rules[tag] is { } rule
                && (rule.HasValues || rule.Group is not null || (checkForms && rule.Type != FixFieldType.Text));
            kinds[tag] = (byte)((int)FixParts.Of(tag) | (watched ? Watched : 0));
        }
    }

    /// <summary>True when nothing found refuses the message. What was found is in <paramref name="issues"/> either
    /// way.</summary>
    public bool Validate(in FixMessage message, FixIssues issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        issues.Clear();
        if (message.Shape is var shape and not 0)
        {
            var shapes = message.Index.Shapes!;
            if (shapes.PlanOf(shape, this) is { } plan) return Validate(message, plan, issues);
            var good = ValidateAll(message, issues);
            // A field that is wrong may be so by its value or by its place: only what has nothing wrong is remembered.
            if (issues.Count == 0) shapes.Keep(shape, PlanFor(message));
            return good;
        }

        return ValidateAll(message, issues);
    }

    private bool Validate(in FixMessage message, FixShapePlan plan, FixIssues issues)
    {
        foreach (var requirement in plan.Conditional)
            if (Applies(message, requirement.When)) AddMissing(requirement, issues);
        var fields = message.Index.Fields;
        foreach (var at in plan.Watched) CheckField(message, at, fields[at], issues);
        if (message.Index.FirstDuplicate >= 0) CheckDuplicates(message, issues);
        return !issues.Refuses;
    }

    /// <summary>For a message in which nothing was found: what of it depends on values.</summary>
    private FixShapePlan PlanFor(in FixMessage message)
    {
        var conditional = new List<FixRequirement>();
        foreach (var rule in (ReadOnlySpan<FixMessageRule>)[dictionary.Find(message.MsgType)!, dictionary.Any])
        {
            foreach (var requirement in rule.Conditional)
                if (!HasOne(message, requirement.Tags)) conditional.Add(requirement);
        }

        var watched = new List<int>();
        for (var at = message.First; at < message.End; at++)
            if (kinds[message.TagAt(at)] >= Watched) watched.Add(at);
        return new FixShapePlan(this, [.. conditional], [.. watched]);
    }

    private bool ValidateAll(in FixMessage message, FixIssues issues)
    {
        var rule = dictionary.Find(message.MsgType);
        if (rule is null) Add(issues, FixIssueKind.UnknownMsgType, Tags.MsgType, message, decisive: false);
        else CheckRequired(message, rule, issues);
        CheckRequired(message, dictionary.Any, issues);
        CheckFields(message, issues);
        if (rule?.Only is { } only) CheckMembers(message, only, issues);
        if (FixParser.FirstDuplicate(message.Index) >= 0) CheckDuplicates(message, issues);
        return !issues.Refuses;
    }

    private void CheckRequired(in FixMessage message, FixMessageRule rule, FixIssues issues)
    {
        var always = rule.Always;
        for (var i = 0; i < always.Length; i++)
        {
            if (message.Find(always[i]) >= 0) continue;
            issues.Add(new FixIssue(FixIssueKind.RequiredTagMissing, always[i], 0, 0, strict
                || rule.AlwaysDecisive[i]));
        }

        foreach (var requirement in rule.Conditional)
            if (!HasOne(message, requirement.Tags) && Applies(message, requirement.When))
                AddMissing(requirement, issues);
    }

    private void AddMissing(FixRequirement requirement, FixIssues issues) => issues.Add(new FixIssue(
        FixIssueKind.RequiredTagMissing, requirement.Tags[0], 0, 0, strict || requirement.Decisive));

    private static bool HasOne(in FixMessage message, int[] tags)
    {
        foreach (var tag in tags)
            if (message.Find(tag) >= 0) return true;
        return false;
    }

    private static bool Applies(in FixMessage message, FixCondition[] when)
    {
        foreach (var condition in when)
        {
            if (message.TryGetChar(condition.Tag, out var value) != FixRead.Found) return false;
            if (value >= 128 || ((condition.Values >> value) & 1) == 0) return false;
        }

        return true;
    }

    private void CheckFields(in FixMessage message, FixIssues issues)
    {
        var kindOf = kinds;
        var fields = message.Index.Fields;
        var part = (int)FixPart.Header;
        for (var at = message.First; at < message.End; at++)
        {
            ref readonly var field = ref fields[at];
            var kind = unchecked((uint)field.Tag) < (uint)kindOf.Length ? kindOf[field.Tag] : (int)FixPart.Body;
            if ((kind & Part) < part) AddAt(issues, FixIssueKind.TagOutOfOrder, field);
            part = kind & Part;
            if (field.Length == 0) AddAt(issues, FixIssueKind.ValueEmpty, field);
            else if (kind >= Watched) CheckField(message, at, field, issues);
        }
    }

    private void CheckField(in FixMessage message, int at, FixField field, FixIssues issues)
    {
        var rule = dictionary.Rules[field.Tag]!;
        if (rule.HasValues)
        {
            var value = message.ValueOf(field);
            if (rule.Lists(value)) return;
            var elsewhere = rule.ListsInAnyVersion(value);
            issues.Add(new FixIssue(
                elsewhere ? FixIssueKind.ValueOfOtherVersion : FixIssueKind.ValueNotListed,
                field.Tag, field.Offset, field.Length, strict || (rule.Decisive && !elsewhere)));
        }
        else if (!rule.IsWellFormed(message.ValueOf(field)))
        {
            AddAt(issues, FixIssueKind.ValueMalformed, field);
        }

        if (rule.Group is { } group && !message.GroupAt(at, group).IsComplete())
            AddAt(issues, FixIssueKind.GroupCountWrong, field);
    }

    /// <summary>Session messages are short, and a counterparty that misspells one is better told.</summary>
    private void CheckMembers(in FixMessage message, int[] only, FixIssues issues)
    {
        for (var at = message.First; at < message.End; at++)
        {
            ref readonly var field = ref message.Index.Fields[at];
            if (FixParts.Of(field.Tag) != FixPart.Body || Array.BinarySearch(only, field.Tag) >= 0) continue;
            var defined = field.Tag <= FixParts.LastTag(dictionary.Version)
                || (unchecked((uint)field.Tag) < FixFieldIndex.DirectTags && dictionary.Rules[field.Tag] is not null);
            AddAt(issues, defined ? FixIssueKind.TagNotOfMessage : FixIssueKind.TagNotDefined, field);
        }
    }

    private void AddAt(FixIssues issues, FixIssueKind kind, FixField field) =>
        issues.Add(new FixIssue(kind, field.Tag, field.Offset, field.Length, strict));

    /// <summary>Rare, so it may take its time and rent memory.</summary>
    private void CheckDuplicates(in FixMessage message, FixIssues issues)
    {
        var pool = ArrayPool<long>.Shared.Rent(message.FieldCount);
        var count = 0;
        for (var at = message.First; at < message.End;)
        {
            var tag = message.TagAt(at);
            // The tag above, the place below: sorting brings equal tags together, in order of place.
            pool[count++] = ((long)tag << 32) | (uint)at;
            at++;
            if (unchecked((uint)tag) >= FixFieldIndex.DirectTags || dictionary.Rules[tag]?.Group is not { } group)
                continue;
            var entries = message.GroupAt(at - 1, group);
            while (entries.MoveNext()) at = entries.Next;
        }

        var sorted = pool.AsSpan(0, count);
        sorted.Sort();
        for (var i = 1; i < count; i++)
        {
            if (sorted[i] >> 32 != sorted[i - 1] >> 32) continue;
            ref readonly var field = ref message.Index.Fields[(int)(sorted[i] & 0xFFFF_FFFF)];
            issues.Add(new FixIssue(FixIssueKind.DuplicateTag, field.Tag, field.Offset, field.Length, strict));
        }

        ArrayPool<long>.Shared.Return(pool);
    }

    private void Add(FixIssues issues, FixIssueKind kind, int tag, in FixMessage message, bool decisive)
    {
        var at = message.Find(tag);
        var field = at < 0 ? default : message.Index.Fields[at];
        issues.Add(new FixIssue(kind, tag, field.Offset, field.Length, strict || decisive));
    }
}
