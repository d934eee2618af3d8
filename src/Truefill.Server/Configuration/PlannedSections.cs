using System.Collections.Generic;

namespace Truefill.Server.Configuration;

/// <summary>Sections that are read and checked before the parts they configure exist. Whoever builds the part takes its
/// name off this list; until then, a configuration that has the section hears that it has no effect.</summary>
public static class PlannedSections
{
    public static IReadOnlyList<string> All { get; } =
    [
        "streams", "recorder",
    ];
}
