using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Server.Configuration.Options;

/// <summary>One fault of a simulated venue under its key.</summary>
internal sealed record FaultOption(
    string Key,
    string Meaning,
    Func<FaultSettings, decimal> Of,
    Func<FaultSettings, decimal, FaultSettings> With);

/// <summary>The keys under a simulated venue's <c>faults</c>, and of the route that sets them.</summary>
internal static class FaultOptions
{
    public static IReadOnlyList<FaultOption> All { get; } =
    [
        new("drop", "A report is lost.", f => f.Drop, (f, p) => f with { Drop = p }),
        new("delay", "A report comes seconds late.", f => f.Delay, (f, p) => f with { Delay = p }),
        new("duplicate", "A report comes twice.", f => f.Duplicate, (f, p) => f with { Duplicate = p }),
        new("reorder", "A report overtakes the one before.", f => f.Reorder, (f, p) => f with { Reorder = p }),
        new("lose_ack", "A request takes effect and is not answered.", f => f.LoseAck,
            (f, p) => f with { LoseAck = p }),
        new("reject", "A request is refused.", f => f.Reject, (f, p) => f with { Reject = p }),
        new("bust", "A trade is taken back.", f => f.Bust, (f, p) => f with { Bust = p }),
        new("correct", "A trade is corrected.", f => f.Correct, (f, p) => f with { Correct = p }),
        new("disconnect", "The line drops.", f => f.Disconnect, (f, p) => f with { Disconnect = p }),
        new("lie_in_snapshot", "An answer to a query is wrong or incomplete.", f => f.LieInSnapshot,
            (f, p) => f with { LieInSnapshot = p }),
        new("forget", "An open order is forgotten.", f => f.Forget, (f, p) => f with { Forget = p }),
        new("amnesia", "At a reconnect, every open order is forgotten.", f => f.Amnesia,
            (f, p) => f with { Amnesia = p }),
        new("ban", "A request, and all others for five seconds, are refused as too many.", f => f.Ban,
            (f, p) => f with { Ban = p }),
    ];

    public static FaultSettings Read(Section s)
    {
        FaultSettings faults = new();
        foreach (FaultOption each in All)
            faults = each.With(faults, s.Get(each.Key, PlainTypes.Number(0, 1), 0, each.Meaning));
        return faults;
    }
}
