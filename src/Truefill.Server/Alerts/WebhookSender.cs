using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Alerts;

/// <summary>Posts, and tries again with growing pauses what may work later.</summary>
/// <param name="firstPause">After the first failure; each further one is twice as long, up to a minute.</param>
internal sealed class WebhookSender(HttpClient http, TimeSpan firstPause)
{
    private const int AttemptsMax = 8;

    /// <param name="request">Makes it anew for each attempt, so that its signature is of now.</param>
    /// <returns>False: it was not taken, however often it was offered.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task<bool> Deliver(Func<HttpRequestMessage> request, CancellationToken stop)
    {
        TimeSpan pause = firstPause;
        for (int attempt = 1; ; attempt++)
        {
            if (await TrySend(request(), stop) is { } settled) return settled;
            if (attempt == AttemptsMax) return false;
            await Task.Delay(pause, stop);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, TimeSpan.FromMinutes(1).Ticks));
        }
    }

    /// <summary>
    /// Null: it may work later. What the receiver calls our mistake does not get better by repeating it.
    /// </summary>
    public async Task<bool?> TrySend(HttpRequestMessage request, CancellationToken stop)
    {
        using HttpRequestMessage sent = request;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(sent, stop);
            if (response.IsSuccessStatusCode) return true;
            return (int)response.StatusCode is 408 or 429 or >= 500 ? null : false;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
