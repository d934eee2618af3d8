using System;
using System.Collections.Generic;
using System.Globalization;

namespace Truefill.Fix;

/// <summary>The keys of a section, those of the defaults behind them, and which were asked for.</summary>
internal sealed class FixSettingsSection(int line, FixSettingsSection? defaults)
{
    private readonly Dictionary<string, (string Value, int Line)> keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    internal int Line => line;

    internal void Add(string key, string value, int number)
    {
        if (!keys.TryAdd(key, (value, number)))
            throw new FixSettingsException(number, $"{key} is set twice, first in line {keys[key].Line}");
    }

    internal string? Text(string key) => Find(key) is { Value.Length: > 0 } found ? found.Value : null;

    internal string Required(string key) =>
        Text(key) ?? throw new FixSettingsException(line, $"the session has no {key}");

    internal bool Flag(string key, bool otherwise) => Text(key) switch
    {
        null => otherwise,
        "Y" or "y" => true,
        "N" or "n" => false,
        _ => throw Wrong(key, "Y or N"),
    };

    internal int Number(string key, int otherwise, int min = 0, int max = int.MaxValue)
    {
        if (Text(key) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max ? value : throw Wrong(key, $"a number from {min} to {max}");
    }

    internal TimeSpan Seconds(string key, int otherwise) => TimeSpan.FromSeconds(Number(key, otherwise, max: 86_400));

    /// <summary>HH:MM:SS.</summary>
    internal TimeOnly? Time(string key)
    {
        if (Text(key) is not { } text) return null;
        return TimeOnly.TryParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw Wrong(key, "a time such as 07:30:00");
    }

    /// <summary>The first two or more letters of a day.</summary>
    internal DayOfWeek? Day(string key) => Text(key) is { } text ? Day(key, text) : null;

    internal IReadOnlyList<DayOfWeek> Days(string key)
    {
        if (Text(key) is not { } text) return [];
        return Array.ConvertAll(text.Split(',', StringSplitOptions.TrimEntries), day => Day(key, day));
    }

    internal FixSettingsException Wrong(string key, string expected) =>
        new(Find(key)?.Line ?? line, $"{key} has to be {expected}, not '{Find(key)?.Value}'");

    /// <summary>What nobody has asked for.</summary>
    internal Dictionary<string, string> Others()
    {
        var others = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var section = this; section is not null; section = section.Defaults)
        {
            foreach (var (key, entry) in section.keys)
                if (!known.Contains(key)) others.TryAdd(key, entry.Value);
        }

        return others;
    }

    private FixSettingsSection? Defaults => defaults;

    private DayOfWeek Day(string key, string text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
            if (text.Length >= 2 && day.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase)) return day;
        throw Wrong(key, "a day of the week");
    }

    private (string Value, int Line)? Find(string key)
    {
        known.Add(key);
        for (var section = this; section is not null; section = section.Defaults)
            if (section.keys.TryGetValue(key, out var found)) return found;
        return null;
    }
}
