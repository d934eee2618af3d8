using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alerts;

/// <summary>Sends changes of alerts to the configured receivers, each at its own pace.</summary>
public sealed class Notifier : IDisposable
{
    private readonly List<Receiver> receivers;
    private readonly HttpClient http;
    private readonly AlertBook book;

    public Notifier(IReadOnlyList<NotificationOptions> options, AlertBook book)
        : this(options, book, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    internal Notifier(IReadOnlyList<NotificationOptions> options, AlertBook book, HttpMessageHandler transport)
    {
        this.book = book;
        http = new HttpClient(transport) { Timeout = TimeSpan.FromSeconds(10) };
        receivers = [.. options.Where(each => each.Url is not null).Select(each => new Receiver(each, http))];
        if (receivers.Count > 0) book.Changed += OnChanged;
    }

    /// <summary>For each receiver how many notifications wait, were given up, and were dropped.</summary>
    public IReadOnlyList<ReceiverState> States => [.. receivers.Select(receiver => receiver.State)];

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
}
