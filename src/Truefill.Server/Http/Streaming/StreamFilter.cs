using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Server.Security;

namespace Truefill.Server.Http.Streaming;

/// <summary>What one client wants to be sent; what tells it about the stream itself always comes.</summary>
/// <param name="Names">Of events; null: all.</param>
/// <param name="Accounts">Whose; null: everybody's.</param>
/// <param name="MaySee">The same for one account, at any time.</param>
internal sealed record StreamFilter(
    IReadOnlySet<string>? Names, Func<Books, AccountFilter>? Accounts, Func<AccountId, bool>? MaySee)
{
    /// <summary>Says again what other events have said already, so it is sent only to those who ask for it.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Every name that may be asked for; <c>gap</c> and <c>heartbeat</c> come to everybody anyway.</summary>
    public static readonly string[] All =
    [
        "order", "fill", "position", "pnl", "advisory", "kill_switch", "reconciliation", "alert", "health", "gap",
        "heartbeat", Snapshot,
    ];

    /// <summary>Alerts are about the whole service: a token for some accounts is not told of them.</summary>
    public bool HidesAlerts { get; init; }

    public bool WantsSnapshots => Names is not null && Names.Contains(Snapshot);

    public bool Wants(string name) => Names is null || Names.Contains(name);

    public bool Wants(StreamEvent each) => Wants(each.Name)
        && (MaySee is null || each.IsForAll || MaySee(each.Account));
}
