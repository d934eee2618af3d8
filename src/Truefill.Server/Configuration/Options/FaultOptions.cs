using Truefill.Server.Configuration.Reading;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Server.Configuration.Options;

/// <summary>The keys under a simulated venue's <c>faults</c>.</summary>
internal static class FaultOptions
{
    public static FaultSettings Read(Section s)
    {
        decimal Chance(string key, string meaning) => s.Get(key, PlainTypes.Number(0, 1), 0, meaning);
        return new FaultSettings
        {
            Drop = Chance("drop", "A report is lost."),
            Delay = Chance("delay", "A report comes seconds late."),
            Duplicate = Chance("duplicate", "A report comes twice."),
            Reorder = Chance("reorder", "A report overtakes the one before."),
            LoseAck = Chance("lose_ack", "A request takes effect and is not answered."),
            Reject = Chance("reject", "A request is refused."),
            Bust = Chance("bust", "A trade is taken back."),
            Correct = Chance("correct", "A trade is corrected."),
            Disconnect = Chance("disconnect", "The line drops."),
            LieInSnapshot = Chance("lie_in_snapshot", "An answer to a query is wrong or incomplete."),
            Forget = Chance("forget", "An open order is forgotten."),
            Amnesia = Chance("amnesia", "At a reconnect, every open order is forgotten."),
            Ban = Chance("ban", "A request, and all others for five seconds, are refused as too many."),
        };
    }
}
