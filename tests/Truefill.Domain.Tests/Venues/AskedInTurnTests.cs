using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Venues;

/// <summary>
/// What becomes of orders while a venue is away that neither tells it by itself nor lists open orders.
/// </summary>
public sealed class AskedInTurnTests
{
    private const VenueCapabilities Silent = VenueCapabilities.OrderEntry;

    [Theory]
    [InlineData(Silent)]
    [InlineData(Silent | VenueCapabilities.QueryByWireId)]
    public void Each_working_order_is_asked_about_as_soon_as_the_session_opens(VenueCapabilities capabilities)
    {
        VenueRig rig = Rig(capabilities);
        Order order = rig.Books.Orders.Open.Single();
        Reopen(rig);

        VenueAsked asked = Assert.Single(rig.Asked);
        Assert.Equal((QueryKind.Order, order.Handle, order.WireIdInForce), (asked.Kind, asked.Order, asked.Request));
        rig.Answer(asked, AnswerStatus.Complete, rig.StatusOf(order, OrdStatus.Canceled));
        Assert.False(order.IsOpen);
    }

    [Theory]
    [InlineData(Silent | VenueCapabilities.QueryByWireId | VenueCapabilities.PushesReports)]
    [InlineData(Silent | VenueCapabilities.QueryByWireId | VenueCapabilities.QueryOpenOrders)]
    public void A_venue_that_tells_by_itself_or_lists_its_open_orders_is_not_asked_about_each(
        VenueCapabilities capabilities)
    {
        VenueRig rig = Rig(capabilities);
        Reopen(rig);

        Assert.Empty(rig.Asked);
    }

    [Fact]
    public void An_order_without_a_venues_id_is_asked_about_only_where_ours_is_known()
    {
        VenueRig rig = Rig(Silent, namesOrder: false);
        Reopen(rig);
        Assert.Empty(rig.Asked);

        rig = Rig(Silent | VenueCapabilities.QueryByWireId, namesOrder: false);
        Reopen(rig);
        Assert.Single(rig.Asked);
    }

    [Fact]
    public void An_order_that_the_venue_has_not_accepted_is_asked_about_only_as_unknown()
    {
        VenueRig rig = new(Silent);
        rig.Submit();
        Reopen(rig);

        Assert.Empty(rig.Asked);
    }

    private static void Reopen(VenueRig rig)
    {
        rig.Venues.Closed(rig.OrderRig.Venue, "the line dropped");
        rig.Venues.Opened(rig.OrderRig.Venue);
    }

    // One order that rests at the venue.
    private static VenueRig Rig(VenueCapabilities capabilities, bool namesOrder = true)
    {
        VenueRig rig = new(capabilities);
        Order order = rig.Submit();
        ExecutionReport accepted = rig.StatusOf(order, OrdStatus.New) with { ExecType = ExecType.New };
        rig.OrderRig.Orders.Report(namesOrder ? accepted : accepted with { OrderId = default });
        return rig;
    }
}
