using System;

namespace Truefill.Fix;

/// <summary>Which side of a session connects and sends the first Logon(A).</summary>
public enum FixRole : byte
{
    Initiator,
    Acceptor,
}

/// <summary>When a message in counts as held by the host, so that the counterparty need not send it again after a
/// crash.</summary>
public enum FixConfirmation : byte
{
    /// <summary>As soon as <see cref="IFixApplication.OnMessage"/> has returned.</summary>
    OnReturn,

    /// <summary>When the host says so by <see cref="FixSession.Confirm"/>: for hosts that write later, in
    /// batches.</summary>
    ByHost,
}

/// <summary>What one session is agreed to be. Times are as long as they say, none may be negative.</summary>
public sealed record FixSessionOptions
{
    public required FixRole Role { get; init; }

    /// <summary>Up to FIX.4.4 also BeginString(8); from 5.0 on BeginString(8) is FIXT.1.1 and this is
    /// DefaultApplVerID(1137).</summary>
    public required FixVersion Version { get; init; }

    public required string SenderCompId { get; init; }

    public required string TargetCompId { get; init; }

    public string? SenderSubId { get; init; }

    public string? TargetSubId { get; init; }

    /// <summary>HeartBtInt(108) of an initiator, in whole seconds; an acceptor takes what it is told. Zero: no
    /// heartbeats.</summary>
    public TimeSpan HeartBtInt { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Start both numberings at 1 with every Logon(A). Gives up whatever was not received before.</summary>
    public bool ResetOnLogon { get; init; }

    /// <summary>Start anew after an orderly Logout(5).</summary>
    public bool ResetOnLogout { get; init; }

    /// <summary>Start anew after any end of the connection.</summary>
    public bool ResetOnDisconnect { get; init; }

    /// <summary>Say NextExpectedMsgSeqNum(789) in Logon(A), and send what it shows to be missing unasked.</summary>
    public bool NextExpectedMsgSeqNum { get; init; }

    /// <summary>Null: the session never ends by the clock.</summary>
    public FixSchedule? Schedule { get; init; }

    /// <summary>Sent by an initiator, demanded by an acceptor.</summary>
    public string? Username { get; init; }

    /// <summary>Sent by an initiator, demanded by an acceptor. Never logged and never stored.</summary>
    public string? Password { get; init; }

    public TimeSpan LogonTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan LogoutTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most that SendingTime(52) may differ from our clock. Zero: not looked at.</summary>
    public TimeSpan MaxLatency { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a ResendRequest(2) may stay without any progress; it is repeated three times, then the session
    /// logs out.</summary>
    public TimeSpan ResendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public FixStrictness Strictness { get; init; } = FixStrictness.Lenient;

    /// <summary>With the counterparty's own lines; the standard of the version when null.</summary>
    public FixDictionary? Dictionary { get; init; }

    /// <summary>The counterparty's own data fields; the standard ones when null.</summary>
    public FixDataFields? DataFields { get; init; }

    public FixTimePrecision TimePrecision { get; init; } = FixTimePrecision.Milliseconds;

    /// <summary>A low MsgSeqNum(34) with PossDupFlag(43) but without OrigSendingTime(122) is rejected.</summary>
    public bool RequireOrigSendingTime { get; init; } = true;

    public FixConfirmation Confirmation { get; init; } = FixConfirmation.OnReturn;

    public FixResendRules Resend { get; init; } = FixResendRules.Default;

    /// <summary>Longer messages in are refused by their header.</summary>
    public int MessageBytesMax { get; init; } = FixFramer.DefaultMessageBytesMax;

    /// <summary>Bytes of messages that arrived early and wait for a gap to close; what is above is dropped and asked
    /// for again.</summary>
    public int EarlyBytesMax { get; init; } = 16 << 20;

    /// <summary>For logs and stores: FIX.4.4:SENDER->TARGET.</summary>
    public string Name => $"{Version.Name()}:{SenderCompId}->{TargetCompId}";

    /// <summary>The record's own text would show the password.</summary>
    public override string ToString() => Name;
}
