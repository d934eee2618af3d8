namespace Truefill.Fix;

/// <summary>What a host makes of a message. Anything but <see cref="Accepted"/> is answered to the
/// counterparty.</summary>
public readonly record struct FixVerdict
{
    private FixVerdict(FixVerdictKind kind, byte reason, int tag, string text) =>
        (Kind, Reason, Tag, Text) = (kind, reason, tag, text);

    internal FixVerdictKind Kind { get; }

    internal byte Reason { get; }

    internal int Tag { get; }

    internal string Text { get; }

    public static FixVerdict Accepted => default;

    /// <summary>BusinessMessageReject(j), "Unsupported Message Type"; before 4.2 a Reject(3).</summary>
    public static FixVerdict Unsupported { get; } = Business(
        BusinessRejectReason.UnsupportedMessageType, "this kind of message is not supported here");

    /// <summary>BusinessMessageReject(j): understood, and refused for what it asks.</summary>
    public static FixVerdict Business(BusinessRejectReason reason, string text) =>
        new(FixVerdictKind.Business, (byte)reason, 0, text);

    /// <summary>Reject(3): the message itself is wrong.</summary>
    /// <param name="reason">SessionRejectReason(373).</param>
    /// <param name="tag">RefTagID(371), 0 for none.</param>
    /// <param name="text">Text(58).</param>
    public static FixVerdict Reject(SessionRejectReason reason, int tag, string text) =>
        new(FixVerdictKind.Session, (byte)reason, tag, text);
}

internal enum FixVerdictKind : byte
{
    Accepted,
    Business,
    Session,
}
