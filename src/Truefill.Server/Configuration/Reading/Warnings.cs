using System.Collections.Generic;
using System.Linq;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Configuration.Reading;

/// <summary>What is written, could be read, and does nothing: whoever wrote it should hear of it.</summary>
internal static class Warnings
{
    public static IReadOnlyList<ConfigurationError> Of(MapNode root, TruefillOptions options, Reader reader)
    {
        var warnings = new ErrorList();
        foreach (string section in PlannedSections.All.Where(section => root.Find(section) is not null))
            warnings.Add(section, $"'{section}' is planned and has no effect yet", root.Find(section)!.Source);
        AddCalendar(warnings, options, reader);
        return warnings.Items;
    }

    // One for all of them: they are idle for the same reason.
    private static void AddCalendar(ErrorList warnings, TruefillOptions options, Reader reader)
    {
        if (options.Venues.Any(venue => venue.Type == VenueType.Simulated)) return;
        foreach ((int i, InstrumentOptions instrument) in options.Instruments.Index())
        {
            if (instrument.Calendar is null) continue;
            string path = $"instruments.{i}.calendar";
            warnings.Add(
                path, "only simulated venues go by an instrument's calendar, and there is none", reader.PlaceOf(path));
            return;
        }
    }
}
