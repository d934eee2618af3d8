using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>
/// Reads configuration files in the form that the QuickFIX family made common: <c>[DEFAULT]</c> and <c>[SESSION]</c>
/// sections of <c>Key=Value</c> lines, <c>#</c> for comments. Keys are looked up without regard to case.
/// </summary>
public static class FixSettings
{
    /// <param name="text">The whole file.</param>
    /// <param name="timeZone">Finds a zone by its name; the machine's own data when null.</param>
    /// <exception cref="FixSettingsException">A line is malformed, a value is not of its kind, or something is
    /// missing.</exception>
    public static IReadOnlyList<FixSessionSettings> Read(string text, Func<string, TimeZoneInfo>? timeZone = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        timeZone ??= TimeZoneInfo.FindSystemTimeZoneById;
        var defaults = new FixSettingsSection(0, null);
        var sessions = new List<FixSettingsSection>();
        FixSettingsSection? current = null;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                current = Section(line, number, defaults, sessions);
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            // Its text stays unsaid, here and below: a slip in typing can leave a password in it.
            if (equals < 1) throw new FixSettingsException(number, "Key=Value is expected");
            if (current is null) throw new FixSettingsException(number, "a key before the first section");
            current.Add(line[..equals].Trim(), line[(equals + 1)..].Trim(), number);
        }

        if (sessions.Count == 0) throw new FixSettingsException(0, "there is no [SESSION]");
        return sessions.ConvertAll(section => FixSettingsBuilder.Build(section, timeZone));
    }

    private static FixSettingsSection Section(
        string line, int number, FixSettingsSection defaults, List<FixSettingsSection> sessions)
    {
        if (line.Equals("[DEFAULT]", StringComparison.OrdinalIgnoreCase)) return defaults;
        if (!line.Equals("[SESSION]", StringComparison.OrdinalIgnoreCase))
            throw new FixSettingsException(number, "[DEFAULT] or [SESSION] is expected");
        sessions.Add(new FixSettingsSection(number, defaults));
        return sessions[^1];
    }
}
