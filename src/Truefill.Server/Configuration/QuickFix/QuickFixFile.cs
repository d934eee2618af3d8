using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.QuickFix;

/// <summary>
/// A settings file of the QuickFIX family beside the configuration: it gives the keys of a session that are not written
/// here. A key of it that would be without effect is an error, for whoever wrote it meant something by it.
/// </summary>
internal static class QuickFixFile
{
    private const string Key = "quickfix_cfg";

    /// <summary>Of a venue or a drop copy: the one initiator's session that fits the names written here.</summary>
    /// <param name="connects">The section has its own pace of connecting; a drop copy keeps to its venue's.</param>
    public static void FillInitiator(Section s, bool connects)
    {
        if (Read(s, FixRole.Initiator, "A QuickFIX settings file whose [SESSION] as an initiator gives the keys that "
            + "are not written here; of several, `sender_comp_id` and `target_comp_id` tell which.") is not { } file)
            return;
        FixSessionSettings[] fitting = [.. file.Sessions.Where(session =>
            Fits(s, "sender_comp_id", session.Options.SenderCompId)
            && Fits(s, "target_comp_id", session.Options.TargetCompId))];
        if (fitting.Length != 1)
        {
            string names = string.Join(", ", file.Sessions.Select(session => session.Options.Name));
            s.Error(
                Key, $"{file.Name} has {fitting.Length} sessions as an initiator that could be this one: {names}",
                "name one of them by 'sender_comp_id' and 'target_comp_id'");
            return;
        }

        FixSessionSettings found = fitting[0];
        MapNode keys = QuickFixKeys.Of(found, file.Source);
        QuickFixKeys.Add(keys, "host", found.Host, file.Source);
        QuickFixKeys.Add(keys, "port", found.Port, file.Source);
        if (connects)
            QuickFixKeys.Add(
                keys, "reconnect_delay", ValueTypes.ShowDuration(found.ReconnectInterval), file.Source);
        s.Fill(keys);
    }

    /// <summary>Of the gateway: every acceptor's session is a client; one that is written here too keeps what is
    /// written.</summary>
    public static void FillAcceptor(Section s)
    {
        if (Read(s, FixRole.Acceptor, "A QuickFIX settings file whose [SESSION]s as an acceptor are the clients; a "
            + "session written here with the same `target_comp_id` adds to its own.") is not { } file)
            return;
        if (file.Sessions.Select(session => (session.Host, session.Port)).Distinct().Count() > 1)
        {
            s.Error(Key, $"{file.Name} has acceptors on several ports, and the gateway has one",
                "give the sessions the same SocketAcceptPort and SocketAcceptAddress");
            return;
        }

        MapNode keys = new(file.Source);
        if (file.Sessions.Count > 0)
        {
            if (file.Sessions[0].Host is { } address) QuickFixKeys.Add(keys, "address", address, file.Source);
            QuickFixKeys.Add(keys, "port", file.Sessions[0].Port, file.Source);
        }

        s.Fill(keys);
        s.FillItems(
            "sessions", "target_comp_id", [.. file.Sessions.Select(each => QuickFixKeys.Of(each, file.Source))]);
    }

    private static bool Fits(Section s, string key, string name) =>
        s.Written(key) is not { } written || written == name;

    private static SettingsFile? Read(Section s, FixRole role, string meaning)
    {
        if (s.OptionalText(Key, PlainTypes.Text, meaning) is not { } name) return null;
        if (s.ReadFile(Key, name) is not { } text) return null;
        try
        {
            FixSessionSettings[] sessions =
                [.. FixSettings.Read(text).Where(session => session.Options.Role == role)];
            if (sessions.Length == 0)
                s.Error(Key, $"{name} has no [SESSION] with ConnectionType={(role == FixRole.Initiator
                    ? "initiator" : "acceptor")}");
            foreach (string key in sessions.SelectMany(QuickFixKeys.WithoutEffect).Distinct(StringComparer.Ordinal))
            {
                s.Error(Key, $"{name}: {key} would have no effect",
                    "take it out, and write what it stands for here where there is a key for it");
            }

            return sessions.Length == 0
                ? null
                : new SettingsFile(name, sessions, new ConfigurationSource(ConfigurationLayer.File, name));
        }
        catch (FixSettingsException e)
        {
            s.Error(Key, $"{name}: {e.Message}");
            return null;
        }
    }

    private sealed record SettingsFile(
        string Name, IReadOnlyList<FixSessionSettings> Sessions, ConfigurationSource Source);
}
