using System;
using Truefill.Fix;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>
/// What the two sides of a session agree on beyond names and secrets; the same keys for venues, drop copies and
/// clients.
/// </summary>
public sealed record FixTermsOptions
{
    public FixVersion Version { get; init; } = FixVersion.Fix44;

    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);

    public string? SenderSubId { get; init; }

    public string? TargetSubId { get; init; }

    /// <summary>
    /// Gives up whatever was not received before; a venue's open orders are then asked for as a whole.
    /// </summary>
    public bool ResetOnLogon { get; init; }

    public bool ResetOnLogout { get; init; }

    public bool ResetOnDisconnect { get; init; }

    public bool NextExpectedMsgSeqNum { get; init; }

    /// <summary>Zero: SendingTime(52) is not looked at.</summary>
    public TimeSpan MaxLatency { get; init; } = TimeSpan.FromMinutes(2);

    public bool RequiresOrigSendingTime { get; init; } = true;

    public FixTimePrecision TimePrecision { get; init; } = FixTimePrecision.Milliseconds;

    public FixStrictness Validation { get; init; } = FixStrictness.Lenient;

    /// <summary>Null: the session never ends by the clock.</summary>
    public FixScheduleOptions? Schedule { get; init; }

    /// <summary>Numbers start at 1 without a word of what was not received before.</summary>
    public bool Resets => ResetOnLogon || ResetOnLogout || ResetOnDisconnect;

    /// <summary>What holds where nothing is written.</summary>
    public static FixTermsOptions Usual { get; } = new();

    private static ValueType<FixVersion> Versions { get; } = PlainTypes.Choice(
        Array.ConvertAll(Enum.GetValues<FixVersion>(), version => (version.Name(), version)));

    private static ValueType<TimeSpan> Heartbeats { get; } = ValueTypes.Pause(TimeSpan.FromSeconds(1));

    internal static FixTermsOptions Read(Section s) => new()
    {
        Version =
            s.Get("begin_string", Versions, Usual.Version, "The version spoken; 5.0 and later over FIXT.1.1."),
        Heartbeat = s.Get("heartbeat", Heartbeats, Usual.Heartbeat, "HeartBtInt(108)."),
        SenderSubId = s.OptionalText("sender_sub_id", PlainTypes.Id, "SenderSubID(50) of what we send."),
        TargetSubId = s.OptionalText("target_sub_id", PlainTypes.Id, "TargetSubID(57) of what we send."),
        ResetOnLogon = s.Get("reset_on_logon", PlainTypes.Flag, false,
            "Both sides start at 1 with each logon. Of a venue, forces a mass status and execution query before "
            + "trading opens."),
        ResetOnLogout = s.Get("reset_on_logout", PlainTypes.Flag, false,
            "Both sides start at 1 after a Logout(5) that both have sent."),
        ResetOnDisconnect = s.Get("reset_on_disconnect", PlainTypes.Flag, false,
            "Both sides start at 1 after any end of the connection."),
        NextExpectedMsgSeqNum = s.Get("next_expected_msg_seq_num", PlainTypes.Flag, false,
            "Logons carry NextExpectedMsgSeqNum(789), and what it shows to be missing is sent unasked. From 4.4 on."),
        MaxLatency = s.Get("max_latency", ValueTypes.Duration(), Usual.MaxLatency,
            "The most that SendingTime(52) may differ from our clock; `0s`: it is not looked at."),
        RequiresOrigSendingTime = s.Get("requires_orig_sending_time", PlainTypes.Flag, Usual.RequiresOrigSendingTime,
            "A repeated message without OrigSendingTime(122) is rejected."),
        TimePrecision = s.Get("time_precision",
            PlainTypes.Choice(
                ("seconds", FixTimePrecision.Seconds), ("milliseconds", FixTimePrecision.Milliseconds),
                ("microseconds", FixTimePrecision.Microseconds), ("nanoseconds", FixTimePrecision.Nanoseconds)),
            Usual.TimePrecision, "Of the times that we send."),
        Validation = s.Get("validation",
            PlainTypes.Choice(("lenient", FixStrictness.Lenient), ("strict", FixStrictness.Strict)),
            Usual.Validation,
            "`strict` rejects whatever is not as the standard says, `lenient` only what would make a book wrong."),
        Schedule = s.OptionalChild("schedule", FixScheduleOptions.Read),
    };
}
