using System;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.FixSessions;

/// <summary>From the configuration, what a session is agreed to be.</summary>
internal static class FixTerms
{
    public static FixSessionOptions Of(FixTermsOptions terms, FixRole role, string sender, string target) => new()
    {
        Role = role,
        SenderCompId = sender,
        TargetCompId = target,
        Version = terms.Version,
        HeartBtInt = terms.Heartbeat,
        SenderSubId = terms.SenderSubId,
        TargetSubId = terms.TargetSubId,
        ResetOnLogon = terms.ResetOnLogon,
        ResetOnLogout = terms.ResetOnLogout,
        ResetOnDisconnect = terms.ResetOnDisconnect,
        NextExpectedMsgSeqNum = terms.NextExpectedMsgSeqNum && terms.Version >= FixVersion.Fix44,
        MaxLatency = terms.MaxLatency,
        RequireOrigSendingTime = terms.RequiresOrigSendingTime,
        TimePrecision = terms.TimePrecision,
        Strictness = terms.Validation,
        Schedule = terms.Schedule is { } schedule ? ScheduleOf(schedule) : null,
        LogoutTimeout = TimeSpan.FromSeconds(2),
    };

    private static FixSchedule ScheduleOf(FixScheduleOptions schedule) => new()
    {
        StartTime = schedule.Start,
        EndTime = schedule.End,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone),
        StartDay = schedule.StartDay,
        EndDay = schedule.EndDay,
        Days = schedule.Days,
    };
}
