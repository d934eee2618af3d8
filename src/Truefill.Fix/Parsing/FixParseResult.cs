namespace Truefill.Fix;

/// <summary>What is wrong with a message, in the order in which it is looked for: frame, checksum, then field by
/// field.</summary>
public enum FixParseError : byte
{
    None,

    /// <summary>Longer than <see cref="FixFieldIndex.MessageBytesMax"/>; nothing was looked at.</summary>
    MessageTooLong,

    /// <summary>The bytes end before the message does.</summary>
    Truncated,

    /// <summary>Does not start with <c>8=FIX</c>, or the value is not a BeginString(8).</summary>
    BeginStringExpected,

    /// <summary>The second field is not BodyLength(9).</summary>
    BodyLengthExpected,

    /// <summary>BodyLength(9) is not a number of one to seven digits.</summary>
    BodyLengthMalformed,

    /// <summary>CheckSum(10) is not where BodyLength(9) says.</summary>
    BodyLengthMismatch,

    /// <summary>Bytes follow the end of the message.</summary>
    TrailingBytes,

    /// <summary>The last field is not CheckSum(10).</summary>
    CheckSumExpected,

    /// <summary>CheckSum(10) is not three digits.</summary>
    CheckSumMalformed,

    /// <summary>The last byte is not a separator.</summary>
    SeparatorMissing,

    /// <summary>The sum of the bytes is not CheckSum(10).</summary>
    CheckSumMismatch,

    /// <summary>The third field is not MsgType(35).</summary>
    MsgTypeExpected,

    /// <summary>A field without a tag, or two separators in a row.</summary>
    TagEmpty,

    /// <summary>A tag with something else than digits.</summary>
    TagMalformed,

    /// <summary>A tag starting with zero, tag 0 among them.</summary>
    TagLeadingZero,

    /// <summary>A tag of more than nine digits.</summary>
    TagTooLong,

    /// <summary>A field without an equals sign.</summary>
    EqualsMissing,

    /// <summary>A field without a value.</summary>
    ValueEmpty,

    /// <summary>A byte below 0x20, or DEL, in a field that is not a data field.</summary>
    ControlByte,

    /// <summary>A data field that does not follow its length field.</summary>
    DataLengthMissing,

    /// <summary>The length of a data field is not a number.</summary>
    DataLengthMalformed,

    /// <summary>A data field does not end where its length says.</summary>
    DataLengthMismatch,

    /// <summary>CheckSum(10), BodyLength(9) or BeginString(8) again inside the body.</summary>
    FrameTagInBody,

    /// <summary>More than <see cref="FixFieldIndex.FieldsMax"/> fields.</summary>
    TooManyFields,

    /// <summary>A tag twice, and <see cref="FixParseOptions.RejectDuplicateTags"/> was asked for.</summary>
    DuplicateTag,
}

/// <summary>The outcome of a parse.</summary>
/// <param name="Error">None when the whole message is good.</param>
/// <param name="Position">Byte offset at which the error was seen; the length of the message when there is
/// none.</param>
/// <param name="Tag">The tag of the field at fault, 0 when it is not known.</param>
public readonly record struct FixParseResult(FixParseError Error, int Position, int Tag)
{
    public bool IsOk => Error == FixParseError.None;

    public override string ToString() =>
        IsOk ? "ok" : Tag == 0 ? $"{Error} at byte {Position}" : $"{Error} at byte {Position}, tag {Tag}";
}

/// <summary>Where to be more patient or more strict than the default.</summary>
[System.Flags]
public enum FixParseOptions
{
    None = 0,

    /// <summary>Take <c>58=</c> as a field with an empty value.</summary>
    AllowEmptyValues = 1,

    /// <summary>Take tabs, newlines and other control bytes in values. The separator still ends a value.</summary>
    AllowControlBytes = 2,

    /// <summary>For logs whose messages were edited after they were written.</summary>
    IgnoreCheckSum = 4,

    /// <summary>For logs whose messages were edited after they were written.</summary>
    IgnoreBodyLength = 8,

    /// <summary>
    /// Refuse any tag that occurs twice. Right for messages without repeating groups; for others <c>FixValidator</c>
    /// knows the groups.
    /// </summary>
    RejectDuplicateTags = 16,
}

/// <summary>The outcome of a typed read.</summary>
public enum FixRead : byte
{
    /// <summary>The message has no such field.</summary>
    Missing,

    /// <summary>The field is there, and its value is not of that type or out of its range.</summary>
    Malformed,

    Found,
}
