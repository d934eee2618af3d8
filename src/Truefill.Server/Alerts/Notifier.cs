using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Health;

namespace Truefill.Server.Alerts;

/// <summary>Sends changes of alerts to the configured receivers, each at its own pace.</summary>
public sealed class Notifier : IDisposable
{
    private readonly List<Receiver> receivers;
    private readonly HttpClient http;
    private readonly AlertBook book;

    /// <param name="report">Hears of each alert that was given up: who did not take it, and why.</param>
    public Notifier(IReadOnlyList<NotificationOptions> options, AlertBook book, Action<string, string> report)
        : this(options, book, report, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    internal Notifier(
        IReadOnlyList<NotificationOptions> options,
        AlertBook book,
        Action<string, string> report,
        HttpMessageHandler transport)
    {
        this.book = book;
        http = new HttpClient(transport) { Timeout = TimeSpan.FromSeconds(10) };
        receivers = [.. options.Where(each => each.Url is not null)
            .Select(each => new Receiver(each, http, book.Find, report))];
        if (receivers.Count > 0) book.Changed += OnChanged;
    }

    /// <summary>For each receiver how many notifications wait, were given up, and were dropped.</summary>
    public IReadOnlyList<ReceiverState> States => [.. receivers.Select(receiver => receiver.State)];

    /// <summary>Each receiver as a component: degraded while the last alert for it was not taken, or dropped.</summary>
    public IEnumerable<IHealthSource> HealthSources() => receivers.Select(receiver => new Health(receiver));

    /// <summary>
    /// Waits until each receiver has what there was to tell, or was given up, and no longer than this.
    /// </summary>
    public async Task Finish(TimeSpan most)
    {
        long started = Stopwatch.GetTimestamp();
        while (!(book.IsTold && receivers.TrueForAll(each => each.IsIdle)) && Stopwatch.GetElapsedTime(started) < most)
            await Task.Delay(10);
    }

    public void Dispose()
    {
        book.Changed -= OnChanged;
        foreach (Receiver receiver in receivers) receiver.Dispose();
        http.Dispose();
    }

    private void OnChanged(Alert alert)
    {
        foreach (Receiver receiver in receivers) receiver.Offer(alert);
    }

    private sealed class Health(Receiver receiver) : IHealthSource
    {
        public ComponentHealth Read()
        {
            ReceiverState state = receiver.State;
            return new ComponentHealth(
                "dependency:notification:" + state.Id,
                state.Trouble is null ? HealthStatus.Operational : HealthStatus.Degraded,
                state.Trouble is { } why ? $"The last alert was not taken: {why}." : null)
            {
                Metrics =
                [
                    ("delivered", state.Sent), ("failed", state.Failed), ("dropped", state.Dropped),
                    ("waiting", state.Waiting),
                ],
            };
        }
    }
}
