using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Server.Venues;

/// <summary>Makes a venue that speaks FIX of its configuration.</summary>
public static class FixVenueFactory
{
    /// <param name="accounts">All that are configured: some have another name at this venue.</param>
    /// <param name="instruments">Likewise.</param>
    /// <param name="stateDirectory">The session's numbers and messages are kept in <c>fix/ID</c> there.</param>
    /// <param name="certificates">Those of all venues.</param>
    public static IVenue Create(
        VenueOptions venue,
        IReadOnlyList<AccountOptions> accounts,
        IReadOnlyList<InstrumentOptions> instruments,
        string stateDirectory,
        FixCertificates certificates)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(certificates);
        FixVenueOptions how = venue.Fix ?? throw new ArgumentException($"{venue.Id} speaks no FIX", nameof(venue));
        string folder = Folder(stateDirectory, venue.Id);
        FixDialect dialect = DialectOf(how.Dialect) with
        {
            Accounts = new(BrokerIds.At(venue, accounts)),
            Instruments = FixContracts.Of(instruments),
        };
        FixVenue trading = new(SettingsOf(venue.Id, how, how.Counterparty, dialect, folder, certificates) with
        {
            // What was said before a reset is not said again, so the venue's open orders are asked for as a whole.
            MassStatus = how.Dialect.MassStatus ?? how.Counterparty.Terms.Resets,
            MassCancel = how.Dialect.MassCancel,
            Positions = how.Dialect.Positions,
            PositionsAccount = venue.Accounts.Count == 1 ? venue.Accounts[0] : "",
            NotFoundIsFinal = how.Dialect.NotFoundIsFinal,
        });
        if (how.DropCopy is not { } copied) return trading;
        string place = Path.Combine(folder, FixFolders.DropCopy);
        Directory.CreateDirectory(place, Service.StateSession.PrivateDirectory);

        // Nothing is asked on it, and it speaks the venue's dialect.
        return new FixDropCopyVenue(
            trading, new FixVenue(SettingsOf(venue.Id, how, copied, dialect, place, certificates)));
    }

    private static FixVenueSettings SettingsOf(
        string venueId, FixVenueOptions how, FixCounterpartyOptions whom, FixDialect dialect, string folder,
        FixCertificates certificates) => new()
        {
            VenueId = venueId,
            Host = whom.Host,
            Port = whom.Port,
            Tls = whom.Tls.IsOn,
            Certificate = certificates.OwnOf(whom.Tls),
            Authorities = certificates.AuthoritiesOf(whom.Tls),
            Session = FixTerms.Of(whom.Terms, FixRole.Initiator, whom.SenderCompId, whom.TargetCompId) with
            {
                Username = whom.Username,
                Password = whom.Password?.Reveal(),
            },
            StoreFolder = folder,
            Log = new FixSessionLog(folder),
            ReconnectDelay = how.ReconnectDelay,
            ReconnectDelayMax = how.ReconnectDelayMax,
            Dialect = dialect,
        };

    /// <summary>Where the session of a venue, or those of the gateway, are kept; made where it is not there.</summary>
    internal static string Folder(string stateDirectory, string name)
    {
        string folder = StateLayout.FixIn(stateDirectory);
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
}
