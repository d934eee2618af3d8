using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Server.Views;

namespace Truefill.Server.Hooks;

/// <summary>
/// One receiver of hooks: a bounded queue and one loop that tells it what came, one after the other. Whoever offers
/// never waits. A receiver that throws is reported; one that hangs holds up nobody but itself.
/// </summary>
internal abstract class HookReceiver(string name, HookPace pace, Action<HookKind, string, string> report) : IDisposable
{
    private const int QueueMax = 256;

    private readonly CancellationTokenSource stop = new();
    private readonly HookTally tally = new(TimeProvider.System);
    private readonly Channel<HookCall> queue = Channel.CreateBounded<HookCall>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private Task running = Task.CompletedTask;

    public string Name => name;

    public HookState State => tally.Read(name, queue.Reader.Count);

    /// <summary>Is it told of such events at all?</summary>
    protected abstract bool Wants(HookKind kind);

    protected HookPace Pace => pace;

    /// <summary>The service stops, and waits no longer.</summary>
    protected CancellationToken Stopping => stop.Token;

    protected abstract Task<HookResult> Send(HookCall call, CancellationToken cancel);

    /// <summary>Tells it of positions, where any have changed.</summary>
    protected abstract Task<HookResult> SendSnapshot(CancellationToken cancel);

    public void Start() => running = Task.Run(Run);

    public void Offer(HookCall call)
    {
        if (!Wants(call.Kind) || queue.Writer.TryWrite(call)) return;
        tally.Dropped();
    }

    /// <summary>Nothing more comes; what waits is still told.</summary>
    public Task Complete()
    {
        queue.Writer.TryComplete();
        return running;
    }

    /// <summary>Does not wait for a hook that hangs.</summary>
    public virtual void Dispose()
    {
        queue.Writer.TryComplete();
        stop.Cancel();
        if (running.Wait(TimeSpan.FromSeconds(1))) stop.Dispose();
    }

    private async Task Run()
    {
        bool takesSnapshots = Wants(HookKind.OnPositionSnapshot);
        TimeSpan pause = takesSnapshots ? pace.Interval : Timeout.InfiniteTimeSpan;
        bool isOpen = true;
        while (isOpen && !stop.IsCancellationRequested)
        {
            // One that hangs at the stop must not be called again for all that still waits.
            while (!stop.IsCancellationRequested && queue.Reader.TryRead(out HookCall? call))
                await Watch(call.Kind, cancel => Send(call, cancel));
            if (stop.IsCancellationRequested) return;
            if (takesSnapshots) await Watch(HookKind.OnPositionSnapshot, SendSnapshot);
            isOpen = await Wait(pause);
        }
    }

    // False once nothing more comes.
    private async Task<bool> Wait(TimeSpan pause)
    {
        using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        wait.CancelAfter(pause);
        try
        {
            return await queue.Reader.WaitToReadAsync(wait.Token);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    // Whatever it throws is its own; it is looked at, and the loop goes on.
    private async Task Watch(HookKind kind, Func<CancellationToken, Task<HookResult>> send)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        Task<HookResult> sending = Task.Run(() => send(limit.Token));
        if (await Task.WhenAny(sending, Task.Delay(pace.Patience, stop.Token)) != sending)
        {
            if (stop.IsCancellationRequested) return;
            string why = $"{Words.Of(kind)} has not been taken for {pace.Patience.TotalSeconds:0.#} s";
            tally.Hanging(hangs: true, why);
            report(kind, name, why);
            await limit.CancelAsync();
            await Task.WhenAny(sending, Task.Delay(Timeout.Infinite, stop.Token));
            if (!sending.IsCompleted) return;
            tally.Hanging(hangs: false);
        }

        HookResult result = sending.IsCompletedSuccessfully ? await sending
            : HookResult.Failed(sending.Exception?.GetBaseException().Message ?? "it was canceled");
        if (result.IsTold) tally.Delivered();
        if (result.Failure is not { } failure) return;
        tally.Failed($"{Words.Of(kind)}: {failure}");
        report(kind, name, failure);
    }
}
