using System.Collections.Generic;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Hooks;

/// <summary>Who is told of the live loop.</summary>
public sealed record HookPlan
{
    /// <summary>Programs in this process.</summary>
    public IReadOnlyList<ILiveLoopHooks> Code { get; init; } = [];

    /// <summary>Addresses that are posted to.</summary>
    public IReadOnlyList<HookOptions> Webhooks { get; init; } = [];

    internal HookPace Pace { get; init; } = new();
}
