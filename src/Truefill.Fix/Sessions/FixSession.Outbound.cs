using System;

namespace Truefill.Fix;

/// <summary>Messages out.</summary>
public sealed partial class FixSession
{
    private const int AdminBytesMax = 4096;

    /// <summary>Room asked for when the caller does not say.</summary>
    public const int DefaultSendBytes = 4096;

    private int begunNumber;
    private int begunAt;

    /// <summary>
    /// Begins an application message: its header is written, the body is the caller's, in the order of the wire, fields
    /// of the header such as OnBehalfOfCompID(115) first. Nothing is used up before <see cref="Send"/>.
    /// </summary>
    /// <param name="msgType">MsgType(35).</param>
    /// <param name="now">SendingTime(52).</param>
    /// <param name="bytesMax">Room for the whole message.</param>
    public FixMessageWriter Begin(ReadOnlySpan<byte> msgType, long now, int bytesMax = DefaultSendBytes)
    {
        if (IsAdmin(msgType)) throw new ArgumentException("session messages are the session's own", nameof(msgType));
        return BeginAny(msgType, now, bytesMax);
    }

    /// <summary>Numbers the begun message, keeps it for a resend, and puts it behind what waits to be sent.</summary>
    public FixSent Send(ref FixMessageWriter writer, long now)
    {
        if (State != FixSessionState.LoggedOn) return new FixSent(0, FixSendError.NotLoggedOn);
        if (begunNumber != store.NextOutbound || begunAt != output.Length)
            return new FixSent(0, FixSendError.OutOfTurn);
        return Put(ref writer, keep: true, now);
    }

    private static bool IsAdmin(ReadOnlySpan<byte> msgType) =>
        msgType is [(>= (byte)'0' and <= (byte)'5') or LogonType];

    private FixMessageWriter BeginAdmin(ReadOnlySpan<byte> msgType, long now) => BeginAny(msgType, now, AdminBytesMax);

    private FixMessageWriter BeginAny(ReadOnlySpan<byte> msgType, long now, int bytesMax)
    {
        begunNumber = store.NextOutbound;
        begunAt = output.Length;
        var writer = StartHeader(msgType, bytesMax);
        writer.AppendInt(Tags.MsgSeqNum, begunNumber);
        writer.AppendUtcTimestamp(Tags.SendingTime, now, TimePrecision);
        return writer;
    }

    /// <summary>Up to FIX.4.1 a second was as fine as it went.</summary>
    private FixTimePrecision TimePrecision =>
        Options.Version < FixVersion.Fix42 ? FixTimePrecision.Seconds : Options.TimePrecision;

    private FixMessageWriter StartHeader(ReadOnlySpan<byte> msgType, int bytesMax)
    {
        var writer = new FixMessageWriter(output.Free(bytesMax), Options.Version.BeginString(), msgType);
        writer.Append(Tags.SenderCompID, senderCompId);
        writer.Append(Tags.TargetCompID, targetCompId);
        if (Options.SenderSubId is { } sender) writer.Append(Tags.SenderSubID, sender);
        if (Options.TargetSubId is { } target) writer.Append(Tags.TargetSubID, target);
        return writer;
    }

    private void SendAdmin(ref FixMessageWriter writer, long now)
    {
        var sent = Put(ref writer, keep: false, now);
        // Only what a host or its configuration put into a Logon(A) can be malformed here.
        if (!sent.IsOk) Close($"{sent.WriteError} at tag {sent.Tag} of a session message", now);
    }

    private FixSent Put(ref FixMessageWriter writer, bool keep, long now)
    {
        if (!writer.TryFinish(out var bytes))
            return new FixSent(0, FixSendError.Malformed, writer.Error, writer.ErrorTag);
        var message = output.Free(0)[..bytes];
        var number = store.NextOutbound;
        store.Append(keep ? message : default);
        output.Advance(bytes);
        lastSent = now;
        Trace(message, now);
        return new FixSent(number, FixSendError.None);
    }

    /// <summary>A TestReqID(112) that a message cannot hold is not sent back but rejected: lenient validation lets
    /// one with a control byte in.</summary>
    private void AnswerTestRequest(in FixMessage message, int number, long now)
    {
        message.TryGet(Tags.TestReqID, out var id);
        if (!FixMessageWriter.Takes(id))
        {
            Refuse(message, number, FixRefusal.TestReqId, now);
            return;
        }

        Count(number);
        SendHeartbeat(id, now);
    }

    private void SendHeartbeat(ReadOnlySpan<byte> testReqId, long now)
    {
        var writer = BeginAny(MsgTypes.Heartbeat, now, AdminBytesMax + testReqId.Length);
        if (!testReqId.IsEmpty) writer.Append(Tags.TestReqID, testReqId);
        SendAdmin(ref writer, now);
    }

    private void LogIn(in FixMessage message, long now)
    {
        if (ReferenceEquals(log, FixNoLog.Instance)) return;
        if (!FixRedaction.Concerns(message.MsgType)) log.Message(FixDirection.In, message.Bytes, now);
        else log.Message(FixDirection.In, FixRedaction.Copy(message, new byte[message.Bytes.Length]), now);
    }

    private void LogGarbage(ReadOnlySpan<byte> bytes, long now)
    {
        if (ReferenceEquals(log, FixNoLog.Instance)) return;
        if (!FixRedaction.ConcernsGarbage(bytes))
        {
            log.Garbage(bytes, now);
            return;
        }

        var blanked = bytes.ToArray();
        FixRedaction.BlankUntold(blanked);
        log.Garbage(blanked, now);
    }

    private void Trace(ReadOnlySpan<byte> bytes, long now)
    {
        if (ReferenceEquals(log, FixNoLog.Instance)) return;
        FixParser.Parse(bytes, traceIndex, out var message, dataFields: Options.DataFields);
        if (!FixRedaction.Concerns(message.MsgType)) log.Message(FixDirection.Out, bytes, now);
        else log.Message(FixDirection.Out, FixRedaction.Copy(message, new byte[bytes.Length]), now);
    }
}
