using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Tests.Positions;

/// <summary>
/// A made-up day: trades, corrections of them and of corrections, busts and charges, each with its own venue time; and
/// what is true in the end.
/// </summary>
public sealed class Day
{
    private readonly List<DayTrade> trades = [];

    public Day(ulong seed, int count)
    {
        Chance chance = new(seed);
        Method = chance.Of(LotMethods);
        long time = 1;
        for (int i = 0; i < count; i++)
        {
            DayTrade trade = new()
            {
                Id = "t" + i,
                At = time++,
                Account = chance.Of("A", "B"),
                Symbol = chance.Of("X", "BTCUSD"),
                Side = chance.Of(Side.Buy, Side.Sell, Side.SellShort),
                Qty = chance.Number(4, 3),
                Px = chance.Number(4, 2),
            };
            if (chance.OneIn(3))
                trade.Fees.Add(
                    new Fee(new Money(chance.Number(3, 2), Currency.Usd), chance.Of(FeeKind.Commission, FeeKind.Tax)));
            if (chance.OneIn(4))
                trade.Fees.Add(
                    new Fee(new Money(chance.Number(2, 4), Currency.FromTrusted("BTC")), FeeKind.Commission));
            trades.Add(trade);
            Messages.Add(trade);
        }

        foreach (DayTrade trade in trades) Amend(trade, chance, ref time);
    }

    public static Domain.Positions.LotMethod[] LotMethods { get; } =
    [
        Domain.Positions.LotMethod.Fifo, Domain.Positions.LotMethod.Lifo,
        Domain.Positions.LotMethod.Average, Domain.Positions.LotMethod.Hifo,
    ];

    public Domain.Positions.LotMethod Method { get; }

    /// <summary>Everything that the venue says, in the order of venue time.</summary>
    public List<DayMessage> Messages { get; } = [];

    /// <summary>
    /// What holds in the end: trades that were not busted, with their last terms, in the order of venue time.
    /// </summary>
    public IEnumerable<DayTrade> Truth => trades.Select(each => each.Final()).OfType<DayTrade>();

    /// <summary>Books that heard all of it in the order given.</summary>
    public LedgerRig Hear(IEnumerable<DayMessage> messages)
    {
        LedgerRig rig = Start();
        HashSet<string> known = [];
        List<(string Trade, Fee Fee)> late = [];
        foreach (DayMessage message in messages)
        {
            message.Send(rig);
            if (message is not DayTrade trade || !known.Add(trade.Id)) continue;
            foreach (Fee fee in trade.Fees) late.Add((trade.Id, fee));
        }

        foreach ((string trade, Fee fee) in late) DayTrade.Charge(rig, trade, fee);
        return rig;
    }

    /// <summary>Books that only ever heard what is true.</summary>
    public LedgerRig HearTruth()
    {
        LedgerRig rig = Start();
        foreach (DayTrade trade in Truth)
        {
            trade.Send(rig);
            foreach (Fee fee in trade.Fees) DayTrade.Charge(rig, trade.Id, fee);
        }

        return rig;
    }

    private LedgerRig Start()
    {
        LedgerRig rig = new();
        rig.Account("A", Method);
        rig.Account("B", Method);
        rig.Instrument("X", 10);
        return rig;
    }

    private void Amend(DayTrade trade, Chance chance, ref long time)
    {
        string last = trade.Id;
        for (int i = 0; chance.OneIn(3); i++)
        {
            DayCorrection correction = new()
            {
                Id = $"{trade.Id}c{i}",
                Of = chance.OneIn(2) ? trade.Id : last,
                At = time++,
                Side = chance.OneIn(3) ? chance.Of(Side.Buy, Side.Sell) : null,
                Account = chance.OneIn(3) ? chance.Of("A", "B") : null,
                Qty = chance.Number(4, 3),
                Px = chance.Number(4, 2),
            };
            last = correction.Id;
            trade.Corrections.Add(correction);
            Messages.Add(correction);
        }

        if (!chance.OneIn(4)) return;
        trade.Busted = true;
        trade.Fees.Clear();
        Messages.Add(new DayBust { Id = trade.Id + "b", Of = chance.OneIn(2) ? trade.Id : last, At = time++ });
    }
}

/// <summary>One message of the venue.</summary>
public abstract record DayMessage
{
    public required string Id { get; init; }

    public required long At { get; init; }

    public abstract Intake.InputOutcome Send(LedgerRig rig);
}

public sealed record DayTrade : DayMessage
{
    public required string Account { get; init; }

    public required string Symbol { get; init; }

    public required Side Side { get; init; }

    public required decimal Qty { get; init; }

    public required decimal Px { get; init; }

    public bool Busted { get; set; }

    public List<Fee> Fees { get; } = [];

    public List<DayCorrection> Corrections { get; } = [];

    public static void Charge(LedgerRig rig, string trade, Fee fee) =>
        Assert.Equal(Intake.InputOutcome.Applied,
            rig.Executions.Charge(new(new ExecKey(rig.Venue, 0, LedgerRig.Id(trade)), fee)));

    public override Intake.InputOutcome Send(LedgerRig rig) => rig.Executions.Report(
        rig.Trade(Id, Qty, Px, At) with { AccountName = Account, SymbolName = Symbol, Side = Side }, null);

    public DayTrade? Final()
    {
        if (Busted) return null;
        DayTrade final = this;
        foreach (DayCorrection each in Corrections)
            final = final with
            {
                Qty = each.Qty,
                Px = each.Px,
                Side = each.Side ?? Side,
                Account = each.Account ?? final.Account
            };
        return final;
    }
}

public sealed record DayCorrection : DayMessage
{
    public required string Of { get; init; }

    public Side? Side { get; init; }

    public string? Account { get; init; }

    public required decimal Qty { get; init; }

    public required decimal Px { get; init; }

    public override Intake.InputOutcome Send(LedgerRig rig) =>
        rig.Executions.Report(rig.Correct(Id, Of, Qty, Px, At) with { Side = Side, AccountName = Account }, null);
}

public sealed record DayBust : DayMessage
{
    public required string Of { get; init; }

    public override Intake.InputOutcome Send(LedgerRig rig) => rig.Executions.Report(rig.Bust(Id, Of, At), null);
}
