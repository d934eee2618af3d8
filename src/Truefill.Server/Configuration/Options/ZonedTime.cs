using System;
using System.Globalization;

namespace Truefill.Server.Configuration.Options;

/// <summary>A time of day in a named zone, such as 22:00 America/New_York.</summary>
public readonly record struct ZonedTime(TimeOnly Time, string Zone)
{
    public override string ToString() => $"{Time.ToString("HH:mm", CultureInfo.InvariantCulture)} {Zone}";
}
