using System;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;
using ConfiguredVersion = Truefill.Server.Configuration.Options.FixVersion;
using Version = Truefill.Fix.FixVersion;

namespace Truefill.Server.Venues;

/// <summary>Makes a venue that speaks FIX of its configuration.</summary>
public static class FixVenueFactory
{
    /// <param name="stateDirectory">The session's numbers and messages are kept in <c>fix/ID</c> there.</param>
    public static IVenue Create(VenueOptions venue, string stateDirectory)
    {
        ArgumentNullException.ThrowIfNull(venue);
        FixVenueOptions how = venue.Fix ?? throw new ArgumentException($"{venue.Id} speaks no FIX", nameof(venue));
        string folder = Folder(stateDirectory, venue.Id);
        FixVenueSettings settings = SettingsOf(venue, how, folder);
        FixVenue trading = new(settings);
        if (how.DropCopy is not { } copied) return trading;
        string place = Path.Combine(folder, FixFolders.DropCopy);
        Directory.CreateDirectory(place, Service.StateSession.PrivateDirectory);
        return new FixDropCopyVenue(trading, new FixVenue(DropCopyOf(settings, copied, place)));
    }

    private static FixVenueSettings SettingsOf(VenueOptions venue, FixVenueOptions how, string folder) =>
        new()
        {
            VenueId = venue.Id,
            Host = how.Host,
            Port = how.Port,
            Tls = how.Tls,
            ReconnectDelay = how.ReconnectDelay,
            ReconnectDelayMax = how.ReconnectDelayMax,
            StoreFolder = folder,
            Log = new FixSessionLog(folder),

            // What was said before a reset is not said again, so the venue's open orders are asked for as a whole.
            MassStatus = how.Dialect.MassStatus ?? how.ResetOnLogon,
            MassCancel = how.Dialect.MassCancel,
            Positions = how.Dialect.Positions,
            PositionsAccount = venue.Accounts.Count == 1 ? venue.Accounts[0] : "",
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
        };

    // Nothing is asked on it, and it speaks the venue's dialect.
    private static FixVenueSettings DropCopyOf(FixVenueSettings venue, FixDropCopyOptions how, string folder) =>
        venue with
        {
            Host = how.Host,
            Port = how.Port,
            Tls = how.Tls,
            StoreFolder = folder,
            Log = new FixSessionLog(folder),
            MassStatus = false,
            MassCancel = false,
            Positions = false,
            Session = venue.Session with
            {
                Version = VersionOf(how.BeginString),
                SenderCompId = how.SenderCompId,
                TargetCompId = how.TargetCompId,
                HeartBtInt = how.Heartbeat,
                ResetOnLogon = how.ResetOnLogon,
                Username = how.Username,
                Password = how.Password?.Reveal(),
            },
        };

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
        ClOrdIds = new FixIdForm(how.NumericIds, how.IdPrefix ?? ""),
        OrderFields = [.. how.OrderFields.Select(field => (field.Tag, field.Value))],
    };

    internal static Version VersionOf(ConfiguredVersion version) => version switch
    {
        ConfiguredVersion.Fix42 => Version.Fix42,
        ConfiguredVersion.Fix44 => Version.Fix44,
        ConfiguredVersion.Fix50Sp2 => Version.Fix50SP2,
    };
}
