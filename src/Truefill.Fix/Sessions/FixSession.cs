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

    private readonly IMessageStore _store;
    private readonly IFixApplication _application;
    private readonly IFixLog _log;
    private readonly FixFieldIndex _index;
    private readonly FixFieldIndex _resendIndex;
    private readonly FixFieldIndex _traceIndex;
    private readonly FixIssues _issues = new();
    private readonly FixValidators _validators;
    private readonly FixEarlyMessages _early;
    private readonly FixParseOptions _parseOptions;
    private readonly byte[] _senderCompId;
    private readonly byte[] _targetCompId;
    private FixOutput _output = new();

    private long _heartBtInt;
    private long _stateSince;
    private long _lastReceived;
    private long _lastSent;
    private bool _wasLoggedOn;
    private string _closeReason = "";

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
        _store = store;
        _application = application;
        _log = log ?? FixNoLog.Instance;
        _index = new FixFieldIndex(messageBytesMax: options.MessageBytesMax);
        _resendIndex = new FixFieldIndex(messageBytesMax: options.MessageBytesMax);
        _traceIndex = new FixFieldIndex(messageBytesMax: options.MessageBytesMax);
        _validators = new FixValidators(options);
        _early = new FixEarlyMessages(options.EarlyBytesMax);
        _parseOptions = FixParseOptions.AllowEmptyValues
            | (options.Strictness == FixStrictness.Lenient ? FixParseOptions.AllowControlBytes : FixParseOptions.None);
        _senderCompId = Encoding.ASCII.GetBytes(options.SenderCompId);
        _targetCompId = Encoding.ASCII.GetBytes(options.TargetCompId);
        _expected = store.NextInbound;
        _confirmed = _delivered = _expected - 1;
        Flushed = new FixMark(store.CreatedAt, store.NextOutbound - 1);
    }

    public FixSessionOptions Options { get; }

    public FixSessionState State { get; private set; }

    public bool IsLoggedOn => State == FixSessionState.LoggedOn;

    /// <summary>The number of the next message out.</summary>
    public int NextOutbound => _store.NextOutbound;

    /// <summary>The number expected next, whether or not the host holds durably what came before.</summary>
    public int NextInbound => _expected;

    /// <summary>Highest number that the host has confirmed; see <see cref="Confirm"/>.</summary>
    public int ConfirmedInbound => Volatile.Read(ref _confirmed);

    /// <summary>The last number out that outlives the process with its message, like all before it.</summary>
    public FixMark Flushed { get; private set; }

    /// <summary>Bytes that wait for <see cref="TakeOutput"/>.</summary>
    public int WaitingBytes => _output.Length;

    /// <summary>Why the connection is to be closed, while the state is Closing.</summary>
    public string CloseReason => _closeReason;

    /// <summary>When anything came last, or the connection was made; nanoseconds since 1970 UTC. Any thread.</summary>
    public long LastReceivedAt => System.Threading.Volatile.Read(ref _lastReceived);

    /// <summary>HeartBtInt(108) as agreed, nanoseconds; 0: there are no heartbeats. Any thread.</summary>
    public long HeartBtIntNanos => System.Threading.Volatile.Read(ref _heartBtInt);

    /// <summary>How often the session was logged on.</summary>
    public int LogonCount { get; private set; }

    /// <summary>Messages in that were no messages.</summary>
    public long GarbledCount { get; private set; }

    /// <summary>The connection stands. An initiator logs on.</summary>
    /// <param name="now">Nanoseconds since 1970 UTC, here and in every other method.</param>
    public void Connect(long now)
    {
        _output.Clear();
        _early.Clear();
        ForgetGap();
        _resetSent = false;
        _testRequests = 0;
        _resendNext = 0;
        _lastReceived = now;
        _heartBtInt = FixNanos.Of(Options.HeartBtInt);
        Enter(FixSessionState.LoggingOn, now);
        if (!IsOpenAt(now))
        {
            Close("outside the session's schedule", now);
            return;
        }

        ResetForNewDay(now);
        if (Options.Role != FixRole.Initiator) return;
        if (Options.ResetOnLogon) Reset(now);
        SendLogon(now, reset: Options.ResetOnLogon, nextExpected: _expected);
    }

    /// <summary>The connection is gone, whoever ended it. What waited to be sent is forgotten here, not in the
    /// store.</summary>
    public void Disconnect(string reason, long now)
    {
        if (State == FixSessionState.Disconnected) return;
        var orderly = _loggedOutOrderly;
        _output.Clear();
        _early.Clear();
        Leave(State == FixSessionState.Closing ? _closeReason : reason, now);
        Enter(FixSessionState.Disconnected, now);
        _loggedOutOrderly = false;
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
            if (frame.Status == FixFrameStatus.Complete) Take(rest[..frame.Length], now);
            else Garbled(rest[..frame.Length], frame.Status.ToString(), now);
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

        if (_resendNext == 0) return false;
        ContinueResend(now);
        return _resendNext != 0;
    }

    /// <summary>The host holds everything up to a message durably: the counterparty need not send it again.</summary>
    public void Confirm(FixMark mark)
    {
        if (mark.Numbering != _store.CreatedAt || mark.MsgSeqNum <= _confirmed) return;
        _confirmed = Math.Min(mark.MsgSeqNum, _delivered);
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
        (var full, _output) = (_output, spare);
        _output.Clear();
        return full;
    }

    /// <summary>Everything sent so far outlives the process; <see cref="TakeOutput"/> does the same.</summary>
    public void Flush()
    {
        _store.Flush();
        Flushed = new FixMark(_store.CreatedAt, _store.NextOutbound - 1);
    }

    private void Enter(FixSessionState state, long now)
    {
        State = state;
        _stateSince = now;
    }

    private bool IsOver(TimeSpan timeout, long now) => now - _stateSince >= FixNanos.Of(timeout);

    /// <summary>Sends nothing more than what waits already.</summary>
    private void Close(string reason, long now)
    {
        if (State == FixSessionState.Closing) return;
        _closeReason = reason;
        _resendNext = 0;
        _log.Event("closing: " + reason, now);
        Leave(reason, now);
        Enter(FixSessionState.Closing, now);
    }

    private void Leave(string reason, long now)
    {
        if (!_wasLoggedOn) return;
        _wasLoggedOn = false;
        _log.Event("logged out: " + reason, now);
        _application.OnLoggedOut(this, reason);
    }
}
