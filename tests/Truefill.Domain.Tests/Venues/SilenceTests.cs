using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>A session that is logged on and says nothing for longer than its heartbeats allow.</summary>
public sealed class SilenceTests
{
    private const VenueCapabilities Comparable = VenueRig.Everything | VenueCapabilities.QueryPositions;
    private const VenueCapabilities OneByOne = VenueCapabilities.OrderEntry | VenueCapabilities.QueryByWireId;

    [Fact]
    public void Silence_has_open_orders_and_positions_asked_for_once()
    {
        VenueRig rig = Rig(Comparable);
        Assert.True(rig.Venues.Silent(rig.OrderRig.Venue));
        Assert.True(rig.Venues.Silent(rig.OrderRig.Venue));
        Assert.Equal([QueryKind.OpenOrders, QueryKind.Positions], rig.Asked.Select(asked => asked.Kind));
    }

    [Fact]
    public void The_answer_to_silence_ends_what_was_missed()
    {
        VenueRig rig = Rig(Comparable);
        Order order = rig.Books.Orders.Open.Single();
        rig.OrderRig.Tick(1);
        rig.Venues.Silent(rig.OrderRig.Venue);
        rig.Answer(rig.Asked[0], AnswerStatus.Complete);
        VenueAsked about = rig.LastAsked;
        Assert.Equal((QueryKind.Order, order.Handle), (about.Kind, about.Order));
        rig.Answer(about, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.Canceled));
        Assert.False(order.IsOpen);
    }

    [Fact]
    public void Where_a_venue_lists_no_orders_each_working_one_is_asked_about()
    {
        VenueRig rig = Rig(OneByOne);
        rig.Submit("Y");
        rig.Venues.Silent(rig.OrderRig.Venue);
        rig.Venues.Silent(rig.OrderRig.Venue);
        Assert.Equal(rig.Books.Orders.Open.Select(order => order.Handle), rig.Asked.Select(asked => asked.Order));
    }

    [Fact]
    public void A_resting_order_alone_is_not_due_however_long_it_rests()
    {
        VenueRig rig = Rig(Comparable);
        for (int hour = 0; hour < 3; hour++) rig.Pass(3600);
        Assert.Empty(rig.Asked);
    }

    [Fact]
    public void A_session_that_is_closed_is_not_asked()
    {
        VenueRig rig = Rig(Comparable);
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        Assert.False(rig.Venues.Silent(rig.OrderRig.Venue));
        Assert.Empty(rig.Asked);
    }

    // One order that rests at the venue.
    private static VenueRig Rig(VenueCapabilities capabilities)
    {
        VenueRig rig = new(capabilities);
        Order order = rig.Submit();
        rig.OrderRig.Orders.Report(rig.StatusOf(order, OrdStatus.New) with { ExecType = ExecType.New });
        return rig;
    }
}
