using System;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Alerts;

/// <summary>Posts, and tries again with growing pauses what may work later.</summary>
/// <param name="firstPause">After the first failure; each further one is twice as long, up to a minute.</param>
internal sealed class WebhookSender(HttpClient http, TimeSpan firstPause)
{
    private const int AttemptsMax = 8;

    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(1);

    /// <summary>The pause behind the last attempt.</summary>
    public TimeSpan LongestPause { get; } =
        TimeSpan.FromTicks(Math.Min(firstPause.Ticks << (AttemptsMax - 1), PauseMax.Ticks));

    /// <param name="request">Makes it anew for each attempt, so that its signature is of now.</param>
    /// <returns>The last attempt: not taken means that it was offered in vain, however often.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task<WebhookAttempt> Deliver(Func<HttpRequestMessage> request, CancellationToken stop)
    {
        TimeSpan pause = firstPause;
        for (int attempt = 1; ; attempt++)
        {
            WebhookAttempt made = await TrySend(request(), stop);
            if (!made.MayWorkLater || attempt == AttemptsMax) return made;
            await Task.Delay(pause, stop);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, PauseMax.Ticks));
        }
    }

    /// <summary>Once. What the receiver calls our mistake does not get better by repeating it.</summary>
    public async Task<WebhookAttempt> TrySend(HttpRequestMessage request, CancellationToken stop)
    {
        using HttpRequestMessage sent = request;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(sent, stop);
            if (response.IsSuccessStatusCode) return WebhookAttempt.Taken;
            int status = (int)response.StatusCode;
            return new WebhookAttempt(
                IsTaken: false, status is 408 or 429 or >= 500,
                string.Create(CultureInfo.InvariantCulture, $"it answers {status}"));
        }
        catch (HttpRequestException e)
        {
            return Later($"it is not reached ({e.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return Later("it does not answer in time");
        }
    }

    private static WebhookAttempt Later(string why) => new(IsTaken: false, MayWorkLater: true, why);
}
