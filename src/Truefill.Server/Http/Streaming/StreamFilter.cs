using System;
using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Server.Http.Streaming;

/// <summary>What one client wants to be sent; what tells it about the stream itself always comes.</summary>
internal sealed record StreamFilter(IReadOnlySet<string>? Names, Func<AccountId> Account)
{
    public static readonly string[] All = ["order", "fill", "position", "pnl", "health"];

    public bool Wants(string name) => Names is null || Names.Contains(name);

    public bool Wants(StreamEvent each) =>
        Wants(each.Name) && (Account() is { IsNone: true } || each.Account == Account());
}
