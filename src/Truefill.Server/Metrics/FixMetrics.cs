using System.Collections.Generic;
using Truefill.Server.FixSessions;

namespace Truefill.Server.Metrics;

/// <summary>The FIX sessions, to venues and of clients.</summary>
internal static class FixMetrics
{
    public static void Write(MetricText text, IReadOnlyList<FixSessionEntry> sessions)
    {
        text.Family("truefill_fix_session_up", MetricKind.Gauge, "1: the FIX session is logged on.");
        foreach (FixSessionEntry each in sessions)
            text.Sample(each.Connection() is { IsLoggedOn: true } ? 1 : 0, ("session", each.Id));
        text.Family("truefill_fix_messages", MetricKind.Counter, "FIX messages, by session and direction.");
        foreach (FixSessionEntry each in sessions)
        {
            text.Sample(each.Log.Received, ("session", each.Id), ("direction", "in"));
            text.Sample(each.Log.Sent, ("session", each.Id), ("direction", "out"));
        }

        text.Family("truefill_fix_garbled", MetricKind.Counter, "Bytes on a FIX session that were no message.");
        foreach (FixSessionEntry each in sessions) text.Sample(each.Log.Garbled, ("session", each.Id));
        text.Family("truefill_fix_logons", MetricKind.Counter, "How often a FIX session was logged on.");
        foreach (FixSessionEntry each in sessions)
            text.Sample(each.Connection()?.Session.LogonCount ?? 0, ("session", each.Id));
        text.Family("truefill_fix_next_msg_seq_num", MetricKind.Gauge, "MsgSeqNum(34) that comes next.");
        foreach (FixSessionEntry each in sessions)
        {
            if (each.Connection()?.Session is not { } session) continue;
            text.Sample(session.NextInbound, ("session", each.Id), ("direction", "in"));
            text.Sample(session.NextOutbound, ("session", each.Id), ("direction", "out"));
        }

        text.Family(
            "truefill_fix_reports_waiting", MetricKind.Gauge, "Reports that wait for a client to be logged on.");
        foreach (FixSessionEntry each in sessions)
            if (each.Waiting is { } waiting) text.Sample(waiting(), ("session", each.Id));
    }
}
