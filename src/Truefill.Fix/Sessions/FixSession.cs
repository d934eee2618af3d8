using System;
using System.Text;
using System.Threading;

namespace Truefill.Fix;

/// <summary>
/// One FIX session as a passive state machine. Time and bytes come in, bytes to send wait in the output, the host is
/// told the rest by <see cref="IFixApplication"/>; there is no clock, no chance, no socket and no thread in it. Used by
/// one thread at a time. After each input: send what <see cref="TakeOutput"/> gives, and close the connection when
/// <see cref="State"/> is Closing. After a <see cref="FixStoreException"/> nothing may be sent any more.
/// </summary>
public sealed partial class FixSession
{
    /// <summary>How much of a resend is written before what waits has to be taken.</summary>
    private const int OutputBytesMax = 1 << 17;

    private readonly IMessageStore store;
    private readonly IFixApplication application;
    private readonly IFixLog log;
    private readonly FixFieldIndex index;
    private readonly FixFieldIndex resendIndex;
    private readonly FixFieldIndex traceIndex;
    private readonly FixIssues issues = new();
    private readonly FixValidators validators;
    private readonly FixEarlyMessages early;
    private readonly FixParseOptions parseOptions;
    private readonly byte[] senderCompId;
    private readonly byte[] targetCompId;
    private FixOutput output = new();

    private long heartBtInt;
    private long stateSince;
    private long lastReceived;
    private long lastSent;
    private bool wasLoggedOn;
    private string closeReason = "";

    /// <param name="options">What is agreed with the counterparty.</param>
    /// <param name="store">Of this session alone. The caller disposes of it.</param>
    /// <param name="application">The host.</param>
    /// <param name="log">Nothing is logged when null.</param>
    public FixSession(
        FixSessionOptions options, IMessageStore store, IFixApplication application, IFixLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(application);
        if (options.SenderCompId.Length == 0 || options.TargetCompId.Length == 0)
            throw new ArgumentException("a session needs SenderCompID(49) and TargetCompID(56)", nameof(options));
        Options = options;
        this.store = store;
        this.application = application;
        this.log = log ?? FixNoLog.Instance;
        index = new FixFieldIndex(messageBytesMax: options.MessageBytesMax);
        resendIndex = new FixFieldIndex(messageBytesMax: options.MessageBytesMax);
        traceIndex = new FixFieldIndex(messageBytesMax: options.MessageBytesMax);
        validators = new FixValidators(options);
        early = new FixEarlyMessages(options.EarlyBytesMax);
        parseOptions = FixParseOptions.AllowEmptyValues
            | (options.Strictness == FixStrictness.Lenient ? FixParseOptions.AllowControlBytes : FixParseOptions.None);
        senderCompId = Encoding.ASCII.GetBytes(options.SenderCompId);
        targetCompId = Encoding.ASCII.GetBytes(options.TargetCompId);
        expected = store.NextInbound;
        confirmed = delivered = expected - 1;
        Flushed = new FixMark(store.CreatedAt, store.NextOutbound - 1);
    }

    public FixSessionOptions Options { get; }

    public FixSessionState State { get; private set; }

    public bool IsLoggedOn => State == FixSessionState.LoggedOn;

    /// <summary>The number of the next message out.</summary>
    public int NextOutbound => store.NextOutbound;

    /// <summary>The number expected next, whether or not the host holds durably what came before.</summary>
    public int NextInbound => expected;

    /// <summary>Highest number that the host has confirmed; see <see cref="Confirm"/>.</summary>
    public int ConfirmedInbound => Volatile.Read(ref confirmed);

    /// <summary>The last number out that outlives the process with its message, like all before it.</summary>
    public FixMark Flushed { get; private set; }

    /// <summary>Bytes that wait for <see cref="TakeOutput"/>.</summary>
    public int WaitingBytes => output.Length;

    /// <summary>Why the connection is to be closed, while the state is Closing.</summary>
    public string CloseReason => closeReason;

    /// <summary>When anything came last, or the connection was made; nanoseconds since 1970 UTC. Any thread.</summary>
    public long LastReceivedAt => System.Threading.Volatile.Read(ref lastReceived);

    /// <summary>HeartBtInt(108) as agreed, nanoseconds; 0: there are no heartbeats. Any thread.</summary>
    public long HeartBtIntNanos => System.Threading.Volatile.Read(ref heartBtInt);

    /// <summary>How often the session was logged on.</summary>
    public int LogonCount { get; private set; }

    /// <summary>Messages in, of any kind and number; not those that were no messages.</summary>
    internal long MessageCount { get; private set; }

    /// <summary>Messages in that were no messages.</summary>
    public long GarbledCount { get; private set; }

    /// <summary>The connection stands. An initiator logs on.</summary>
    /// <param name="now">Nanoseconds since 1970 UTC, here and in every other method.</param>
    public void Connect(long now)
    {
        output.Clear();
        early.Clear();
        ForgetGap();
        skippedFrom = skippedTo = 0;
        resetSent = false;
        testRequests = 0;
        resendNext = 0;
        lastReceived = now;
        heartBtInt = FixNanos.Of(Options.HeartBtInt);
        Enter(FixSessionState.LoggingOn, now);
        if (!IsOpenAt(now))
        {
            Close("outside the session's schedule", now);
            return;
        }

        ResetForNewDay(now);
        if (Options.Role != FixRole.Initiator) return;
        if (Options.ResetOnLogon) Reset(now);
        SendLogon(now, reset: Options.ResetOnLogon, nextExpected: expected);
    }

    /// <summary>The connection is gone, whoever ended it. What waited to be sent is forgotten here, not in the
    /// store.</summary>
    public void Disconnect(string reason, long now)
    {
        if (State == FixSessionState.Disconnected) return;
        var orderly = loggedOutOrderly;
        output.Clear();
        early.Clear();
        Leave(State == FixSessionState.Closing ? closeReason : reason, now);
        Enter(FixSessionState.Disconnected, now);
        loggedOutOrderly = false;
        if (Options.ResetOnDisconnect || (orderly && Options.ResetOnLogout)) Reset(now);
        SaveInbound();
    }

    /// <summary>Takes what it can from received bytes: whole messages, and what is no message.</summary>
    /// <returns>How many bytes were taken; the rest is to be offered again, with more behind it.</returns>
    public int Receive(ReadOnlySpan<byte> bytes, long now)
    {
        var taken = 0;
        while (State is not (FixSessionState.Disconnected or FixSessionState.Closing))
        {
            var rest = bytes[taken..];
            var frame = FixFramer.Next(rest, Options.MessageBytesMax);
            if (frame.Status == FixFrameStatus.NeedMore) break;
            taken += frame.Length;
            if (frame.Status == FixFrameStatus.Complete)
            {
                MessageCount++;
                Take(rest[..frame.Length], now);
                continue;
            }

            Garbled(rest[..frame.Length], frame.Status.ToString(), now);
        }

        return State is FixSessionState.Disconnected or FixSessionState.Closing ? bytes.Length : taken;
    }

    /// <summary>
    /// To be called a few times per second, and again at once while it returns true: heartbeats, timeouts, the
    /// schedule, and the rest of a long resend.
    /// </summary>
    public bool Tick(long now)
    {
        switch (State)
        {
            case FixSessionState.LoggingOn when IsOver(Options.LogonTimeout, now):
                Close("no Logon(A) in time", now);
                break;
            case FixSessionState.LoggingOut when IsOver(Options.LogoutTimeout, now):
                Close("no answer to Logout(5)", now);
                break;
            case FixSessionState.LoggedOn:
                TickLoggedOn(now);
                break;
        }

        if (resendNext == 0) return false;
        ContinueResend(now);
        return resendNext != 0;
    }

    /// <summary>The host holds everything up to a message durably: the counterparty need not send it again.</summary>
    public void Confirm(FixMark mark)
    {
        if (mark.Numbering != store.CreatedAt || mark.MsgSeqNum <= confirmed) return;
        confirmed = Math.Min(mark.MsgSeqNum, delivered);
    }

    /// <summary>
    /// Hands over what waits to be sent, after the store has it, and takes an emptied output for what comes next. Call
    /// it after each input, also when nothing waits: it also writes down the inbound number.
    /// </summary>
    public FixOutput TakeOutput(FixOutput spare)
    {
        ArgumentNullException.ThrowIfNull(spare);
        SaveInbound();
        Flush();
        (var full, output) = (output, spare);
        output.Clear();
        return full;
    }

    /// <summary>Everything sent so far outlives the process; <see cref="TakeOutput"/> does the same.</summary>
    public void Flush()
    {
        store.Flush();
        Flushed = new FixMark(store.CreatedAt, store.NextOutbound - 1);
    }

    private void Enter(FixSessionState state, long now)
    {
        State = state;
        stateSince = now;
    }

    private bool IsOver(TimeSpan timeout, long now) => now - stateSince >= FixNanos.Of(timeout);

    /// <summary>Sends nothing more than what waits already.</summary>
    private void Close(string reason, long now)
    {
        if (State == FixSessionState.Closing) return;
        closeReason = reason;
        resendNext = 0;
        log.Event("closing: " + reason, now);
        Leave(reason, now);
        Enter(FixSessionState.Closing, now);
    }

    private void Leave(string reason, long now)
    {
        if (!wasLoggedOn) return;
        wasLoggedOn = false;
        log.Event("logged out: " + reason, now);
        application.OnLoggedOut(this, reason);
    }
}
