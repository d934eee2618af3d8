using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>How often the simulated venue misbehaves: each is a probability per message, 0 is never.</summary>
public sealed record FaultOptions
{
    public decimal Drop { get; init; }

    public decimal Delay { get; init; }

    public decimal Duplicate { get; init; }

    public decimal Reorder { get; init; }

    public decimal LoseAck { get; init; }

    public decimal Reject { get; init; }

    public decimal Bust { get; init; }

    public decimal Correct { get; init; }

    public decimal Disconnect { get; init; }

    public decimal LieInSnapshot { get; init; }

    public decimal Forget { get; init; }

    public decimal Amnesia { get; init; }

    public decimal Ban { get; init; }

    internal static FaultOptions Read(Section s)
    {
        decimal Chance(string key, string meaning) => s.Get(key, PlainTypes.Number(0, 1), 0, meaning);
        return new FaultOptions
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
