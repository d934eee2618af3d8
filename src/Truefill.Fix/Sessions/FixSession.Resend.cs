using System;
using System.Text;

namespace Truefill.Fix;

/// <summary>What the counterparty asks for again.</summary>
public sealed partial class FixSession
{
    /// <summary>The next number to send again, 0 while nothing is asked for.</summary>
    private int resendNext;

    private int resendEnd;

    /// <summary>
    /// Answered whatever its number: two sides that each wait for the other's gap to close would wait for ever (FIXT
    /// 1.1, "Two-way resend").
    /// </summary>
    private void TakeResendRequest(in FixMessage message, int number, long now)
    {
        if (!Validate(message, number, now)) return;
        message.TryGetInt(Tags.BeginSeqNo, out var begin);
        message.TryGetInt(Tags.EndSeqNo, out var end);
        var last = store.NextOutbound - 1;
        // Zero is all that follows; before 4.2 that was written as 999999.
        if (end == 0 || end > last) end = last;
        if (begin < 1) SendReject(message, number, BeginSeqNoRefusal, now);
        else if (begin > last) log.Event($"asked for {begin}, but only {last} were sent", now);
        else if (begin <= end) StartResend(begin, end, now);
        if (number > expected)
        {
            early.AddDone(number);
            AskFor(number - 1, now);
        }

        CountIfNext(number);
        TakeWhatWaited(now);
    }

    private static FixRefusal BeginSeqNoRefusal { get; } =
        new(SessionRejectReason.ValueIsIncorrect, "7", "BeginSeqNo(7) has to be 1 or more");

    private void StartResend(int begin, int end, long now)
    {
        resendNext = begin;
        resendEnd = end;
        ContinueResend(now);
    }

    /// <summary>Writes as much as fits; the rest comes with the next <see cref="Tick"/>.</summary>
    private void ContinueResend(long now)
    {
        var gap = 0;
        while (resendNext <= resendEnd && output.Length < OutputBytesMax)
        {
            var number = resendNext++;
            var again = TryReadForResend(number, out var original, out var msgType, out var sentAt);
            if (again && Options.Resend.For(msgType, now - sentAt) == FixResend.PossDup)
            {
                if (gap != 0) SendGapFill(gap, number, now);
                gap = 0;
                // Never sent again before it was sent, whatever the clock or the host's own did: that ends sessions.
                SendAgain(original, Math.Max(now, sentAt));
                continue;
            }

            if (gap == 0) gap = number;
            if (again) application.OnNotResent(this, number, original);
        }

        if (gap != 0) SendGapFill(gap, resendNext, now);
        if (resendNext > resendEnd) resendNext = 0;
    }

    private bool TryReadForResend(int number, out FixMessage message, out string msgType, out long sentAt)
    {
        msgType = "";
        sentAt = 0;
        message = default;
        if (!store.TryRead(number, out var bytes)) return false;
        if (!FixParser.Parse(bytes, resendIndex, out message, dataFields: Options.DataFields).IsOk) return false;
        msgType = Encoding.ASCII.GetString(message.MsgType);
        return message.TryGetUtcTimestamp(Tags.SendingTime, out sentAt) == FixRead.Found;
    }

    /// <summary>The same message with PossDupFlag(43)=Y and a new SendingTime(52).</summary>
    private void SendAgain(in FixMessage original, long now)
    {
        original.TryGet(Tags.SendingTime, out var sentAt);
        var writer = new FixMessageWriter(
            output.Free(original.Bytes.Length + 128), Options.Version.BeginString(), original.MsgType);
        for (var i = 3; i < original.FieldCount - 1; i++)
        {
            var field = original[i];
            switch (field.Tag)
            {
                case Tags.PossDupFlag or Tags.OrigSendingTime:
                    break;
                case Tags.SendingTime:
                    writer.AppendBoolean(Tags.PossDupFlag, true);
                    writer.AppendUtcTimestamp(Tags.SendingTime, now, TimePrecision);
                    writer.Append(Tags.OrigSendingTime, sentAt);
                    break;
                default:
                    writer.AppendCopied(field.Tag, original.ValueOf(field));
                    break;
            }
        }

        PutUnnumbered(ref writer, now);
    }

    private void SendGapFill(int from, int next, long now)
    {
        var writer = StartHeader(MsgTypes.SequenceReset, AdminBytesMax);
        writer.AppendInt(Tags.MsgSeqNum, from);
        writer.AppendBoolean(Tags.PossDupFlag, true);
        writer.AppendUtcTimestamp(Tags.SendingTime, now, TimePrecision);
        writer.AppendUtcTimestamp(Tags.OrigSendingTime, now, TimePrecision);
        writer.AppendBoolean(Tags.GapFillFlag, true);
        writer.AppendInt(Tags.NewSeqNo, next);
        PutUnnumbered(ref writer, now);
    }

    /// <summary>Under an old number, so nothing is kept and nothing counted.</summary>
    private void PutUnnumbered(ref FixMessageWriter writer, long now)
    {
        if (!writer.TryFinish(out var bytes))
            throw new FixStoreException($"a stored message cannot be written again: {writer.Error}");
        var message = output.Advance(bytes);
        lastSent = now;
        Trace(message, now);
    }
}
