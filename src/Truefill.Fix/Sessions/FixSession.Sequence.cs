using System;

namespace Truefill.Fix;

/// <summary>The inbound number, gaps in it, and what waits behind them.</summary>
public sealed partial class FixSession
{
    private const int ResendRequestsMax = 3;

    /// <summary>No session counts so far; a number above is damage or malice, and must not overflow ours.</summary>
    private const int NumberMax = 2_000_000_000;

    /// <summary>The number expected next.</summary>
    private int expected;

    /// <summary>The last application message handed to the host, and the last one that it holds durably.</summary>
    private int delivered;

    private int confirmed;

    /// <summary>The last number known to be missing; 0 while nothing is.</summary>
    private int gapEnd;

    private int gapRequests;
    private int gapExpected;
    private long gapAskedAt;

    /// <summary>The numbers that a gap fill or a reset jumped over since the gap began; 0: none.</summary>
    private int skippedFrom;

    private int skippedTo;

    private void TakeInSequence(in FixMessage message, int number, long now)
    {
        if (number > expected)
        {
            TakeEarly(message.Bytes, number, now);
        }
        else if (number < expected)
        {
            TakeLate(message, number, now);
        }
        else
        {
            TakeNext(message, number, now);
            TakeWhatWaited(now);
        }
    }

    private void TakeEarly(ReadOnlySpan<byte> bytes, int number, long now)
    {
        early.TryAdd(number, bytes);
        AskFor(number - 1, now);
    }

    private void TakeLate(in FixMessage message, int number, long now)
    {
        if (message.TryGetBoolean(Tags.PossDupFlag, out var possDup) != FixRead.Found || !possDup)
        {
            LogOutAndClose($"MsgSeqNum(34) too low, expecting {expected} but received {number}", now);
            return;
        }

        if (message.TryGetUtcTimestamp(Tags.OrigSendingTime, out var original) != FixRead.Found)
        {
            if (!Options.RequireOrigSendingTime) return;
            var missing = new FixRefusal(
                SessionRejectReason.RequiredTagMissing, "122", "OrigSendingTime(122) is missing");
            SendReject(message, number, missing, now);
        }
        else if (message.TryGetUtcTimestamp(Tags.SendingTime, out var sent) == FixRead.Found && original > sent)
        {
            SendReject(message, number, FixRefusal.SendingTime, now);
            LogOut("OrigSendingTime(122) is later than SendingTime(52)", now);
        }
    }

    private void TakeWhatWaited(long now)
    {
        while (State is FixSessionState.LoggedOn or FixSessionState.LoggingOut
            && early.TryTake(expected, out var bytes))
        {
            if (bytes.Length == 0 || !FixParser.Parse(
                bytes, index, out var message, parseOptions, dataFields: Options.DataFields).IsOk) Count(expected);
            else TakeNext(message, expected, now);
        }
    }

    /// <summary>The message whose turn it is.</summary>
    private void TakeNext(in FixMessage message, int number, long now)
    {
        if (!Validate(message, number, now)) return;
        switch (message.MsgType)
        {
            case [(byte)'0']:
                Count(number);
                break;
            case [(byte)'1']:
                AnswerTestRequest(message, number, now);
                break;
            case [(byte)'3']:
                Count(number);
                application.OnReject(this, Delivery(message, number, now));
                break;
            case [SequenceResetType]:
                TakeGapFill(message, number, now);
                break;
            default:
                Deliver(message, number, now);
                break;
        }
    }

    private void Deliver(in FixMessage message, int number, long now)
    {
        var numbering = store.CreatedAt;
        ExpectConfirmation(number);
        var verdict = application.OnMessage(this, Delivery(message, number, now));
        // The host may have begun a new numbering meanwhile.
        if (numbering != store.CreatedAt) return;
        if (Options.Confirmation == FixConfirmation.OnReturn) confirmed = number;
        Count(number);
        if (verdict.Kind == FixVerdictKind.Business) SendBusinessReject(message, number, verdict, now);
        else if (verdict.Kind == FixVerdictKind.Session) SendReject(message, number, FixRefusal.Of(verdict), now);
    }

    private void ExpectConfirmation(int number)
    {
        // With nothing left to confirm, what came since was the session's own.
        if (confirmed >= delivered) confirmed = number - 1;
        delivered = number;
    }

    private FixDelivery Delivery(in FixMessage message, int number, long now)
    {
        message.TryGetBoolean(Tags.PossDupFlag, out var possDup);
        message.TryGetBoolean(Tags.PossResend, out var possResend);
        return new FixDelivery(message, new FixMark(store.CreatedAt, number), possDup, possResend, now);
    }

    private void TakeGapFill(in FixMessage message, int number, long now)
    {
        message.TryGetInt(Tags.NewSeqNo, out var next);
        if (next > number && next <= NumberMax)
        {
            SkipTo(next, now);
            return;
        }

        SendReject(message, number, FixRefusal.NewSeqNo, now);
        Count(number);
    }

    /// <summary>SequenceReset(4) without GapFillFlag(123): for disaster recovery, its own number does not
    /// matter.</summary>
    private void TakeSequenceReset(in FixMessage message, int number, long now)
    {
        if (!Validate(message, number, now)) return;
        message.TryGetInt(Tags.NewSeqNo, out var next);
        if (next < expected || next > NumberMax)
        {
            SendReject(message, number, FixRefusal.NewSeqNo, now);
            return;
        }

        if (next > expected) log.Event($"numbers {expected} to {next - 1} given up by SequenceReset(4)", now);
        SkipTo(next, now);
        TakeWhatWaited(now);
    }

    /// <summary>What is jumped over never comes again.</summary>
    private void SkipTo(int next, long now)
    {
        if (next <= expected) return;
        if (skippedFrom == 0) skippedFrom = expected;
        skippedTo = next - 1;
        TakeWhatIsSkipped(next, now);
        Count(next - 1);
        if (gapEnd == 0) TellSkipped();
    }

    /// <summary>
    /// What came early and is jumped over was received all the same: a report tells of what has happened. An order that
    /// its client does not send again is stale: an acceptor drops it.
    /// </summary>
    private void TakeWhatIsSkipped(int end, long now)
    {
        if (Options.Role != FixRole.Initiator) return;
        while (State is FixSessionState.LoggedOn or FixSessionState.LoggingOut
            && early.TryTakeBelow(end, out var number, out var bytes))
        {
            Count(number - 1);
            if (bytes.Length == 0 || !FixParser.Parse(
                bytes, index, out var message, parseOptions, dataFields: Options.DataFields).IsOk) Count(number);
            else TakeNext(message, number, now);
        }
    }

    private void TellSkipped()
    {
        if (skippedFrom == 0) return;
        var (from, to) = (skippedFrom, skippedTo);
        skippedFrom = skippedTo = 0;
        application.OnSkipped(this, from, to);
    }

    /// <summary>Everything up to a number has been dealt with.</summary>
    private void Count(int number)
    {
        if (number < expected) return;
        // As a rule it is the next one, of which a copy may have come early.
        if (number == expected) early.TryTake(number, out _);
        else early.DropBelow(number + 1);
        expected = number + 1;
        if (gapEnd == 0 || expected <= gapEnd) return;
        ForgetGap();
        TellSkipped();
    }

    private void CountIfNext(int number)
    {
        if (number == expected) Count(number);
    }

    private void ForgetGap() => gapEnd = gapRequests = 0;

    /// <summary>Asks once per gap: the request is open-ended, so what follows it is covered too.</summary>
    private void AskFor(int lastMissing, long now)
    {
        var asked = gapEnd != 0;
        gapEnd = Math.Max(gapEnd, lastMissing);
        if (asked) return;
        // Two gaps at the same number: what we asked for came garbled, or not at all.
        if (gapExpected != expected) gapRequests = 0;
        SendResendRequest(now);
    }

    private void AskAgain(long now)
    {
        if (gapEnd == 0 || now - gapAskedAt < FixNanos.Of(Options.ResendTimeout)) return;
        if (gapExpected != expected) gapRequests = 0;
        if (gapRequests >= ResendRequestsMax) LogOut($"message {expected} was asked for in vain", now);
        else SendResendRequest(now);
    }

    private void SendResendRequest(long now)
    {
        gapRequests++;
        gapExpected = expected;
        gapAskedAt = now;
        var writer = BeginAdmin(MsgTypes.ResendRequest, now);
        writer.AppendInt(Tags.BeginSeqNo, expected);
        // All that follows; before 4.2 that was written as 999999.
        writer.AppendInt(Tags.EndSeqNo, Options.Version < FixVersion.Fix42 ? 999_999 : 0);
        SendAdmin(ref writer, now);
    }

    private void SaveInbound() =>
        store.SetNextInbound(confirmed >= delivered ? expected : Math.Min(expected, confirmed + 1));

    private void Reset(long now)
    {
        log.Event("both numberings start at 1", now);
        store.Reset(now);
        Flushed = new FixMark(store.CreatedAt, 0);
        expected = 1;
        delivered = confirmed = 0;
        resendNext = 0;
        early.Clear();
        ForgetGap();
        skippedFrom = skippedTo = 0;
    }
}
