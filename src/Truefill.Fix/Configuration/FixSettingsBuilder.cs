using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>Makes a session of a section. The meaning and the defaults of each key are those of the QuickFIX
/// family.</summary>
internal static class FixSettingsBuilder
{
    internal static FixSessionSettings Build(FixSettingsSection section, Func<string, TimeZoneInfo> timeZone)
    {
        var role = section.Required("ConnectionType") switch
        {
            "initiator" => FixRole.Initiator,
            "acceptor" => FixRole.Acceptor,
            _ => throw section.Wrong("ConnectionType", "initiator or acceptor"),
        };
        var isInitiator = role == FixRole.Initiator;
        var portKey = isInitiator ? "SocketConnectPort" : "SocketAcceptPort";
        section.Required(portKey);
        var settings = new FixSessionSettings
        {
            Options = Options(section, role, timeZone),
            Host = isInitiator ? section.Required("SocketConnectHost") : section.Text("SocketAcceptAddress"),
            Port = section.Number(portKey, 0, 1, 65_535),
            StoreFolder = section.Text("FileStorePath"),
            LogFolder = section.Text("FileLogPath"),
            ReconnectInterval = TimeSpan.FromSeconds(section.Number("ReconnectInterval", 30, 1, 86_400)),
            Others = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        return settings with { Others = section.Others() };
    }

    private static FixSessionOptions Options(
        FixSettingsSection section, FixRole role, Func<string, TimeZoneInfo> timeZone)
    {
        var otherwise = section.Flag("MillisecondsInTimeStamp", true) ? 3 : 0;
        var precision = section.Number("TimestampPrecision", otherwise, 0, 9);
        return new FixSessionOptions
        {
            Role = role,
            Version = Version(section),
            SenderCompId = section.Required("SenderCompID"),
            TargetCompId = section.Required("TargetCompID"),
            SenderSubId = section.Text("SenderSubID"),
            TargetSubId = section.Text("TargetSubID"),
            HeartBtInt = section.Seconds("HeartBtInt", 30),
            ResetOnLogon = section.Flag("ResetOnLogon", false),
            ResetOnLogout = section.Flag("ResetOnLogout", false),
            ResetOnDisconnect = section.Flag("ResetOnDisconnect", false),
            NextExpectedMsgSeqNum = section.Flag("EnableNextExpectedMsgSeqNum", false)
                || section.Flag("SendNextExpectedMsgSeqNum", false),
            RequireOrigSendingTime = section.Flag("RequiresOrigSendingTime", true),
            Schedule = Schedule(section, timeZone),
            Username = section.Text("Username"),
            Password = section.Text("Password"),
            LogonTimeout = section.Seconds("LogonTimeout", 10),
            LogoutTimeout = section.Seconds("LogoutTimeout", 2),
            MaxLatency = section.Flag("CheckLatency", true) ? section.Seconds("MaxLatency", 120) : TimeSpan.Zero,
            Strictness = section.Flag("UseDataDictionary", true) ? FixStrictness.Strict : FixStrictness.Lenient,
            TimePrecision = precision switch
            {
                < 3 => FixTimePrecision.Seconds,
                < 6 => FixTimePrecision.Milliseconds,
                < 9 => FixTimePrecision.Microseconds,
                _ => FixTimePrecision.Nanoseconds,
            },
        };
    }

    private static FixVersion Version(FixSettingsSection section)
    {
        var begin = section.Required("BeginString");
        if (begin == "FIXT.1.1")
        {
            return section.Required("DefaultApplVerID") switch
            {
                "FIX.5.0" or "7" => FixVersion.Fix50,
                "FIX.5.0SP1" or "8" => FixVersion.Fix50SP1,
                "FIX.5.0SP2" or "9" => FixVersion.Fix50SP2,
                _ => throw section.Wrong("DefaultApplVerID", "FIX.5.0, FIX.5.0SP1 or FIX.5.0SP2"),
            };
        }

        foreach (var version in Enum.GetValues<FixVersion>())
            if (version < FixVersion.Fix50 && version.Name() == begin) return version;
        throw section.Wrong("BeginString", "FIX.4.0 to FIX.4.4 or FIXT.1.1");
    }

    private static FixSchedule? Schedule(FixSettingsSection section, Func<string, TimeZoneInfo> timeZone)
    {
        var start = section.Time("StartTime");
        var end = section.Time("EndTime");
        var zone = Zone(section, timeZone);
        if (section.Flag("NonStopSession", false)) return null;
        if (start is null && end is null) return null;
        var startDay = section.Day("StartDay");
        var endDay = section.Day("EndDay");
        if (startDay is null != endDay is null)
            throw new FixSettingsException(section.Line, "StartDay and EndDay go together");
        return new FixSchedule
        {
            StartTime = start ?? throw new FixSettingsException(section.Line, "EndTime without StartTime"),
            EndTime = end ?? throw new FixSettingsException(section.Line, "StartTime without EndTime"),
            StartDay = startDay,
            EndDay = endDay,
            Days = section.Days("Weekdays"),
            TimeZone = zone,
        };
    }

    /// <summary>UTC unless said otherwise.</summary>
    private static TimeZoneInfo Zone(FixSettingsSection section, Func<string, TimeZoneInfo> timeZone)
    {
        if (section.Flag("UseLocalTime", false)) return TimeZoneInfo.Local;
        if (section.Text("TimeZone") is not { } name) return TimeZoneInfo.Utc;
        try
        {
            return timeZone(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw section.Wrong("TimeZone", "a time zone of this machine");
        }
    }
}
