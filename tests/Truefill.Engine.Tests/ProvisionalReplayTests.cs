using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

/// <summary>Corrections and assignments through the whole engine: journaled, replayed, decided the same again.</summary>
public sealed class ProvisionalReplayTests
{
    private const VenueCapabilities Comparable =
        VenueCapabilities.OrderEntry | VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions;

    private readonly EngineRig rig = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Correction_that_gives_way_in_part_and_an_assignment_replay_to_the_same_state(bool isPolicy)
    {
        rig.Step(Body(InputKind.DefineVenue, new DefineVenue("SIM", false, Comparable, CorrectsPositions: isPolicy)));
        rig.Step(Body(InputKind.SessionOpened, new SessionChange("SIM", "")));
        rig.Step(Body(InputKind.SetMark, new SetMark("IBM", Px.FromTrusted(100))));
        Stray("S1", 5, default);
        rig.Step(Body(InputKind.AssignExecution, new AssignExecution(new ExecHandle(1), "swing", "ann", "by phone")));
        rig.Wait(UtcNanos.PerSecond);
        rig.Step(Body(InputKind.Reconcile, new Reconcile("", "ann")));
        UtcNanos listedAt = rig.Books.Queries.Pending.Single(q => q.Kind == QueryKind.Positions).At;
        Answer(QueryKind.Positions, listedAt, new VenuePosition("ACC1", "IBM", Qty.FromTrusted(15)));
        rig.Wait(UtcNanos.PerSecond);
        Answer(QueryKind.Executions, listedAt.AddNanos(UtcNanos.PerSecond));
        if (!isPolicy) rig.Step(Body(InputKind.CorrectBreak, new CorrectBreak(1, null, "ann", "lost fill")));
        Assert.Equal(10m, rig.Books.Reconciliation.Provisionals.Single().Left.Value);
        Stray("S2", 4, listedAt);
        Assert.Equal(6m, rig.Books.Reconciliation.Provisionals.Single().Left.Value);
        Assert.Equal(15m, rig.Books.Positions.All.Sum(p => p.Qty.Value));

        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        Assert.Null(rig.Redecide(out Books again));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(again)));
    }

    private static Input Body(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "http" };

    private void Stray(string id, decimal quantity, UtcNanos at)
    {
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:SIM" };
        input.Report = new ExecutionReport
        {
            Venue = new VenueId(rig.Books.Names.Venues.TryGet("SIM", out int venue) ? venue : 0),
            ExecType = ExecType.Trade,
            ExecId = ExecId.FromTrusted(id),
            OrderId = OrderId.FromTrusted("ELSEWHERE"),
            AccountName = "ACC1",
            SymbolName = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(quantity),
            LastPx = Px.FromTrusted(100),
            TransactTime = at,
        };
        rig.Step(input);
    }

    private void Answer(QueryKind kind, UtcNanos asOf, params VenuePosition[] positions) =>
        rig.Step(Body(InputKind.VenueAnswer, new VenueAnswer
        {
            QueryId = rig.Books.Queries.Pending.Single(q => q.Kind == kind).QueryId,
            Venue = "SIM",
            Kind = kind,
            Status = AnswerStatus.Complete,
            AsOf = asOf,
            Positions = positions,
        }));
}
