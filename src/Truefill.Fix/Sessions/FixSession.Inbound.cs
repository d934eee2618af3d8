using System;

namespace Truefill.Fix;

/// <summary>What becomes of a message in, up to its place in the sequence.</summary>
public sealed partial class FixSession
{
    private const byte LogonType = (byte)'A';
    private const byte LogoutType = (byte)'5';
    private const byte ResendRequestType = (byte)'2';
    private const byte SequenceResetType = (byte)'4';

    private void Take(ReadOnlySpan<byte> bytes, long now)
    {
        var result = FixParser.Parse(
            bytes, index, out var message, parseOptions, dataFields: Options.DataFields);
        if (IsGarbled(message, result))
        {
            Garbled(bytes, result.ToString(), now);
            return;
        }

        LogIn(message, now);
        if (State == FixSessionState.LoggingOn && !IsAnswerToLogon(message, result))
        {
            Close("the first message is no Logon(A) of this session", now);
            return;
        }

        if (!HasBeginString(message))
        {
            LogOut("BeginString(8) is not that of the session", now);
            return;
        }

        lastReceived = now;
        if (!TryReadMsgSeqNum(message, result, out var number))
        {
            LogOutAndClose("MsgSeqNum(34) is missing or malformed", now);
            return;
        }

        if (!result.IsOk) RejectMalformed(message, result, number, now);
        else if (HasOurCompIds(message, number, now) && IsFresh(message, number, now)) Sort(message, number, now);
    }

    /// <summary>By what a message is, whether its number has to be the next one.</summary>
    private void Sort(in FixMessage message, int number, long now)
    {
        switch (message.MsgType)
        {
            case [LogonType]:
                TakeLogon(message, number, now);
                break;
            case [LogoutType]:
                TakeLogout(message, number, now);
                break;
            case [(byte)'3'] when State == FixSessionState.LoggingOn:
                Close("logon rejected: " + (message.Text(Tags.Text) ?? "no text"), now);
                break;
            case [ResendRequestType]:
                TakeResendRequest(message, number, now);
                break;
            case [SequenceResetType] when !IsGapFill(message):
                TakeSequenceReset(message, number, now);
                break;
            default:
                TakeInSequence(message, number, now);
                break;
        }
    }

    private static bool IsGapFill(in FixMessage message) =>
        message.TryGetBoolean(Tags.GapFillFlag, out var fill) == FixRead.Found && fill;

    /// <summary>
    /// A frame that does not hold, or whose fields cannot be told: FIXT 1.1, "Message Garbled". It counts as not
    /// received, and the gap it leaves brings it again.
    /// </summary>
    private static bool IsGarbled(in FixMessage message, FixParseResult result) => result.Error switch
    {
        FixParseError.None or FixParseError.TagLeadingZero or FixParseError.TagTooLong or FixParseError.ValueEmpty
            or FixParseError.ControlByte or FixParseError.DataLengthMissing or FixParseError.DataLengthMalformed
            or FixParseError.DataLengthMismatch or FixParseError.TooManyFields or FixParseError.DuplicateTag => false,
        FixParseError.TagMalformed => !IsNegativeTag(message, result),
        _ => true,
    };

    /// <summary>A number, if no tag: such a field can be named in a Reject(3).</summary>
    private static bool IsNegativeTag(in FixMessage message, FixParseResult result) =>
        message.Bytes[result.Position..] is [(byte)'-', >= (byte)'0' and <= (byte)'9', ..]
        && FixRawFields.TagAt(message.Bytes, result.Position)[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private void Garbled(ReadOnlySpan<byte> bytes, string why, long now)
    {
        GarbledCount++;
        LogGarbage(bytes, now);
        log.Event("garbled, not counted: " + why, now);
        if (State == FixSessionState.LoggingOn) Close("the first bytes are no good Logon(A)", now);
    }

    private bool IsAnswerToLogon(in FixMessage message, FixParseResult result)
    {
        var logon = message.MsgType is [LogonType];
        var refusal = Options.Role == FixRole.Initiator && message.MsgType is [LogoutType] or [(byte)'3'];
        return result.IsOk && (logon || refusal) && HasBeginString(message)
            && Is(message, Tags.SenderCompID, targetCompId) && Is(message, Tags.TargetCompID, senderCompId);
    }

    private bool HasBeginString(in FixMessage message) =>
        message.TryGet(Tags.BeginString, out var begin) == FixRead.Found
        && begin.SequenceEqual(Options.Version.BeginString());

    private static bool Is(in FixMessage message, int tag, ReadOnlySpan<byte> expected) =>
        message.TryGet(tag, out var value) == FixRead.Found && value.SequenceEqual(expected);

    /// <summary>Also from behind the field at which parsing stopped: a Reject(3) has to name the message.</summary>
    private static bool TryReadMsgSeqNum(in FixMessage message, FixParseResult result, out int number)
    {
        var found = message.TryGetInt(Tags.MsgSeqNum, out number) == FixRead.Found
            || (!result.IsOk && FixRawFields.TryFind(message.Bytes, result.Position, "34="u8, out var value)
                && FixValue.TryParseInt(value, out number));
        return found && number is >= 0 and <= NumberMax;
    }

    /// <summary>Missing ones are the validator's to find.</summary>
    private bool HasOurCompIds(in FixMessage message, int number, long now)
    {
        if (!Differs(message, Tags.SenderCompID, targetCompId) && !Differs(message, Tags.TargetCompID, senderCompId))
            return true;
        Refuse(message, number, new FixRefusal(SessionRejectReason.CompIdProblem, "", "CompID problem"), now);
        LogOut("the CompIDs are not those of the session", now);
        return false;
    }

    private static bool Differs(in FixMessage message, int tag, ReadOnlySpan<byte> expected) =>
        message.TryGet(tag, out var value) == FixRead.Found && value.Length > 0 && !value.SequenceEqual(expected);

    private bool IsFresh(in FixMessage message, int number, long now)
    {
        if (Options.MaxLatency == TimeSpan.Zero
            || message.TryGetUtcTimestamp(Tags.SendingTime, out var sent) != FixRead.Found
            || Math.Abs(now - sent) <= FixNanos.Of(Options.MaxLatency)) return true;
        if (State == FixSessionState.LoggingOn)
        {
            Close("SendingTime(52) of Logon(A) is too far from our clock", now);
            return false;
        }

        // After a pause of ours all that waits in the socket is old, and may be trades. Not counted, it is sent again
        // after the next logon, with a SendingTime(52) of then; where that begins at 1, it would be lost.
        if (Options.Role == FixRole.Initiator && !Options.ResetOnLogon && !Options.ResetOnDisconnect)
        {
            LogOutAndClose("SendingTime(52) is too far from our clock", now);
            return false;
        }

        Refuse(message, number, FixRefusal.SendingTime, now);
        LogOut("SendingTime(52) is too far from our clock", now);
        return false;
    }
}
