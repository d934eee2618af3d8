namespace Truefill.Fix;

/// <summary>Why a message could not be written. The first error stays; later appends do nothing.</summary>
public enum FixWriteError : byte
{
    None,

    /// <summary>The buffer is too small.</summary>
    BufferFull,

    /// <summary>A tag below 1 or above 999,999,999, or one that the writer writes itself (8, 9, 10, 35).</summary>
    BadTag,

    /// <summary>An empty value: FIX has none, leave the field out.</summary>
    EmptyValue,

    /// <summary>A separator, control byte or, in text, a character above 0x7E. It would end the field or change the
    /// next.</summary>
    ForbiddenByte,

    /// <summary>A time or number outside what the format holds.</summary>
    OutOfRange,

    /// <summary>A body of more than 9,999,999 bytes.</summary>
    MessageTooLong,
}

/// <summary>The digits after the second of a UTCTimestamp. FIX before 5.0 SP2 knows the first two.</summary>
public enum FixTimePrecision : byte
{
    Seconds = 0,
    Milliseconds = 3,
    Microseconds = 6,
    Nanoseconds = 9,
}
