using System;
using System.Security.Cryptography;
using System.Text;

namespace Truefill.Fix;

/// <summary>Logon(A) and Logout(5).</summary>
public sealed partial class FixSession
{
    /// <summary>We sent ResetSeqNumFlag(141)=Y and wait for the same in answer.</summary>
    private bool resetSent;

    private bool loggedOutOrderly;

    /// <summary>Ends the session in order: Logout(5), then the counterparty's, then the connection.</summary>
    public void LogOut(string text, long now)
    {
        if (State == FixSessionState.LoggingOn) Close(text, now);
        if (State != FixSessionState.LoggedOn) return;
        SendLogout(text, now);
        Enter(FixSessionState.LoggingOut, now);
    }

    /// <summary>Starts both numberings at 1 without ending the session: Logon(A) with ResetSeqNumFlag(141)=Y.</summary>
    public void RequestReset(long now)
    {
        if (State != FixSessionState.LoggedOn) return;
        Reset(now);
        SendLogon(now, reset: true, nextExpected: 1);
    }

    private void LogOutAndClose(string text, long now)
    {
        if (State is FixSessionState.LoggedOn or FixSessionState.LoggingOn) SendLogout(text, now);
        Close(text, now);
    }

    private void TakeLogon(in FixMessage message, int number, long now)
    {
        if (!validators.Of(Options.Version).Validate(message, issues))
        {
            LogOutAndClose(issues.Describe(message, validators.DictionaryOf(Options.Version)), now);
            return;
        }

        message.TryGetBoolean(Tags.ResetSeqNumFlag, out var reset);
        var why = State == FixSessionState.LoggingOn ? WhyNotAdmitted(message) : null;
        why ??= reset && number != 1 ? "MsgSeqNum(34) has to be 1 with ResetSeqNumFlag(141)" : null;
        if (why is not null)
        {
            LogOutAndClose(why, now);
            return;
        }

        if (State != FixSessionState.LoggingOn) TakeLogonWhileLoggedOn(message, number, reset, now);
        else if (Options.Role == FixRole.Acceptor) Admit(message, number, reset, now);
        else TakeAnswer(message, number, reset, now);
    }

    private string? WhyNotAdmitted(in FixMessage message)
    {
        if (message.TryGetInt(Tags.EncryptMethod, out var method) == FixRead.Found && method != 0)
            return "EncryptMethod(98) has to be 0: encryption is TLS's";
        if (message.TryGetInt(Tags.HeartBtInt, out var seconds) != FixRead.Found || seconds is < 0 or > 86_400)
            return "HeartBtInt(108) has to be 0 to 86400";
        if (Options.Version >= FixVersion.Fix50
            && !(message.TryGetChar(Tags.DefaultApplVerID, out var version) == FixRead.Found
                && version == Options.Version.ApplVerId()))
            return $"DefaultApplVerID(1137) has to be {(char)Options.Version.ApplVerId()}";
        if (Options.Role == FixRole.Acceptor)
        {
            if (!IsSecret(message, Tags.Username, Options.Username)
                || !IsSecret(message, Tags.Password, Options.Password))
                return "Username(553) or Password(554) is wrong";
            heartBtInt = FixNanos.Of(TimeSpan.FromSeconds(seconds));
        }

        return application.OnLogon(this, message);
    }

    private static bool IsSecret(in FixMessage message, int tag, string? demanded)
    {
        if (demanded is null) return true;
        return message.TryGet(tag, out var given) == FixRead.Found
            && CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(demanded));
    }

    private void Admit(in FixMessage message, int number, bool reset, long now)
    {
        if (reset || Options.ResetOnLogon) Reset(now);
        if (IsTooLow(message, number, now) || !TryReadTheirs(message, out var theirs, now)) return;
        SendLogon(now, reset, number == expected ? expected + 1 : expected);
        LoggedOn(number, theirs, now);
    }

    private void TakeAnswer(in FixMessage message, int number, bool reset, long now)
    {
        // Our Logon(A) was number 1, so their new numbering and ours are the same.
        if (reset && !resetSent && store.NextOutbound == 2) (expected, delivered, confirmed) = (1, 0, 0);
        else if (reset && !resetSent)
        {
            LogOutAndClose("ResetSeqNumFlag(141) unasked: set reset_on_logon if that is what is agreed", now);
            return;
        }

        if (IsTooLow(message, number, now) || !TryReadTheirs(message, out var theirs, now)) return;
        LoggedOn(number, theirs, now);
    }

    private bool IsTooLow(in FixMessage message, int number, long now)
    {
        if (number >= expected) return false;
        // A copy of an old Logon(A) says nothing about now.
        var possDup = message.TryGetBoolean(Tags.PossDupFlag, out var flag) == FixRead.Found && flag;
        if (possDup) log.Event("an old Logon(A) again", now);
        else LogOutAndClose($"MsgSeqNum(34) too low, expecting {expected} but received {number}", now);
        return true;
    }

    /// <summary>NextExpectedMsgSeqNum(789), 0 for none. It may not be above what we have sent.</summary>
    private bool TryReadTheirs(in FixMessage message, out int theirs, long now)
    {
        theirs = 0;
        if (!Options.NextExpectedMsgSeqNum
            || message.TryGetInt(Tags.NextExpectedMsgSeqNum, out theirs) != FixRead.Found) return true;
        if (theirs >= 1 && theirs <= store.NextOutbound) return true;
        LogOutAndClose(
            $"NextExpectedMsgSeqNum(789) too high, expecting {store.NextOutbound} but received {theirs}", now);
        return false;
    }

    private void LoggedOn(int number, int theirs, long now)
    {
        resetSent = false;
        wasLoggedOn = true;
        LogonCount++;
        Enter(FixSessionState.LoggedOn, now);
        if (number == expected)
        {
            Count(number);
        }
        else
        {
            early.AddDone(number);
            if (theirs == 0) AskFor(number - 1, now);
            else (gapEnd, gapExpected, gapAskedAt) = (number - 1, expected, now);
        }

        log.Event("logged on", now);
        application.OnLoggedOn(this);
        // Our own Logon(A) was the last number when it went out.
        var last = store.NextOutbound - 1;
        if (theirs > 0 && theirs < last) StartResend(theirs, last, now);
        TakeWhatWaited(now);
    }

    private void TakeLogonWhileLoggedOn(in FixMessage message, int number, bool reset, long now)
    {
        if (!reset)
        {
            TakeInSequenceOrIgnore(message, number, now);
            return;
        }

        if (!resetSent)
        {
            // What was missing is lost with its numbers, and what came behind it is not.
            if (gapEnd != 0) SkipTo(gapEnd + 1, now);
            TakeWhatIsSkipped(int.MaxValue, now);
            if (State != FixSessionState.LoggedOn) return;
            Reset(now);
            SendLogon(now, reset: true, nextExpected: 2);
        }

        resetSent = false;
        Count(number);
    }

    /// <summary>A second Logon(A) does nothing but take its number.</summary>
    private void TakeInSequenceOrIgnore(in FixMessage message, int number, long now)
    {
        if (number < expected)
        {
            TakeLate(message, number, now);
            return;
        }

        log.Event("Logon(A) while logged on", now);
        if (number == expected)
        {
            Count(number);
            TakeWhatWaited(now);
            return;
        }

        early.AddDone(number);
        AskFor(number - 1, now);
    }

    private void TakeLogout(in FixMessage message, int number, long now)
    {
        var text = message.Text(Tags.Text) ?? "no text";
        CountIfNext(number);
        loggedOutOrderly = State is FixSessionState.LoggedOn or FixSessionState.LoggingOut;
        if (State == FixSessionState.LoggedOn) SendLogout(null, now);
        Close(State == FixSessionState.LoggingOn ? "logon refused: " + text : "Logout(5): " + text, now);
    }

    private void SendLogon(long now, bool reset, int nextExpected)
    {
        var writer = BeginAdmin(MsgTypes.Logon, now);
        writer.AppendInt(Tags.EncryptMethod, 0);
        writer.AppendInt(Tags.HeartBtInt, heartBtInt / 1_000_000_000);
        if (reset) writer.AppendBoolean(Tags.ResetSeqNumFlag, true);
        if (Options.NextExpectedMsgSeqNum) writer.AppendInt(Tags.NextExpectedMsgSeqNum, nextExpected);
        if (Options.Role == FixRole.Initiator)
        {
            if (Options.Username is { } username) writer.Append(Tags.Username, username);
            if (Options.Password is { } password) writer.Append(Tags.Password, password);
        }

        if (Options.Version >= FixVersion.Fix50) writer.AppendChar(Tags.DefaultApplVerID, Options.Version.ApplVerId());
        application.WriteLogon(this, ref writer);
        SendAdmin(ref writer, now);
        resetSent = reset && State != FixSessionState.Closing
            && (Options.Role == FixRole.Initiator || State == FixSessionState.LoggedOn);
    }

    private void SendLogout(string? text, long now)
    {
        var writer = BeginAdmin(MsgTypes.Logout, now);
        if (text is not null) writer.Append(Tags.Text, FixText.Printable(text));
        SendAdmin(ref writer, now);
    }
}
