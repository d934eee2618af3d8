using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;
using Truefill.Venues;

namespace Truefill.Engine.Tests;

/// <summary>Advisories and protection through the whole engine: journaled, replayed, decided again, released.</summary>
public sealed class AdvisoryReplayTests
{
    private const long Second = UtcNanos.PerSecond;

    private const VenueCapabilities Linked = VenueCapabilities.OrderEntry | VenueCapabilities.OneCancelsOther
        | VenueCapabilities.QueryByWireId | VenueCapabilities.QueryPositions | VenueCapabilities.QueryBalances
        | VenueCapabilities.ReportsProtection;

    private int execs;

    [Fact]
    public void An_execution_with_its_reconciliation_replays_and_is_decided_the_same_way_again()
    {
        EngineRig rig = Executed();
        Fill(rig, rig.Books.Orders.All.First(), 100, 151);
        foreach (Order leg in rig.Books.Orders.All.Skip(1).ToList()) Report(rig, leg, ExecType.New);
        Answer(rig, QueryKind.Balances, balances: [new VenueBalance("ACC1", new Money(5, Currency.Usd), 99_999)]);
        Answer(rig, QueryKind.Order, AnswerStatus.NotFound);
        Answer(rig, QueryKind.Positions, positions: [new VenuePosition("ACC1", "AAPL", Qty.FromTrusted(50))]);

        AdvisoryExecution advisory = rig.Books.Advisories.All.Single();
        Assert.Equal(AdvisoryStage.Filled, advisory.Result!.Value.Stage);
        Assert.Equal(ReconciliationStatus.Mismatch, advisory.Report!.Status);
        IsReproducible(rig);
    }

    [Fact]
    public void A_timeout_with_a_fill_after_it_replays_and_is_decided_the_same_way_again()
    {
        EngineRig rig = Executed();
        rig.Wait(30 * Second);
        Assert.True(rig.Engine.Waits);
        Tick(rig);
        Assert.Equal(VenueCommandKind.Cancel, rig.Effects.Commands.Single().Command.Kind);
        rig.Wait(2 * Second);
        Tick(rig);
        Fill(rig, rig.Books.Orders.All.First(), 100, 151);
        Assert.True(rig.Books.Advisories.All.Single().Result!.Value.NeedsPerson);
        IsReproducible(rig);
    }

    [Fact]
    public void A_rejection_before_the_submission_replays_and_sends_nothing()
    {
        EngineRig rig = Venue(Linked);
        rig.Step(Body(InputKind.SetKillSwitch, new SetKillSwitch(
            KillScope.Global, "", null, KillSwitchState.Active, "drill", "ann")));
        Execute(rig);
        Assert.Equal(AdvisoryStage.Rejected, rig.Books.Advisories.All.Single().Result!.Value.Stage);
        Assert.Empty(rig.Effects.Commands);
        IsReproducible(rig);
    }

    [Fact]
    public void Both_legs_leave_with_the_parents_link_and_are_not_stopped_by_a_kill_switch()
    {
        EngineRig rig = Executed();
        rig.Step(Body(InputKind.SetKillSwitch, new SetKillSwitch(
            KillScope.Global, "", null, KillSwitchState.Active, "drill", "ann")));
        Order parent = rig.Books.Orders.All.First();
        Fill(rig, parent, 100, 151);
        Assert.Equal(2, rig.Effects.Commands.Count);
        Assert.All(rig.Effects.Commands, c => Assert.Equal(parent.WireId, c.Command.LinkId));
        Assert.All(rig.Effects.Commands, c => Assert.False(c.AddsRisk));
    }

    [Fact]
    public void A_closing_order_of_a_venue_without_linked_orders_carries_no_link()
    {
        EngineRig rig = Venue(VenueCapabilities.OrderEntry);
        Execute(rig);
        Fill(rig, rig.Books.Orders.All.First(), 100, 151);
        Assert.Empty(rig.Effects.Commands);
        rig.Step(Body(InputKind.SetMark, new SetMark("AAPL", Px.FromTrusted(147.98m))));
        ReleasedCommand sent = rig.Effects.Commands.Single();
        Assert.Equal((OrdType.Market, Side.Sell), (sent.Command.Terms.OrdType, sent.Command.Terms.Side));
        Assert.True(sent.Command.LinkId.IsNone);
        IsReproducible(rig);
    }

    [Fact]
    public void A_fill_that_comes_with_the_deadline_in_one_step_is_decided_by_its_time_alone()
    {
        EngineRig rig = Executed();
        rig.Wait(31 * Second);
        Fill(rig, rig.Books.Orders.All.First(), 100, 151);
        Assert.Equal(AdvisoryStage.ExecutedFullLate, rig.Books.Advisories.All.Single().Result!.Value.Stage);
        IsReproducible(rig);
    }

    private static void IsReproducible(EngineRig rig)
    {
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        Assert.Null(rig.Redecide(out Books books));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(books)));
    }

    private EngineRig Executed()
    {
        EngineRig rig = Venue(Linked);
        Execute(rig);
        Assert.Equal(VenueCommandKind.New, rig.Effects.Commands.Single().Command.Kind);
        return rig;
    }

    private static EngineRig Venue(VenueCapabilities capabilities)
    {
        EngineRig rig = new();
        rig.Step(Body(InputKind.DefineVenue, new DefineVenue("SIM", false, capabilities)));
        rig.Step(Body(InputKind.SessionOpened, new SessionChange("SIM", "")));
        return rig;
    }

    private static void Execute(EngineRig rig)
    {
        FrozenSnapshot snapshot = new(
            "ADV-001", "AAPL", Px.FromTrusted(150), -0.02m, 0.03m, Qty.FromTrusted(100),
            new UtcNanos(1_800_000_000_000_000_000), "ACC1", "swing", "SIM");
        rig.Step(Body(InputKind.ProposeAdvisory, new ProposeAdvisory(snapshot, "model")));
        rig.Step(Body(InputKind.DecideAdvisory, new DecideAdvisory("ADV-001", true, "", "ann", "fine")));
        rig.Step(Body(InputKind.ExecuteAdvisory, new ExecuteAdvisory("ADV-001", false, "ann")));
    }

    private static Input Body(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "http" };

    private static void Tick(EngineRig rig) => rig.Step(new Input { Kind = InputKind.Tick, Source = "engine" });

    private void Fill(EngineRig rig, Order order, decimal quantity, decimal price) =>
        Report(rig, order, ExecType.Trade, quantity, price);

    private void Report(EngineRig rig, Order order, ExecType type, decimal quantity = 0, decimal price = 0)
    {
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:SIM" };
        input.Report = new ExecutionReport
        {
            Venue = order.Venue,
            ExecType = type,
            ClOrdId = order.WireId,
            OrderId = OrderId.FromTrusted("O" + order.Handle.Value),
            ExecId = ExecId.FromTrusted("E" + ++execs),
            LastQty = quantity == 0 ? null : Qty.FromTrusted(quantity),
            LastPx = price == 0 ? null : Px.FromTrusted(price),
        };
        rig.Step(input);
    }

    private static void Answer(
        EngineRig rig,
        QueryKind kind,
        AnswerStatus status = AnswerStatus.Complete,
        IReadOnlyList<VenuePosition>? positions = null,
        IReadOnlyList<VenueBalance>? balances = null)
    {
        VenueAsked asked = rig.Books.Queries.Pending.Single(q => q.Kind == kind);
        rig.Step(Body(InputKind.VenueAnswer, new VenueAnswer
        {
            QueryId = asked.QueryId,
            Venue = "SIM",
            Kind = kind,
            Status = status,
            Positions = positions ?? [],
            Balances = balances ?? [],
        }));
    }
}
