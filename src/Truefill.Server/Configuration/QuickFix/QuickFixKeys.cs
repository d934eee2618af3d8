using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.QuickFix;

/// <summary>A session of a QuickFIX settings file as keys of ours.</summary>
internal static class QuickFixKeys
{
    // What they stand for is ours to decide (where a store and a log are, how sockets are set), is of the other role,
    // or is said by 'validation', which their DataDictionary cannot change.
    private static readonly FrozenSet<string> Taken = FrozenSet.ToFrozenSet(
        [
            "AllowUnknownMsgFields", "AllowUnknownMessageFields", "AppDataDictionary", "DataDictionary", "Description",
            "FileLogBackupPath", "FileLogPath", "FileStorePath", "LogonTimeout", "PersistMessages",
            "ReconnectInterval", "ScreenLogEvents", "ScreenLogShowEvents", "ScreenLogShowHeartBeats",
            "ScreenLogShowIncoming", "ScreenLogShowOutgoing", "SocketAcceptAddress", "SocketAcceptPort",
            "SocketConnectHost", "SocketConnectPort", "SocketNodelay", "SocketReceiveBufferSize",
            "SocketReuseAddress", "SocketSendBufferSize", "SocketTcpNoDelay", "TransportDataDictionary",
            "ValidateFieldsHaveValues", "ValidateFieldsOutOfOrder", "ValidateUnorderedGroupFields",
            "ValidateUserDefinedFields", "HeartBtInt",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Keys as they stood whose meaning would be lost.</summary>
    public static IEnumerable<string> WithoutEffect(FixSessionSettings session) => session.Others
        .Where(other => !Taken.Contains(other.Key)
            && !(other.Key.Equals("CheckCompID", StringComparison.OrdinalIgnoreCase) && other.Value is "Y" or "y"))
        .Select(other => other.Key)
        .Concat(session.Options is { Role: FixRole.Acceptor, Username: not null } ? ["Username"] : []);

    public static MapNode Of(FixSessionSettings session, ConfigurationSource source)
    {
        MapNode keys = new(source);
        FixSessionOptions terms = session.Options;
        Add(keys, "begin_string", terms.Version.Name(), source);
        Add(keys, "sender_comp_id", terms.SenderCompId, source);
        Add(keys, "target_comp_id", terms.TargetCompId, source);
        Add(keys, "sender_sub_id", terms.SenderSubId, source);
        Add(keys, "target_sub_id", terms.TargetSubId, source);
        Add(keys, "heartbeat", ValueTypes.ShowDuration(terms.HeartBtInt), source);
        Add(keys, "reset_on_logon", terms.ResetOnLogon, source);
        Add(keys, "reset_on_logout", terms.ResetOnLogout, source);
        Add(keys, "reset_on_disconnect", terms.ResetOnDisconnect, source);
        Add(keys, "next_expected_msg_seq_num", terms.NextExpectedMsgSeqNum, source);
        Add(keys, "requires_orig_sending_time", terms.RequireOrigSendingTime, source);
        Add(keys, "max_latency", ValueTypes.ShowDuration(terms.MaxLatency), source);
        Add(keys, "time_precision", NameOf(terms.TimePrecision), source);
        if (terms.Role == FixRole.Initiator) Add(keys, "username", terms.Username, source);
        Add(keys, "password", terms.Password, source);
        if (terms.Schedule is { } schedule)
            keys.Entries.Add(new MapEntry("schedule", source, Of(schedule, source)));
        return keys;
    }

    public static void Add(MapNode keys, string key, object? value, ConfigurationSource source)
    {
        string? text = value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
        if (text is not null) keys.Entries.Add(new MapEntry(key, source, new ScalarNode(text, quoted: true, source)));
    }

    private static MapNode Of(FixSchedule schedule, ConfigurationSource source)
    {
        MapNode keys = new(source);
        Add(keys, "start", TimeOf(schedule.StartTime), source);
        Add(keys, "end", TimeOf(schedule.EndTime), source);
        Add(keys, "time_zone", schedule.TimeZone.Id, source);
        if (schedule.StartDay is { } first) Add(keys, "start_day", Days[(int)first], source);
        if (schedule.EndDay is { } last) Add(keys, "end_day", Days[(int)last], source);
        if (schedule.Days.Count == 0) return keys;
        ListNode days = new(source);
        foreach (DayOfWeek day in schedule.Days) days.Items.Add(new ScalarNode(Days[(int)day], quoted: true, source));
        keys.Entries.Add(new MapEntry("days", source, days));
        return keys;
    }

    private static string TimeOf(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string NameOf(FixTimePrecision precision) => precision switch
    {
        FixTimePrecision.Seconds => "seconds",
        FixTimePrecision.Milliseconds => "milliseconds",
        FixTimePrecision.Microseconds => "microseconds",
        FixTimePrecision.Nanoseconds => "nanoseconds",
    };
}
