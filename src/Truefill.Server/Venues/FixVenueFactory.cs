using System;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Server.Venues;

/// <summary>Makes a venue that speaks FIX of its configuration.</summary>
public static class FixVenueFactory
{
    /// <param name="stateDirectory">The session's numbers and messages are kept in <c>fix/ID</c> there.</param>
    /// <param name="certificates">Those of all venues.</param>
    public static IVenue Create(VenueOptions venue, string stateDirectory, FixCertificates certificates)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(certificates);
        FixVenueOptions how = venue.Fix ?? throw new ArgumentException($"{venue.Id} speaks no FIX", nameof(venue));
        string folder = Folder(stateDirectory, venue.Id);
        FixVenueSettings settings = Secured(SettingsOf(venue, how, folder), how.Tls, certificates);
        FixVenue trading = new(settings);
        if (how.DropCopy is not { } copied) return trading;
        string place = Path.Combine(folder, FixFolders.DropCopy);
        Directory.CreateDirectory(place, Service.StateSession.PrivateDirectory);
        FixVenueSettings copies = Secured(DropCopyOf(settings, copied, place), copied.Tls, certificates);
        return new FixDropCopyVenue(trading, new FixVenue(copies));
    }

    private static FixVenueSettings SettingsOf(VenueOptions venue, FixVenueOptions how, string folder) =>
        new()
        {
            VenueId = venue.Id,
            Host = how.Host,
            Port = how.Port,
            ReconnectDelay = how.ReconnectDelay,
            ReconnectDelayMax = how.ReconnectDelayMax,
            StoreFolder = folder,
            Log = new FixSessionLog(folder),

            // What was said before a reset is not said again, so the venue's open orders are asked for as a whole.
            MassStatus = how.Dialect.MassStatus ?? how.Terms.Resets,
            MassCancel = how.Dialect.MassCancel,
            Positions = how.Dialect.Positions,
            PositionsAccount = venue.Accounts.Count == 1 ? venue.Accounts[0] : "",
            NotFoundIsFinal = how.Dialect.NotFoundIsFinal,
            Dialect = DialectOf(how.Dialect),
            Session = FixTerms.Of(how.Terms, FixRole.Initiator, how.SenderCompId, how.TargetCompId) with
            {
                Username = how.Username,
                Password = how.Password?.Reveal(),
            },
        };

    // Nothing is asked on it, and it speaks the venue's dialect.
    private static FixVenueSettings DropCopyOf(FixVenueSettings venue, FixDropCopyOptions how, string folder) =>
        venue with
        {
            Host = how.Host,
            Port = how.Port,
            StoreFolder = folder,
            Log = new FixSessionLog(folder),
            MassStatus = false,
            MassCancel = false,
            Positions = false,
            Session = FixTerms.Of(how.Terms, FixRole.Initiator, how.SenderCompId, how.TargetCompId) with
            {
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

    private static FixVenueSettings Secured(
        FixVenueSettings settings, FixTlsOptions tls, FixCertificates certificates) => settings with
        {
            Tls = tls.IsOn,
            Certificate = certificates.OwnOf(tls),
            Authorities = certificates.AuthoritiesOf(tls),
        };

    private static FixDialect DialectOf(FixDialectOptions how) => new()
    {
        ExecIdScope = how.ExecIdsPerTradeDate ? ExecIdScope.TradeDate : ExecIdScope.Forever,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(how.TimeZone),
        BooksCommission = how.BooksCommission,
        StatesTotals = how.StatesTotals,
        ClOrdIds = new FixIdForm(how.NumericIds, how.IdPrefix ?? ""),
        OrderFields = [.. how.OrderFields.Select(field => (field.Tag, field.Value))],
    };
}
