using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>
/// A venue that lists positions and pushes its executions, as most FIX venues: it cannot be asked for executions. The
/// books hold 100 IBM.
/// </summary>
public sealed class PushedExecutionsTests
{
    private const VenueCapabilities Pushing = VenueCapabilities.OrderEntry | VenueCapabilities.QueryPositions
        | VenueCapabilities.PushesReports | VenueCapabilities.QueryByWireId;

    // As a broker that is asked in turn: what it lists has been told before.
    private const VenueCapabilities Polled = VenueCapabilities.OrderEntry | VenueCapabilities.QueryPositions
        | VenueCapabilities.TellsBeforeListing | VenueCapabilities.QueryByWireId;

    [Fact]
    public void List_that_agrees_opens_trading()
    {
        VenueRig rig = Opened();
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
        List(rig, 100);
        Assert.Equal(TradingState.Open, rig.Session.Trading);
        Assert.Equal(ComparisonStatus.Match, Last(rig).Status);
    }

    [Theory]
    [InlineData(Pushing)]
    [InlineData(Polled)]
    public void Difference_is_a_break_when_a_second_list_shows_it_too_and_trading_opens_then(VenueCapabilities can)
    {
        VenueRig rig = Opened(can);
        List(rig, 600);
        Assert.Equal((ComparisonStatus.Indeterminate, TradingState.Reconciling), (Last(rig).Status, rig.Session.Trading));
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        rig.Pass(1);
        Assert.Single(rig.Asked);
        rig.Pass(2);
        List(rig, 600);
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((100m, 600m), (open.Latest.Expected.Value, open.Latest.Found.Value));
        Assert.Equal((ComparisonStatus.Break, TradingState.Open), (Last(rig).Status, rig.Session.Trading));
    }

    [Fact]
    public void Fill_that_was_on_its_way_while_the_list_was_made_is_no_difference()
    {
        VenueRig rig = Opened();
        List(rig, 105);
        Import(rig, "ON ITS WAY", 5);
        rig.Pass(3);
        List(rig, 105);
        Assert.Equal((ComparisonStatus.Match, TradingState.Open), (Last(rig).Status, rig.Session.Trading));
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void What_a_person_asked_to_compare_is_looked_at_once_more_by_itself()
    {
        VenueRig rig = new(Pushing);
        Import(rig, "OPENING", 100);
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        List(rig, 99);
        Assert.True(Last(rig).IsFirstLook && rig.Books.Reconciliation.IsSecondLookDue);
        rig.Pass(1);
        Assert.Equal(2, rig.Asked.Count(asked => asked.Kind == QueryKind.Positions));
        List(rig, 99);
        Assert.Equal(BreakClass.Mismatch, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
        Assert.False(rig.Books.Reconciliation.IsSecondLookDue);
        rig.Pass(60);
        Assert.Equal(2, rig.Asked.Count(asked => asked.Kind == QueryKind.Positions));
    }

    [Fact]
    public void Break_that_is_known_needs_no_second_look_and_agreement_resolves_it_at_once()
    {
        VenueRig rig = new(Pushing);
        Import(rig, "OPENING", 100);
        foreach (int listed in new[] { 99, 99, 99, 100 })
        {
            rig.OrderRig.Tick();
            rig.Reconciler.Ask(new Reconcile("", "ann"));
            List(rig, listed);
        }

        Assert.Equal(
            [
                ComparisonStatus.Indeterminate, ComparisonStatus.Break, ComparisonStatus.Break,
                ComparisonStatus.Match,
            ],
            rig.Books.Reconciliation.Latest.Select(each => each.Status));
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    private static VenueRig Opened(VenueCapabilities can = Pushing)
    {
        VenueRig rig = new(can, compares: true, isOpen: false);
        Import(rig, "OPENING", 100);
        rig.Venues.Opened(rig.OrderRig.Venue);
        return rig;
    }

    private static void Import(VenueRig rig, string reference, int quantity) =>
        new PositionDesk(rig.OrderRig.Deciding).Import(
            new ImportPosition(
                "ACC1", "", "IBM", OrderRig.Q(quantity), OrderRig.P(10), ShortText.FromTrusted(reference), "ann",
                "opening"),
            out _);

    // Without a moment, as FIX has it: as of its arrival.
    private static void List(VenueRig rig, int ibm) => rig.Venues.Answer(new VenueAnswer
    {
        QueryId = rig.LastAsked.QueryId,
        Venue = OrderRig.VenueName,
        Kind = QueryKind.Positions,
        Status = AnswerStatus.Complete,
        Positions = [new VenuePosition("ACC1", "IBM", Qty.FromTrusted(ibm))],
    });

    private static PositionsCompared Last(VenueRig rig) => rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value;
}
