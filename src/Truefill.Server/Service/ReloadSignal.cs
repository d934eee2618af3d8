using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration;
using Truefill.Server.Hosting;

namespace Truefill.Server.Service;

/// <summary>SIGHUP reads the configuration again, as <c>truefill config reload</c> does.</summary>
internal sealed class ReloadSignal : IDisposable
{
    private readonly PosixSignalRegistration registration;

    public ReloadSignal(ConfigurationReload reload, EngineHost engine, Action<string> report) =>
        registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = Run(reload, engine, report);
        });

    public void Dispose() => registration.Dispose();

    private static async Task Run(ConfigurationReload reload, EngineHost engine, Action<string> report)
    {
        try
        {
            ReloadOutcome outcome = await reload.RunAsync(engine, new AuditEntry
            {
                Actor = "",
                Role = "signal",
                From = "SIGHUP",
                Action = "config reload",
            });
            report(outcome.ToString());
        }
        catch (EngineBusyException e)
        {
            report($"configuration not reloaded: {e.Message}");
        }
    }
}
