using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alerts;

/// <param name="Dropped">There were too many at once.</param>
/// <param name="Failed">
/// The receiver did not take them, however often they were offered; the last of them it may have taken since.
/// </param>
/// <param name="Trouble">Why the last one was not taken; null: it was.</param>
public sealed record ReceiverState(string Id, int Waiting, long Sent, long Dropped, long Failed, string? Trouble);

/// <summary>
/// One receiver of notifications: a bounded queue, and one sender that tries again with growing pauses. Whoever
/// raises an alert never waits for it.
/// </summary>
internal sealed class Receiver : IDisposable
{
    private const int QueueMax = 256;

    private readonly NotificationOptions options;
    private readonly Action<string, string> report;
    private readonly WebhookSender webhook;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<Alert> queue = Channel.CreateBounded<Alert>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Task sender;
    private long sent;
    private long dropped;
    private long failed;
    private volatile string? trouble;

    /// <param name="report">Hears of each alert that was given up: who did not take it, and why.</param>
    public Receiver(NotificationOptions options, HttpClient http, Action<string, string> report)
    {
        this.options = options;
        this.report = report;
        webhook = new WebhookSender(http, options.RetryPause);
        sender = Task.Run(Run);
    }

    public ReceiverState State => new(
        options.Id, queue.Reader.Count, Interlocked.Read(ref sent), Interlocked.Read(ref dropped),
        Interlocked.Read(ref failed), trouble);

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
        if (alert.Severity < options.MinSeverity || options.Off.Contains(alert.Kind)) return false;
        return options.Events.Count == 0 || options.Events.Contains(alert.Kind);
    }

    private async Task Run()
    {
        try
        {
            await foreach (Alert alert in queue.Reader.ReadAllAsync(stop.Token))
            {
                WebhookAttempt last = await webhook.Deliver(() => Request(alert), stop.Token);
                Note(last);
                if (last.MayWorkLater) await OfferAgain(alert);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    // Until the next one comes, which may be never: a receiver that answers again would be in trouble for good.
    private async Task OfferAgain(Alert alert)
    {
        Task<bool> next = queue.Reader.WaitToReadAsync(stop.Token).AsTask();
        while (await Task.WhenAny(next, Task.Delay(webhook.LongestPause, stop.Token)) != next)
        {
            stop.Token.ThrowIfCancellationRequested();
            WebhookAttempt made = await webhook.TrySend(Request(alert), stop.Token);
            trouble = made.IsTaken ? null : made.Why;
            if (!made.IsTaken) continue;
            Interlocked.Increment(ref sent);
            return;
        }
    }

    // It stays in trouble until it takes one again. That somebody was not told is itself an alert, which the others
    // get; were it over by itself, this one would be sent its end and its beginning without end.
    private void Note(WebhookAttempt last)
    {
        trouble = last.IsTaken ? null : last.Why;
        if (last.IsTaken)
        {
            Interlocked.Increment(ref sent);
            return;
        }

        Interlocked.Increment(ref failed);
        report(options.Id, last.Why);
    }

    private HttpRequestMessage Request(Alert alert) =>
        NotificationMessage.Of(options, alert, options.Silent.Contains(alert.Kind), DateTimeOffset.UtcNow);
}
