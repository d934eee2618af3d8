using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Hosting;

namespace Truefill.Server.Hooks;

/// <summary>Tells a program in this process.</summary>
internal sealed class CodeHooks(
    string name, ILiveLoopHooks hooks, EngineHost engine, HookPace pace, Action<HookKind, string, string> report)
    : HookReceiver(name, pace, report)
{
    private readonly PositionCursor positions = new(pace.Interval, pace.Complete);

    protected override bool Wants(HookKind kind) => true;

    protected override async Task<HookResult> Send(HookCall call, CancellationToken cancel)
    {
        await call.Tell(hooks, cancel);
        return HookResult.Told;
    }

    protected override async Task<HookResult> SendSnapshot(CancellationToken cancel)
    {
        if (positions.Next(engine) is not { } picture) return HookResult.Nothing;
        bool isTaken = false;
        try
        {
            await hooks.OnPositionSnapshot(picture, cancel);
            isTaken = true;
            return HookResult.Told;
        }
        finally
        {
            if (!isTaken) positions.Reset();
        }
    }
}
