using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Truefill.Fix.Tests.Sessions;

internal enum ScriptAct
{
    Connect,
    Peer,
    We,
    WeClose,
    PeerCloses,
    After,
}

/// <summary>One line of a case.</summary>
internal sealed record ScriptStep(
    int Line, ScriptAct Act, int Connection, string MsgType, IReadOnlyList<string> Fields, TimeSpan Wait);

/// <summary>One case of a script file; Scripts/README.md says what the lines mean.</summary>
internal sealed record SessionScript(
    string Name, string From, IReadOnlyList<FixVersion> Versions, bool AsInitiator, IReadOnlyList<ScriptStep> Steps)
{
    private static readonly Dictionary<string, string> MsgTypes = new()
    {
        ["Heartbeat"] = "0",
        ["TestRequest"] = "1",
        ["ResendRequest"] = "2",
        ["Reject"] = "3",
        ["SequenceReset"] = "4",
        ["Logout"] = "5",
        ["Logon"] = "A",
        ["ExecutionReport"] = "8",
        ["NewOrderSingle"] = "D",
        ["SecurityDefinition"] = "d",
        ["BusinessMessageReject"] = "j",
        ["raw"] = "raw",
    };

    public static IReadOnlyList<SessionScript> All { get; } = [.. Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Scripts"), "*.script").Order(StringComparer.Ordinal)
        .SelectMany(Read)];

    private static IEnumerable<SessionScript> Read(string path)
    {
        SessionScript? current = null;
        var steps = new List<ScriptStep>();
        var number = 0;
        foreach (var line in File.ReadAllLines(path))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#' && !char.IsDigit(text[1])) continue;
            var (word, rest) = Cut(text);
            switch (word)
            {
                case "case":
                    if (current is not null) yield return current with { Steps = steps };
                    steps = [];
                    current = new SessionScript(rest, "", [FixVersion.Fix42, FixVersion.Fix44, FixVersion.Fix50SP2], true, steps);
                    break;
                case "from": current = current! with { From = rest }; break;
                case "versions": current = current! with { Versions = [.. rest.Split(' ').Select(VersionOf)] }; break;
                case "role": current = current! with { AsInitiator = rest != "acceptor" }; break;
                default: steps.Add(Step(text, $"{path}:{number}", number)); break;
            }
        }

        if (current is not null) yield return current with { Steps = steps };
    }

    internal static FixVersion VersionOf(string text) => text switch
    {
        "42" => FixVersion.Fix42,
        "44" => FixVersion.Fix44,
        "50" => FixVersion.Fix50SP2,
        _ => throw new FormatException($"version {text}"),
    };

    private static ScriptStep Step(string text, string place, int line)
    {
        var connection = 1;
        if (text[0] == '#') (connection, text) = (text[1] - '0', text[2..].Trim());
        var (word, rest) = Cut(text);
        var act = (word, rest) switch
        {
            ("connect", _) => ScriptAct.Connect,
            ("we", "close") => ScriptAct.WeClose,
            ("peer", "closes") => ScriptAct.PeerCloses,
            ("we", _) => ScriptAct.We,
            ("peer", _) => ScriptAct.Peer,
            ("after", _) => ScriptAct.After,
            _ => throw new FormatException($"{place}: '{text}'"),
        };
        if (act == ScriptAct.After)
            return new ScriptStep(line, act, connection, "", [],
                TimeSpan.FromSeconds(double.Parse(rest.TrimEnd('s'), CultureInfo.InvariantCulture)));
        if (act is not (ScriptAct.Peer or ScriptAct.We)) return new ScriptStep(line, act, connection, "", [], default);
        var (name, fields) = Cut(rest);
        var type = MsgTypes.TryGetValue(name, out var known) ? known
            : name.StartsWith("MsgType=", StringComparison.Ordinal) ? name[8..]
            : throw new FormatException($"{place}: message {name}");
        return new ScriptStep(line, act, connection, type, fields.Split('|', StringSplitOptions.RemoveEmptyEntries), default);
    }

    private static (string First, string Others) Cut(string text)
    {
        var at = text.IndexOf(' ');
        return at < 0 ? (text, "") : (text[..at], text[at..].Trim());
    }
}
