using System;
using System.IO;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Simulated.Scripts;

namespace Truefill.Server.Venues;

/// <summary>The files that simulated venues read: prices and scripts.</summary>
internal static class VenueFiles
{
    /// <summary>Opens each as the venue will, and lets go of it again. Of prices, the beginning is read.</summary>
    /// <exception cref="ServiceSettingException">One cannot be read: its key, where and why.</exception>
    public static void Check(TruefillOptions options)
    {
        for (int i = 0; i < options.Venues.Count; i++)
        {
            if (options.Venues[i].Simulated is not { } venue) continue;
            if (venue.Script is { } script) Read($"venues.{i}.script", () => SimulatedScript.Load(script));
            if (venue.Prices != SimulatedVenueOptions.BuiltinPrices)
                Read($"venues.{i}.prices", () => CsvPrices.Open(venue.Prices).Dispose());
        }
    }

    private static void Read(string key, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ServiceSettingException(key, e.Message);
        }
    }
}
