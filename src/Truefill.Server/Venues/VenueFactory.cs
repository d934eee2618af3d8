using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>From the configuration, the venues with their adapters.</summary>
public static class VenueFactory
{
    /// <summary>Connects nothing yet.</summary>
    /// <param name="stateDirectory">
    /// Locked by us: a simulated venue keeps its own log there, one that speaks FIX its session.
    /// </param>
    /// <param name="certificates">Of venues that are met over TLS; read here when null.</param>
    /// <exception cref="Security.TokenFileException">A certificate that is read here cannot be used.</exception>
    /// <exception cref="InvalidDataException">A price file or a script does not read: where and why.</exception>
    public static IReadOnlyList<VenueSetup> Create(
        TruefillOptions options, string stateDirectory, FixCertificates? certificates = null)
    {
        certificates ??= FixCertificates.Load(options, ".");
        List<VenueSetup> setups = [];
        foreach (VenueOptions venue in options.Venues)
        {
            IVenue adapter = venue.Type switch
            {
                VenueType.Simulated => SimulatedVenueFactory.Create(
                    venue, options, LogOf(venue, stateDirectory), TimeProvider.System),
                VenueType.Fix => FixVenueFactory.Create(venue, options.Accounts, stateDirectory, certificates),
            };
            setups.Add(new VenueSetup(
                Define(venue.Id, venue.Access == VenueAccess.ReadOnly, adapter, options.Reconciliation), adapter)
            {
                Rate = venue.RateLimit,
            });
        }

        return setups;
    }

    /// <summary>A venue that a program brings along.</summary>
    public static VenueSetup Own(IVenue adapter, ReconciliationOptions reconciliation)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        return new VenueSetup(Define(adapter.Id, isReadOnly: false, adapter, reconciliation), adapter);
    }

    private static string LogOf(VenueOptions venue, string stateDirectory)
    {
        string folder = Path.Combine(stateDirectory, StateLayout.Venues);
        Directory.CreateDirectory(folder, Service.StateSession.PrivateDirectory);
        return Path.Combine(folder, venue.Id + ".log");
    }

    private static DefineVenue Define(
        string id, bool isReadOnly, IVenue adapter, ReconciliationOptions reconciliation) => new(
        id,
        isReadOnly,
        adapter.Capabilities,
        UtcNanos.NanosOf(reconciliation.CallbackGap),
        reconciliation.OnStart,
        UtcNanos.NanosOf(reconciliation.Interval),
        reconciliation.QtyTolerance,
        reconciliation.PositionPolicy == BreakPolicy.Correct,
        reconciliation.OrphanOrderPolicy);
}
