using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Demo;
using Truefill.Server.Logging;
using Truefill.Server.Views;

namespace Truefill.Server.Service;

/// <summary>How a run of the service ended.</summary>
public enum ServiceEnd
{
    /// <summary>Asked to stop, and stopped cleanly.</summary>
    Stopped,

    /// <summary>The journal could not be written: nothing was acknowledged after that.</summary>
    JournalFailed,

    /// <summary>The engine's own state contradicted itself; the journal is good.</summary>
    Broken,
}

/// <summary>One run of the service from start to stop, telling a person what happens.</summary>
public static class ServiceRun
{
    /// <param name="stop">Canceled by SIGTERM, SIGINT or the embedding program.</param>
    /// <exception cref="ServiceSettingException">What the plan asks for cannot be had here.</exception>
    public static async Task<ServiceEnd> RunAsync(LiveLoopOptions plan, TextWriter output, CancellationToken stop)
    {
        // Before venues are connected to, which the web host is too late for.
        ServiceSettings.SocketPathIn(StateDirectory.Look(plan.StateDirectory).Path);
        ListenAddresses.RequireFree(plan);
        using ReloadSignal? reload = plan.Reload is { } configuration ? new ReloadSignal(configuration) : null;
        using LiveLoop service = await LiveLoop.StartAsync(plan, stop);
        WriteRecovery(service, output);
        await using WebHost web = await WebHost.StartAsync(service);
        using CheckpointSchedule checkpoints = CheckpointSchedule.Beside(
            service.StateDirectory,
            service.Plan.StopOrdersFree,
            line => service.Tell(LogLevel.Warning, "checkpoint.failed", line));
        reload?.Start(service);
        WriteBanner(service, web, output);
        DemoTrader? trader = plan.Demo ? new DemoTrader(DemoAddress(web.Urls), output) : null;
        if (trader is not null) service.AttachSource(trader);
        trader?.Start();

        Task stopped = Task.Delay(Timeout.Infinite, stop);
        Task ended = await Task.WhenAny(stopped, service.Failure);
        checkpoints.Dispose();
        if (ended == service.Failure)
        {
            Exception cause = await service.Failure;
            await Task.WhenAll(service.Venues.FinishFailStop(), web.FinishAlerts());
            return Failed(service, cause, output);
        }

        trader?.Stop();
        if (plan.CancelOpen)
        {
            // What is entered meanwhile would be left at the venues.
            await web.DisposeAsync();
            await OpenOrders.CancelAsync(service.Host, output);
        }

        ServiceEnd end = Stop(service, output);
        if (end != ServiceEnd.Stopped) await web.FinishAlerts();
        return end;
    }

    // One without a certificate, which might be none that is trusted here.
    private static Uri DemoAddress(string[] urls) =>
        new(urls.FirstOrDefault(url => url.StartsWith("http:", StringComparison.Ordinal)) ?? urls[0]);

    private static void WriteRecovery(LiveLoop service, TextWriter output)
    {
        if (service.Host.Recovered.CutBytes > 0)
            output.WriteLine($"recovered: an unfinished write of {service.Host.Recovered.CutBytes} bytes was cut, "
                + $"a copy is in {service.Host.Recovered.CutCopy}");
        if (service.Held is { } held) output.WriteLine($"HELD: {held}");
    }

    private static void WriteBanner(LiveLoop service, WebHost web, TextWriter output)
    {
        output.WriteLine($"*** {Words.Of(service.Plan.Mode).ToUpperInvariant()} ***");
        output.WriteLine($"truefill {service.Plan.Build} is running on {service.StateDirectory} "
            + $"(epoch {service.Identity.Epoch})");
        foreach (string url in web.Urls) output.WriteLine($"dashboard: {url}/");
        if (service.Plan.Api.GrpcPort is { } port) output.WriteLine($"grpc: port {port}, h2c");
        output.WriteLine("stop with Ctrl-C");
        output.Flush();
    }

    // The disk may fail at the very last.
    internal static ServiceEnd Stop(LiveLoop service, TextWriter output)
    {
        int queued = service.Host.Inbox.Queued;
        string? hash = service.Stop("asked to stop");
        if (service.Host.Failure is { } cause) return Failed(service, cause, output);
        (ulong seq, int working, int held) = service.Host.Read(replica => (
            replica.Seq, replica.Books.Orders.Open.Count(order => !order.IsHeld),
                replica.Books.Orders.Open.Count(order => order.IsHeld)));
        output.WriteLine($"stopped: {queued} queued inputs were decided, "
            + $"{working} orders stay working at their venues, {held} are held");
        output.WriteLine($"last sequence: {seq}, state hash {hash}");
        if (service.Snapshot is { } snapshot) output.WriteLine($"snapshot: {snapshot}");
        output.Flush();
        return ServiceEnd.Stopped;
    }

    private static ServiceEnd Failed(LiveLoop service, Exception cause, TextWriter output)
    {
        service.FinishMarks();
        bool journal = cause is JournalWriteException;
        output.WriteLine($"STOPPED: {cause.Message}");
        output.WriteLine(journal
            ? "nothing was acknowledged after this failure; check the disk, then start again: it comes up "
                + (service.IsMarked ? "held" : "NOT HELD, for no mark could be left")
            : "the journal is good up to the last acknowledged event; keep the state directory and report this");
        output.Flush();
        return journal ? ServiceEnd.JournalFailed : ServiceEnd.Broken;
    }
}
