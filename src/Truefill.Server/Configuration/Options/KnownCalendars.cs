using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Configuration.Options;

/// <summary>
/// Markets whose hours need not be written down. Without holidays, which change every year: a calendar of the same name
/// under <c>calendars</c> takes the place of one here and states them.
/// </summary>
internal static class KnownCalendars
{
    private static readonly CalendarOptions[] All =
    [
        Market("XNYS", "America/New_York", new TimeOnly(9, 30), new TimeOnly(16, 0), new TimeOnly(18, 0)),

        // The session from 15:00 on counts as the next day's (TAIFEX, after-hours trading).
        Market("TAIFEX", "Asia/Taipei", new TimeOnly(8, 45), new TimeOnly(13, 45), new TimeOnly(15, 0)),
    ];

    /// <summary>With the known ones that accounts and instruments name and the configuration does not state.</summary>
    public static TruefillOptions Complete(TruefillOptions options)
    {
        HashSet<string> stated = new(options.Calendars.Select(calendar => calendar.Name), StringComparer.Ordinal);
        HashSet<string?> named =
        [
            .. options.Accounts.Select(account => account.Calendar),
            .. options.Instruments.Select(instrument => instrument.Calendar),
        ];
        CalendarOptions[] missing =
            [.. All.Where(calendar => named.Contains(calendar.Name) && !stated.Contains(calendar.Name))];
        return missing.Length == 0 ? options : options with { Calendars = [.. options.Calendars, .. missing] };
    }

    private static CalendarOptions Market(string name, string zone, TimeOnly open, TimeOnly close, TimeOnly dayRoll) =>
        new() { Name = name, TimeZone = zone, Open = open, Close = close, DayRoll = dayRoll, Holidays = [] };
}
