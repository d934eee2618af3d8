using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Streaming;

namespace Truefill.Server.Hooks;

/// <summary>
/// Posts to an address, signed. What fails is tried again, but for a snapshot: the next one is complete.
/// </summary>
internal sealed class WebhookHooks(
    HookOptions options, HttpClient http, EngineHost engine, HookPace pace, Action<HookKind, string, string> report)
    : HookReceiver(options.Id, pace, report)
{
    private readonly WebhookSender sender = new(http, options.RetryPause);
    private SnapshotCursor positions = new(pace.Interval, pace.Complete);

    protected override bool Wants(HookKind kind)
    {
        if (options.Events.Count == 0) return true;
        foreach (HookKind wanted in options.Events)
            if (wanted == kind) return true;
        return false;
    }

    // It has patience of its own: only the end of the service stops it.
    protected override async Task<HookResult> Send(HookCall call, CancellationToken cancel)
    {
        byte[] body = HookJson.Of(call.Kind, call.Write);
        WebhookAttempt last = await sender.Deliver(() => Request(body), Stopping);
        return last.IsTaken ? HookResult.Told : HookResult.Failed(last.Why);
    }

    protected override async Task<HookResult> SendSnapshot(CancellationToken cancel)
    {
        if (positions.Next(engine, accounts: null) is not { } snapshot) return HookResult.Nothing;
        byte[] body = HookJson.OfSnapshot(snapshot);
        WebhookAttempt made = await sender.TrySend(Request(body), Stopping);
        if (made.IsTaken) return HookResult.Told;
        positions = new SnapshotCursor(Pace.Interval, Pace.Complete);
        await Task.Delay(options.RetryPause, Stopping);
        return HookResult.Failed(made.Why);
    }

    private HttpRequestMessage Request(byte[] body) =>
        NotificationMessage.Post(options.Url!.Reveal(), options.SigningKey, body, DateTimeOffset.UtcNow);
}
