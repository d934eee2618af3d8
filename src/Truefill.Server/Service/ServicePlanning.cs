using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hooks;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Venues;

namespace Truefill.Server.Service;

/// <summary>From a configuration without errors, what a run is to do.</summary>
public static class ServicePlanning
{
    /// <param name="stateDirectory">In full.</param>
    /// <param name="workingDirectory">What relative file names of the configuration are relative to.</param>
    /// <exception cref="TokenFileException">The tokens or the certificate cannot be used.</exception>
    public static LiveLoopOptions Of(TruefillOptions options, string stateDirectory, string workingDirectory)
    {
        FixCertificates certificates = FixCertificates.Load(options, workingDirectory);
        return Of(options, stateDirectory, workingDirectory, certificates);
    }

    private static LiveLoopOptions Of(
        TruefillOptions options, string stateDirectory, string workingDirectory, FixCertificates certificates) => new()
        {
            StateDirectory = stateDirectory,
            StateId = options.StateId,
            Urls = options.Urls,
            Mode = options.Mode,
            Durability = options.Durability == Durability.Os ? JournalDurability.Os : JournalDurability.Sync,
            Spin = options.Engine.Wait == EngineWait.Spin,
            Cpu = options.Engine.Cpu,
            WarnFree = options.Storage.WarnFreeBytes,
            StopOrdersFree = options.Storage.StopOrdersFreeBytes,
            ConfigHash = options.ConfigHash,
            Api = ApiPlan.Of(options, workingDirectory),
            Venues = directory => VenueFactory.Create(options, directory, certificates),
            CheckVenues = () => VenueFiles.Check(options),
            FixGateway = options.FixGateway,
            Nightly = options.Reconciliation.Nightly,
            FixGatewayCertificate = options.FixGateway?.Tls is { } tls
            ? CertificateFile.Load(tls, workingDirectory)
            : null,
            FixGatewayClients = options.FixGateway?.ClientAuthority is { } authority
            ? CertificateFile.LoadAuthorities(authority, workingDirectory)
            : null,
            Definitions = Definitions.Of(options),
            DefinesAll = true,
            Hooks = new HookPlan
            {
                Webhooks = options.Hooks,
                Pace = new HookPace { Interval = options.Snapshots.Interval },
            },
        };
}
