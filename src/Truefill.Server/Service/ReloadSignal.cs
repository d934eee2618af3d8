using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;

namespace Truefill.Server.Service;

/// <summary>
/// SIGHUP reads the configuration again, as <c>truefill config reload</c> does. One that comes while the service starts
/// is done once it is up.
/// </summary>
internal sealed class ReloadSignal : IDisposable
{
    private readonly ConfigurationReload reload;
    private readonly PosixSignalRegistration registration;
    private LiveLoop? service;
    private int asked;

    public ReloadSignal(ConfigurationReload reload)
    {
        this.reload = reload;
        registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Interlocked.Exchange(ref asked, 1);
            if (Volatile.Read(ref service) is { } running) _ = RunIfAsked(running);
        });
    }

    /// <summary>From now on there is something to change.</summary>
    public void Start(LiveLoop running)
    {
        Volatile.Write(ref service, running);
        _ = RunIfAsked(running);
    }

    public void Dispose() => registration.Dispose();

    private async Task RunIfAsked(LiveLoop running)
    {
        if (Interlocked.Exchange(ref asked, 0) == 0) return;
        try
        {
            ReloadOutcome outcome = await reload.RunAsync(running.Host, new AuditEntry
            {
                Actor = "",
                Role = "signal",
                From = "SIGHUP",
                Action = "config reload",
            });
            bool isDone = outcome.Errors.Count == 0;
            running.Tell(
                isDone ? LogLevel.Info : LogLevel.Warning,
                isDone ? "configuration.reloaded" : "configuration.not_reloaded",
                outcome.ToString());
        }
        catch (EngineBusyException e)
        {
            running.Tell(
                LogLevel.Warning, "configuration.not_reloaded", $"configuration not reloaded: {e.Message}");
        }
    }
}
