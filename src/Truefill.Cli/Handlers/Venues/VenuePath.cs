using System;

namespace Truefill.Cli.Handlers.Venues;

internal static class VenuePath
{
    public static string Of(string venue, string what) => $"venues/{Uri.EscapeDataString(venue)}/{what}";
}
