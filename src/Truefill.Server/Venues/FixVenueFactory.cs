using System;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;
using ConfiguredVersion = Truefill.Server.Configuration.Options.FixVersion;
using Version = Truefill.Fix.FixVersion;

namespace Truefill.Server.Venues;

/// <summary>Makes a venue that speaks FIX of its configuration.</summary>
public static class FixVenueFactory
{
    /// <param name="stateDirectory">The session's numbers and messages are kept in <c>fix/ID</c> there.</param>
    public static FixVenue Create(VenueOptions venue, string stateDirectory)
    {
        ArgumentNullException.ThrowIfNull(venue);
        FixVenueOptions how = venue.Fix ?? throw new ArgumentException($"{venue.Id} speaks no FIX", nameof(venue));
        string folder = Folder(stateDirectory, venue.Id);
        return new FixVenue(new FixVenueSettings
        {
            VenueId = venue.Id,
            Host = how.Host,
            Port = how.Port,
            Tls = how.Tls,
            ReconnectDelay = how.ReconnectDelay,
            StoreFolder = folder,
            Log = new FixSessionLog(folder),

            // What was said before a reset is not said again, so the venue's open orders are asked for as a whole.
            MassStatus = how.Dialect.MassStatus ?? how.ResetOnLogon,
            NotFoundIsFinal = how.Dialect.NotFoundIsFinal,
            Dialect = DialectOf(how.Dialect),
            Session = new FixSessionOptions
            {
                Role = FixRole.Initiator,
                Version = VersionOf(how.BeginString),
                SenderCompId = how.SenderCompId,
                TargetCompId = how.TargetCompId,
                HeartBtInt = how.Heartbeat,
                ResetOnLogon = how.ResetOnLogon,
                Username = how.Username,
                Password = how.Password?.Reveal(),
                LogoutTimeout = TimeSpan.FromSeconds(2),
            },
        });
    }

    /// <summary>Where the session of a venue, or those of the gateway, are kept; made where it is not there.</summary>
    internal static string Folder(string stateDirectory, string name)
    {
        string folder = Path.Combine(stateDirectory, "fix");
        Directory.CreateDirectory(folder, Service.StateSession.PrivateDirectory);
        folder = Path.Combine(folder, name);
        Directory.CreateDirectory(folder, Service.StateSession.PrivateDirectory);
        return folder;
    }

    private static FixDialect DialectOf(FixDialectOptions how) => new()
    {
        ExecIdScope = how.ExecIdsPerTradeDate ? ExecIdScope.TradeDate : ExecIdScope.Forever,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(how.TimeZone),
        BooksCommission = how.BooksCommission,
        StatesTotals = how.StatesTotals,
        OrderFields = [.. how.OrderFields.Select(field => (field.Tag, field.Value))],
    };

    internal static Version VersionOf(ConfiguredVersion version) => version switch
    {
        ConfiguredVersion.Fix42 => Version.Fix42,
        ConfiguredVersion.Fix44 => Version.Fix44,
        ConfiguredVersion.Fix50Sp2 => Version.Fix50SP2,
    };
}
