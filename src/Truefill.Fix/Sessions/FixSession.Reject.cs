using System;
using System.Globalization;
using System.Text;

namespace Truefill.Fix;

/// <summary>Validation, and the answers to what does not pass it.</summary>
public sealed partial class FixSession
{
    /// <summary>The routing fields of a message and those of an answer to it, which goes the same way back.</summary>
    private static readonly (int Theirs, int Ours)[] Routes =
    [
        (Tags.DeliverToCompID, Tags.OnBehalfOfCompID), (Tags.DeliverToSubID, Tags.OnBehalfOfSubID),
        (Tags.DeliverToLocationID, Tags.OnBehalfOfLocationID), (Tags.OnBehalfOfCompID, Tags.DeliverToCompID),
        (Tags.OnBehalfOfSubID, Tags.DeliverToSubID), (Tags.OnBehalfOfLocationID, Tags.DeliverToLocationID),
    ];

    /// <summary>False when the message was rejected, and then counted.</summary>
    private bool Validate(in FixMessage message, int number, long now)
    {
        if (!FixVersions.TryRead(message, Options.Version, out var version)) version = Options.Version;
        if (validators.Of(version).Validate(message, issues)) return true;
        issues.TryGetRefusal(out var issue);
        var dictionary = validators.DictionaryOf(version);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{dictionary.NameOf(issue.Tag)}({issue.Tag}) {FixIssues.Words(issue.Kind)}");
        // An unknown MsgType(35) names itself in RefMsgType(372).
        var tag = issue.Kind == FixIssueKind.UnknownMsgType ? "" : issue.Tag.ToString(CultureInfo.InvariantCulture);
        Refuse(message, number, new FixRefusal(FixRefusal.ReasonOf(issue.Kind), tag, text), now);
        return false;
    }

    private void RejectMalformed(in FixMessage message, FixParseResult result, int number, long now)
    {
        var tag = result.Error is FixParseError.TagLeadingZero or FixParseError.TagTooLong or FixParseError.TagMalformed
            ? Encoding.Latin1.GetString(FixRawFields.TagAt(message.Bytes, result.Position))
            : result.Tag.ToString(CultureInfo.InvariantCulture);
        if (number > expected)
        {
            AskFor(number - 1, now);
            return;
        }

        if (number < expected)
        {
            TakeLate(message, number, now);
            return;
        }

        Refuse(message, number, new FixRefusal(FixRefusal.ReasonOf(result.Error), tag, result.ToString()), now);
        TakeWhatWaited(now);
    }

    /// <summary>
    /// Reject(3), and when it is its turn the message counts, for it never comes again. What the host would have got
    /// otherwise it is told of, and confirms like any message.
    /// </summary>
    private void Refuse(in FixMessage message, int number, FixRefusal refusal, long now)
    {
        SendReject(message, number, refusal, now);
        if (number != expected) return;
        if (IsAdmin(message.MsgType) && message.MsgType is not [(byte)'3'])
        {
            Count(number);
            return;
        }

        var (numbering, deliveredBefore, confirmedBefore) = (store.CreatedAt, delivered, confirmed);
        ExpectConfirmation(number);
        var isTaken = application.OnRefused(this, Delivery(message, number, now), refusal.Text);
        if (numbering != store.CreatedAt) return;
        if (!isTaken) (delivered, confirmed) = (deliveredBefore, confirmedBefore);
        else if (Options.Confirmation == FixConfirmation.OnReturn) confirmed = number;
        Count(number);
    }

    private void SendReject(in FixMessage message, int number, FixRefusal refusal, long now)
    {
        log.Event($"rejected message {number}: {refusal.Text}", now);
        var writer = BeginAdmin(MsgTypes.Reject, now);
        WriteRoute(message, ref writer);
        writer.AppendInt(Tags.RefSeqNum, number);
        if (Options.Version >= FixVersion.Fix42)
        {
            if (IsTag(refusal.Tag)) writer.Append(Tags.RefTagID, refusal.Tag);
            WriteRefMsgType(message, ref writer);
            var reason = ((int)refusal.Reason).ToString(CultureInfo.InvariantCulture);
            if (validators.DictionaryOf(Options.Version).IsListed(
                Tags.SessionRejectReason, Encoding.ASCII.GetBytes(reason)))
                writer.Append(Tags.SessionRejectReason, reason);
        }

        writer.Append(Tags.Text, FixText.Printable(refusal.Text));
        SendAdmin(ref writer, now);
    }

    private void SendBusinessReject(in FixMessage message, int number, FixVerdict verdict, long now)
    {
        if (Options.Version < FixVersion.Fix42)
        {
            SendReject(message, number, new FixRefusal(SessionRejectReason.InvalidMsgType, "", verdict.Text), now);
            return;
        }

        var writer = BeginAny(MsgTypes.BusinessMessageReject, now, AdminBytesMax);
        WriteRoute(message, ref writer);
        writer.AppendInt(Tags.RefSeqNum, number);
        WriteRefMsgType(message, ref writer);
        writer.AppendInt(Tags.BusinessRejectReason, verdict.Reason);
        writer.Append(Tags.Text, FixText.Printable(verdict.Text));
        Put(ref writer, keep: true, now);
    }

    private static void WriteRefMsgType(in FixMessage message, ref FixMessageWriter writer)
    {
        if (message.MsgType.Length is > 0 and <= 8 && FixMessageWriter.Takes(message.MsgType))
            writer.Append(Tags.RefMsgType, message.MsgType);
    }

    /// <summary>A tag as it stood on the wire: -1 and 0 too, but nothing that would fill the message.</summary>
    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= 12 && !tag.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void WriteRoute(in FixMessage message, ref FixMessageWriter writer)
    {
        foreach (var (theirs, ours) in Routes)
        {
            if (message.TryGet(theirs, out var value) == FixRead.Found && value.Length is > 0 and <= 64
                && FixMessageWriter.Takes(value))
                writer.Append(ours, value);
        }
    }
}
