using System;

namespace Truefill.Fix;

/// <summary>The inbound number, gaps in it, and what waits behind them.</summary>
public sealed partial class FixSession
{
    private const int ResendRequestsMax = 3;

    /// <summary>No session counts so far; a number above is damage or malice, and must not overflow ours.</summary>
    private const int NumberMax = 2_000_000_000;

    /// <summary>The number expected next.</summary>
    private int _expected;

    /// <summary>The last application message handed to the host, and the last one that it holds durably.</summary>
    private int _delivered;

    private int _confirmed;

    /// <summary>The last number known to be missing; 0 while nothing is.</summary>
    private int _gapEnd;

    private int _gapRequests;
    private int _gapExpected;
    private long _gapAskedAt;

    private void TakeInSequence(in FixMessage message, int number, long now)
    {
        if (number > _expected)
        {
            TakeEarly(message.Bytes, number, now);
        }
        else if (number < _expected)
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
        _early.TryAdd(number, bytes);
        AskFor(number - 1, now);
    }

    private void TakeLate(in FixMessage message, int number, long now)
    {
        if (message.TryGetBoolean(Tags.PossDupFlag, out var possDup) != FixRead.Found || !possDup)
        {
            LogOutAndClose($"MsgSeqNum(34) too low, expecting {_expected} but received {number}", now);
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
            && _early.TryTake(_expected, out var bytes))
        {
            if (bytes.Length == 0 || !FixParser.Parse(
                bytes, _index, out var message, _parseOptions, dataFields: Options.DataFields).IsOk) Count(_expected);
            else TakeNext(message, _expected, now);
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
                _application.OnReject(this, Delivery(message, number, now));
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
        var numbering = _store.CreatedAt;
        ExpectConfirmation(number);
        var verdict = _application.OnMessage(this, Delivery(message, number, now));
        // The host may have begun a new numbering meanwhile.
        if (numbering != _store.CreatedAt) return;
        if (Options.Confirmation == FixConfirmation.OnReturn) _confirmed = number;
        Count(number);
        if (verdict.Kind == FixVerdictKind.Business) SendBusinessReject(message, number, verdict, now);
        else if (verdict.Kind == FixVerdictKind.Session) SendReject(message, number, FixRefusal.Of(verdict), now);
    }

    private void ExpectConfirmation(int number)
    {
        // With nothing left to confirm, what came since was the session's own.
        if (_confirmed >= _delivered) _confirmed = number - 1;
        _delivered = number;
    }

    private FixDelivery Delivery(in FixMessage message, int number, long now)
    {
        message.TryGetBoolean(Tags.PossDupFlag, out var possDup);
        message.TryGetBoolean(Tags.PossResend, out var possResend);
        return new FixDelivery(message, new FixMark(_store.CreatedAt, number), possDup, possResend, now);
    }

    private void TakeGapFill(in FixMessage message, int number, long now)
    {
        message.TryGetInt(Tags.NewSeqNo, out var next);
        if (next > number && next <= NumberMax)
        {
            Count(next - 1);
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
        if (next < _expected || next > NumberMax)
        {
            SendReject(message, number, FixRefusal.NewSeqNo, now);
            return;
        }

        if (next > _expected) _log.Event($"numbers {_expected} to {next - 1} given up by SequenceReset(4)", now);
        Count(next - 1);
        TakeWhatWaited(now);
    }

    /// <summary>Everything up to a number has been dealt with.</summary>
    private void Count(int number)
    {
        _expected = Math.Max(_expected, number + 1);
        _early.DropBelow(_expected);
        if (_gapEnd != 0 && _expected > _gapEnd) ForgetGap();
    }

    private void CountIfNext(int number)
    {
        if (number == _expected) Count(number);
    }

    private void ForgetGap() => _gapEnd = _gapRequests = 0;

    /// <summary>Asks once per gap: the request is open-ended, so what follows it is covered too.</summary>
    private void AskFor(int lastMissing, long now)
    {
        var asked = _gapEnd != 0;
        _gapEnd = Math.Max(_gapEnd, lastMissing);
        if (asked) return;
        // Two gaps at the same number: what we asked for came garbled, or not at all.
        if (_gapExpected != _expected) _gapRequests = 0;
        SendResendRequest(now);
    }

    private void AskAgain(long now)
    {
        if (_gapEnd == 0 || now - _gapAskedAt < FixNanos.Of(Options.ResendTimeout)) return;
        if (_gapExpected != _expected) _gapRequests = 0;
        if (_gapRequests >= ResendRequestsMax) LogOut($"message {_expected} was asked for in vain", now);
        else SendResendRequest(now);
    }

    private void SendResendRequest(long now)
    {
        _gapRequests++;
        _gapExpected = _expected;
        _gapAskedAt = now;
        var writer = BeginAdmin(MsgTypes.ResendRequest, now);
        writer.AppendInt(Tags.BeginSeqNo, _expected);
        // All that follows; before 4.2 that was written as 999999.
        writer.AppendInt(Tags.EndSeqNo, Options.Version < FixVersion.Fix42 ? 999_999 : 0);
        SendAdmin(ref writer, now);
    }

    private void SaveInbound() =>
        _store.SetNextInbound(_confirmed >= _delivered ? _expected : Math.Min(_expected, _confirmed + 1));

    private void Reset(long now)
    {
        _log.Event("both numberings start at 1", now);
        _store.Reset(now);
        Flushed = new FixMark(_store.CreatedAt, 0);
        _expected = 1;
        _delivered = _confirmed = 0;
        _resendNext = 0;
        _early.Clear();
        ForgetGap();
    }
}
