using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>A list of many pages at a venue that may be called rarely: its answer takes longer than ten seconds.</summary>
public sealed class LongAnswerTests
{
    private readonly VenueRig rig = new(VenueRig.Everything | VenueCapabilities.QueryPositions);

    [Fact]
    public void Answer_that_goes_on_is_waited_for_and_counts_when_it_is_whole()
    {
        VenueAsked asked = AskPositions();
        for (int page = 0; page < 6; page++)
        {
            rig.Pass(9);
            Assert.Equal(InputOutcome.Applied, Continue(asked));
        }

        rig.Pass(9);
        Assert.Equal([asked], Pending());
        rig.Answer(asked, AnswerStatus.Complete);
        rig.AnswerAll();
        Assert.Equal(ComparisonStatus.Match, rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value.Status);
    }

    [Fact]
    public void Answer_that_stops_in_the_middle_is_given_up_and_what_comes_of_it_later_changes_nothing()
    {
        VenueAsked asked = AskPositions();
        rig.Pass(9);
        Continue(asked);
        rig.Pass(9);
        Assert.Equal([asked], Pending());
        rig.Pass(1);
        Assert.Empty(Pending());
        Assert.Equal(InputOutcome.Ignored, Continue(asked));
        int facts = rig.OrderRig.Facts.Count;
        rig.Answer(asked, AnswerStatus.Complete);
        Assert.Equal(facts, rig.OrderRig.Facts.Count);
    }

    [Fact]
    public void Answer_that_never_ends_is_given_up_after_five_minutes()
    {
        VenueAsked asked = AskPositions();
        for (int i = 0; i < 33; i++)
        {
            rig.Pass(9);
            Continue(asked);
        }

        Assert.Equal([asked], Pending());
        rig.Pass(9);
        Assert.Empty(Pending());
    }

    [Fact]
    public void What_goes_on_of_an_answer_is_part_of_the_state()
    {
        VenueAsked asked = AskPositions();
        rig.Pass(9);
        Continue(asked);
        Books loaded = StateBytes.Reloaded(rig.Books);
        Assert.Equal(StateBytes.Of(rig.Books), StateBytes.Of(loaded));
    }

    private VenueAsked AskPositions()
    {
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        rig.Answer(rig.Asked.Single(asked => asked.Kind == QueryKind.OpenOrders), AnswerStatus.Complete);
        return rig.Asked.Single(asked => asked.Kind == QueryKind.Positions);
    }

    private VenueAsked[] Pending() => [.. rig.Books.Queries.Pending];

    private InputOutcome Continue(VenueAsked asked) =>
        rig.Venues.Continue(new AnswerProgress(OrderRig.VenueName, asked.QueryId));
}
