using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alerts;

/// <param name="Dropped">
/// There were too many at once; those that still hold once it takes alerts again it is offered then.
/// </param>
/// <param name="Failed">
/// The receiver did not take them, however often they were offered; those that still held it may have taken since.
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
    private const string Overflow = "too many wait for it";

    private readonly NotificationOptions options;
    private readonly Action<string, string> report;
    private readonly Func<string, Alert?> find;
    private readonly MissedAlerts missed = new();
    private readonly WebhookSender webhook;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<Alert> queue = Channel.CreateBounded<Alert>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Task sender;
    private long sent;
    private long dropped;
    private int isOverflowTold;
    private int pending;
    private long failed;
    private volatile string? trouble;

    /// <param name="find">An alert as it is now.</param>
    /// <param name="report">Hears of each alert that was given up: who did not take it, and why.</param>
    public Receiver(
        NotificationOptions options, HttpClient http, Func<string, Alert?> find, Action<string, string> report)
    {
        this.options = options;
        this.find = find;
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
        Interlocked.Increment(ref pending);
        if (queue.Writer.TryWrite(alert)) return;
        Interlocked.Decrement(ref pending);
        Interlocked.Increment(ref dropped);
        missed.Add(alert);
        trouble = Overflow;
        if (Interlocked.Exchange(ref isOverflowTold, 1) == 0) report(options.Id, Overflow);
    }

    /// <summary>Everything that it was offered has been sent, given up or dropped.</summary>
    public bool IsIdle => Volatile.Read(ref pending) == 0;

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
                await Send(alert, isOffered: true);

                // Later than what waits, which may be older.
                while (trouble is null && queue.Reader.Count == 0 && missed.Next(find) is { } late)
                    await Send(late, isOffered: false);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task Send(Alert alert, bool isOffered)
    {
        WebhookAttempt last = await webhook.Deliver(() => Request(alert), stop.Token);
        if (last.IsTaken)
        {
            NoteTaken(alert);
        }
        else
        {
            // It stays in trouble until it takes one again. That somebody was not told is itself an alert, which the
            // others get; were it over by itself, this one would be sent its end and its beginning without end.
            trouble = last.Why;
            Interlocked.Increment(ref failed);
            report(options.Id, last.Why);
        }

        if (isOffered) Interlocked.Decrement(ref pending);
        if (!last.MayWorkLater) return;
        missed.Add(alert);
        await OfferAgain(alert);
    }

    // Until the next one comes, which may be never: a receiver that answers again would be in trouble for good.
    private async Task OfferAgain(Alert alert)
    {
        Task<bool> next = queue.Reader.WaitToReadAsync(stop.Token).AsTask();
        while (await Task.WhenAny(next, Task.Delay(webhook.LongestPause, stop.Token)) != next)
        {
            stop.Token.ThrowIfCancellationRequested();
            WebhookAttempt made = await webhook.TrySend(Request(alert), stop.Token);
            if (made.IsTaken)
            {
                NoteTaken(alert);
                return;
            }

            trouble = made.Why;
        }
    }

    private void NoteTaken(Alert alert)
    {
        trouble = null;
        Volatile.Write(ref isOverflowTold, 0);
        Interlocked.Increment(ref sent);
        missed.Got(alert);
    }

    private HttpRequestMessage Request(Alert alert) =>
        NotificationMessage.Of(options, alert, options.Silent.Contains(alert.Kind), DateTimeOffset.UtcNow);
}
