using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers;
using Truefill.Cli.Handlers.Config;
using Truefill.Server.Service;

namespace Truefill.Cli.Api;

/// <summary>
/// The way to change something about a state directory: the service that runs in it or is named, else one of this
/// command's own, for as long as the command takes. That one has no venues, so nothing leaves: what is meant for one
/// waits, as at a start while the venue cannot be reached.
/// </summary>
internal sealed class ServiceDoor : IAsyncDisposable
{
    private readonly LiveLoop? service;
    private readonly WebHost? web;

    private ServiceDoor(ApiClient client, LiveLoop? service = null, WebHost? web = null) =>
        (Client, this.service, this.web) = (client, service, web);

    public ApiClient Client { get; }

    /// <exception cref="CliException">The directory cannot be written, or somebody else has it.</exception>
    public static async Task<ServiceDoor> OpenAsync(CommandContext context, CancellationToken cancel)
    {
        if (!OfflineReading.IsWithoutService(context)) return new ServiceDoor(context.Service());
        string directory = context.StateDirectory();
        LiveLoop own = await StatePlace.GuardAsync(directory, () => StartAsync(directory, context, cancel));
        WebHost? host = null;
        try
        {
            host = await StatePlace.GuardAsync(directory, () => WebHost.StartAsync(own));
            return new ServiceDoor(context.Service(), own, host);
        }
        finally
        {
            if (host is null) own.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (web is not null) await web.DisposeAsync();
        service?.Stop("a command without a service has ended");
        service?.Dispose();
    }

    private static async Task<LiveLoop> StartAsync(
        string directory, CommandContext context, CancellationToken cancel)
    {
        var plan = new LiveLoopOptions
        {
            StateDirectory = directory,
            Urls = [],
            Build = VersionHandler.Build,
            Report = context.Note,
        };
        try
        {
            return await LiveLoop.StartAsync(plan, cancel);
        }
        catch (ServiceSettingException e)
        {
            throw new CliException(ExitCode.Configuration, e.Message, e.Setting);
        }
    }
}
