using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Fix;
using Truefill.Server.FixSessions;
using Truefill.Server.Http.Lists;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>
/// FIX sessions on both sides, and what goes over them. Offline: what the state directory says of them.
/// </summary>
internal static class FixRoutes
{
    private const int LinesDefault = 100;
    private const int LinesMost = 10_000;

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/fix/sessions", Role.Viewer, "FIX sessions: to venues, and of clients at the gateway.",
            Sessions)
        {
            Query = [ApiField.Text("session")], Accounts = AccountRule.AllOnly,
        },
        new("GET", "/api/v1/fix/log", Role.Viewer, "The newest messages of FIX sessions, oldest first.", Log)
        {
            Query = [ApiField.Text("session"), Paging.LimitOf(LinesDefault, LinesMost)], Accounts = AccountRule.AllOnly,
        },
    ];

    private static Task Sessions(ApiCall call)
    {
        string? only = call.Query("session");
        IEnumerable<string> known = call.Services.StatePath is { } state
            ? FixFolders.Of(state).Select(found => found.Id)
            : call.Services.Context.FixSessions.Select(entry => entry.Id);
        if (only is not null && !known.Contains(only)) throw Unknown(only);
        return call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            if (call.Services.StatePath is { } path)
            {
                foreach ((string id, FixRole role, string folder) in FixFolders.Of(path))
                    if (only is null || only == id) WriteOffline(json, id, role, folder);
            }
            else
            {
                foreach (FixSessionEntry entry in call.Services.Context.FixSessions)
                    if (only is null || only == entry.Id) Write(json, entry, call.Now);
            }

            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static ApiException Unknown(string session) =>
        ApiException.NotFound("unknown_session", $"There is no FIX session '{session}'.");

    private static Task Log(ApiCall call)
    {
        string? only = call.Query("session");
        int limit = call.QueryLimit(LinesMost);
        List<(string Id, FixSessionLine Line)> lines = [];
        IEnumerable<(string Id, string Folder)> sessions = call.Services.StatePath is { } path
            ? FixFolders.Of(path).Select(found => (found.Id, found.Folder))
            : call.Services.Context.FixSessions.Select(entry => (entry.Id, entry.Folder));
        bool any = false;
        foreach ((string id, string folder) in sessions)
        {
            if (only is not null && only != id) continue;
            any = true;
            foreach (FixSessionLine line in FixLogFiles.Tail(folder, limit)) lines.Add((id, line));
        }

        if (only is not null && !any) throw Unknown(only);
        IEnumerable<(string Id, FixSessionLine Line)> newest =
            lines.OrderBy(each => each.Line.Time, StringComparer.Ordinal).TakeLast(limit);
        return call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach ((string id, FixSessionLine line) in newest)
            {
                json.WriteStartObject();
                json.WriteString("time", line.Time);
                json.WriteString("session", id);
                json.WriteString("direction", line.Kind);
                json.WriteString("msg_type", line.MsgType);
                json.WriteString("msg_seq_num", line.MsgSeqNum);
                json.WriteString("text", line.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, FixSessionEntry entry, UtcNanos now)
    {
        FixConnection? line = entry.Connection();
        FixSessionOptions options = entry.Options;
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("role", Words.Of(options.Role));
        json.WriteString("state", line is null ? "stopped" : Words.Of(line.Session.State));
        json.WriteString("begin_string", System.Text.Encoding.ASCII.GetString(options.Version.BeginString()));
        json.WriteString("version", options.Version.Name());
        json.WriteString("sender_comp_id", options.SenderCompId);
        json.WriteString("target_comp_id", options.TargetCompId);
        json.WriteString("remote", entry.Remote);
        WriteNumber(json, "next_in", line?.Session.NextInbound);
        WriteNumber(json, "next_out", line?.Session.NextOutbound);
        json.WriteNumber("heartbeat_s", options.HeartBtInt.TotalSeconds);
        WriteNumber(json, "reconnect_ms", entry.ReconnectDelay is { } pause ? (long)pause.TotalMilliseconds : null);
        WriteNumber(json, "logons", line?.Session.LogonCount);
        json.WriteNumber("received", entry.Log.Received);
        json.WriteNumber("sent", entry.Log.Sent);
        json.WriteNumber("garbled", entry.Log.Garbled);
        WriteNumber(json, "waiting", entry.Waiting?.Invoke());
        json.Time("last_received_at", new UtcNanos(entry.Log.LastReceivedAt));
        WriteNumber(
            json, "last_received_age_ms",
            entry.Log.LastReceivedAt == 0 ? null : (now.Value - entry.Log.LastReceivedAt) / 1_000_000);
        json.Time("last_sent_at", new UtcNanos(entry.Log.LastSentAt));
        json.WriteString("last_event", entry.Log.LastEvent);
        json.WriteEndObject();
    }

    private static void WriteOffline(Utf8JsonWriter json, string id, FixRole role, string folder)
    {
        IReadOnlyList<FixSessionLine> last = FixLogFiles.Tail(folder, 1);
        (int In, int Out)? next = FileMessageStore.Look(folder, "session");
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("role", Words.Of(role));
        json.WriteString("state", "offline");
        WriteNumber(json, "next_in", next?.In);
        WriteNumber(json, "next_out", next?.Out);
        json.WriteString("last_message_at", last.Count == 0 ? null : last[0].Time);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
