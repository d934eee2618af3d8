using System;

namespace Truefill.Server.Hooks;

/// <summary>How hooks are waited for; other than these only in tests.</summary>
internal sealed record HookPace
{
    /// <summary>Between two snapshots of positions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Every so often a snapshot has all positions.</summary>
    public TimeSpan Complete { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A hook that has not returned by then counts as hanging, and its token is canceled.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What waits when the service stops is told for so long.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
