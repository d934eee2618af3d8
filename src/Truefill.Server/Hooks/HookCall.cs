using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Hooks;

/// <summary>One event for hooks: how a program is told, and what a webhook's body says.</summary>
internal sealed record HookCall(
    HookKind Kind, Func<ILiveLoopHooks, CancellationToken, ValueTask> Tell, Action<Utf8JsonWriter> Write)
{
    public static HookCall Of(KillSwitchChange change) => new(
        HookKind.OnKillSwitch,
        (hooks, cancel) => hooks.OnKillSwitch(change, cancel),
        json => HookJson.Write(json, change));

    public static HookCall Of(VenueReconnect reconnect) => new(
        HookKind.OnReconnect,
        (hooks, cancel) => hooks.OnReconnect(reconnect, cancel),
        json => HookJson.Write(json, reconnect));
}
