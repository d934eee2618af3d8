using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Views;

namespace Truefill.Server.Alerts;

/// <param name="Dropped">There were too many at once.</param>
/// <param name="Failed">The receiver did not take them, however often they were offered.</param>
public sealed record ReceiverState(string Id, int Waiting, long Sent, long Dropped, long Failed);

/// <summary>
/// One receiver of notifications: a bounded queue, and one sender that tries again with growing pauses. Whoever
/// raises an
/// alert never waits for it.
/// </summary>
internal sealed class Receiver : IDisposable
{
    private const int QueueMax = 256;

    private readonly NotificationOptions options;
    private readonly WebhookSender webhook;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<Alert> queue = Channel.CreateBounded<Alert>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Task sender;
    private long sent;
    private long dropped;
    private long failed;

    public Receiver(NotificationOptions options, HttpClient http)
    {
        this.options = options;
        webhook = new WebhookSender(http, options.RetryPause);
        sender = Task.Run(Run);
    }

    public ReceiverState State => new(
        options.Id, queue.Reader.Count, Interlocked.Read(ref sent), Interlocked.Read(ref dropped),
        Interlocked.Read(ref failed));

    public void Offer(Alert alert)
    {
        if (!Wants(alert)) return;
        if (!queue.Writer.TryWrite(alert)) Interlocked.Increment(ref dropped);
    }

    public void Dispose()
    {
        queue.Writer.TryComplete();
        stop.Cancel();
        sender.Wait(TimeSpan.FromSeconds(2));
        stop.Dispose();
    }

    private bool Wants(Alert alert)
    {
        string kind = Words.Of(alert.Kind);
        if (alert.Severity < options.MinSeverity || Has(options.Off, kind)) return false;
        return options.Events.Count == 0 || Has(options.Events, kind);
    }

    private static bool Has(System.Collections.Generic.IReadOnlyList<string> kinds, string kind)
    {
        foreach (string each in kinds)
            if (each == kind) return true;
        return false;
    }

    private async Task Run()
    {
        try
        {
            await foreach (Alert alert in queue.Reader.ReadAllAsync(stop.Token))
            {
                if (await webhook.Deliver(() => Request(alert), stop.Token)) Interlocked.Increment(ref sent);
                else Interlocked.Increment(ref failed);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private HttpRequestMessage Request(Alert alert)
    {
        bool isSilent = Has(options.Silent, Words.Of(alert.Kind));
        return NotificationMessage.Of(options, alert, isSilent, DateTimeOffset.UtcNow);
    }
}
