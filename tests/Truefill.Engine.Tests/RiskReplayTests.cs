using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;

namespace Truefill.Engine.Tests;

/// <summary>What the gate looks at comes out of the journal, out of a checkpoint, and out of deciding again.</summary>
public sealed class RiskReplayTests
{
    private readonly EngineRig rig = new();
    private int ids;

    [Fact]
    public void Limits_counts_days_and_trips_replay_to_the_same_state_and_are_decided_the_same_again()
    {
        Trade();
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        Assert.Null(rig.Redecide(out Domain.Books again));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(again)));
    }

    [Fact]
    public void A_restart_comes_up_tripped()
    {
        Trade();
        Assert.Equal(
            [KillSwitchType.RiskLimit],
            rig.Replay().Books.KillSwitch.Engaged.Select(entry => entry.Type).Distinct());
        Assert.Equal(DenyReason.KillSwitchActive, Enter(1, "S"));
    }

    [Fact]
    public void What_a_person_tightened_comes_out_of_the_journal_and_a_checkpoint_while_the_configuration_is_tighter()
    {
        Configure(1000);
        rig.Step(Body(InputKind.SetLimits, new SetLimits(
            [Limit(LimitKind.MaxOrderQty, 500)], "ann", "quiet day", HasRiskRole: false)));
        Configure(300);

        foreach (Domain.Books books in (Domain.Books[])[rig.Replay().Books, Loaded(rig.Replay())])
        {
            ScopeLimits limits = books.Risk.Limits.TryGet(default)!;
            Assert.Equal(300m, limits[LimitKind.MaxOrderQty]);
            Assert.True(limits.TryPersonal(LimitKind.MaxOrderQty, out decimal? personal));
            Assert.Equal(500m, personal);
            Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(books)));
        }

        void Configure(decimal qty) => rig.Step(Body(
            InputKind.DefineLimits, new DefineLimits([Limit(LimitKind.MaxOrderQty, qty)], $"{qty}", IsLive: false)));
    }

    private void Trade()
    {
        List<LimitValue> limits =
        [
            Limit(LimitKind.MaxOpenOrders, 50), Limit(LimitKind.OrdersPerSecond, 100), Limit(LimitKind.OrdersPerDay, 99),
            Limit(LimitKind.DuplicateWindow, 1_000), Limit(LimitKind.RepeatedExecutions, 5),
            Limit(LimitKind.MaxDailyLoss, 10_000), Limit(LimitKind.SelfTrade, 1), Limit(LimitKind.MaxPosition, 5_000),
            Limit(LimitKind.MaxGrossExposure, 1_000_000),
        ];
        rig.Step(Body(InputKind.DefineVenue, new DefineVenue("SIM", ReadOnly: false)));
        rig.Step(Body(InputKind.SessionOpened, new SessionChange("SIM")));
        rig.Step(Body(InputKind.DefineLimits, new DefineLimits(limits, "hash", IsLive: false)));
        rig.Step(Body(InputKind.DefineRiskDays, new DefineRiskDays(
            "A", [new DayOffset(default, 3600 * UtcNanos.PerSecond), new DayOffset(new UtcNanos(5), 0)])));
        rig.Step(Body(InputKind.SetLimits, new SetLimits(
            [Limit(LimitKind.MaxOpenOrders, 40)], "ann", "quiet day", HasRiskRole: false)));
        rig.Step(Body(InputKind.SetMark, new SetMark("IBM", Px.FromTrusted(100))));
        rig.Step(Body(InputKind.Tick, null));
        for (int i = 0; i < 7; i++) Enter(i + 1, "S");
        Assert.True(rig.Books.KillSwitch.IsAnyEngaged);
        for (int i = 0; i < 4; i++) Assert.Equal(DenyReason.None, Enter(i + 1, "T" + i));
    }

    private DenyReason Enter(decimal qty, string strategy) => rig.Step(Body(
        InputKind.NewOrderSingle,
        new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("N" + ++ids),
            Symbol = "IBM",
            Account = "A",
            Strategy = strategy,
            Terms = new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(qty), Px.FromTrusted(100)),
            CorrelationId = "P",
        }))[0].Reason;

    private static Domain.Books Loaded(Replica replica)
    {
        string folder = Directory.CreateTempSubdirectory("truefill-risk-").FullName;
        try
        {
            using PosixStorage storage = new(folder);
            CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq + 1, default));
            Domain.Books books = new();
            CheckpointStore.Load(CheckpointStore.Newest(storage)!, books);
            return books;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LimitValue Limit(LimitKind kind, decimal value) => new("", "", "", "", kind, value);

    private static Input Body(InputKind kind, object? body) => new() { Kind = kind, Body = body, Source = "test" };
}
