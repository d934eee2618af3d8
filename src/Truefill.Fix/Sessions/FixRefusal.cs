namespace Truefill.Fix;

/// <summary>What a Reject(3) says.</summary>
/// <param name="Reason">SessionRejectReason(373).</param>
/// <param name="Tag">RefTagID(371) as it stood in the message, empty for none.</param>
/// <param name="Text">Text(58).</param>
internal readonly record struct FixRefusal(SessionRejectReason Reason, string Tag, string Text)
{
    internal static FixRefusal SendingTime { get; } =
        new(SessionRejectReason.SendingTimeAccuracyProblem, "", "SendingTime accuracy problem");

    internal static FixRefusal NewSeqNo { get; } =
        new(SessionRejectReason.ValueIsIncorrect, "", "NewSeqNo(36) is out of range");

    internal static FixRefusal TestReqId { get; } =
        new(SessionRejectReason.IncorrectDataFormatForValue, "112", "TestReqID(112) has a control byte");

    internal static FixRefusal Of(FixVerdict verdict) =>
        new((SessionRejectReason)verdict.Reason, verdict.Tag == 0 ? "" : $"{verdict.Tag}", verdict.Text);

    internal static SessionRejectReason ReasonOf(FixIssueKind kind) => kind switch
    {
        FixIssueKind.RequiredTagMissing => SessionRejectReason.RequiredTagMissing,
        FixIssueKind.ValueNotListed or FixIssueKind.ValueOfOtherVersion => SessionRejectReason.ValueIsIncorrect,
        FixIssueKind.ValueMalformed => SessionRejectReason.IncorrectDataFormatForValue,
        FixIssueKind.GroupCountWrong => SessionRejectReason.IncorrectNumInGroupCount,
        FixIssueKind.DuplicateTag => SessionRejectReason.TagAppearsMoreThanOnce,
        FixIssueKind.UnknownMsgType => SessionRejectReason.InvalidMsgType,
        FixIssueKind.ValueEmpty => SessionRejectReason.TagSpecifiedWithoutAValue,
        FixIssueKind.TagOutOfOrder => SessionRejectReason.TagSpecifiedOutOfRequiredOrder,
        FixIssueKind.TagNotDefined => SessionRejectReason.InvalidTagNumber,
        FixIssueKind.TagNotOfMessage => SessionRejectReason.TagNotDefinedForThisMessageType,
    };

    internal static SessionRejectReason ReasonOf(FixParseError error) => error switch
    {
        FixParseError.ValueEmpty => SessionRejectReason.TagSpecifiedWithoutAValue,
        FixParseError.ControlByte or FixParseError.DataLengthMalformed =>
            SessionRejectReason.IncorrectDataFormatForValue,
        FixParseError.DataLengthMissing => SessionRejectReason.RequiredTagMissing,
        FixParseError.DataLengthMismatch => SessionRejectReason.ValueIsIncorrect,
        FixParseError.DuplicateTag => SessionRejectReason.TagAppearsMoreThanOnce,
        FixParseError.TooManyFields => SessionRejectReason.Other,
        _ => SessionRejectReason.InvalidTagNumber,
    };
}
