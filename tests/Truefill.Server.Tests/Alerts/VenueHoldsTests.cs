using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Server.Alerts;

namespace Truefill.Server.Tests.Alerts;

public sealed class VenueHoldsTests
{
    [Fact]
    public void A_venue_that_never_answers_before_trading_opens_is_named_with_the_way_out()
    {
        Books books = new();
        UtcNanos start = new(1_000_000_000);
        books.Apply(new NameRegistered(NameKind.Venue, 1, "FIX1"));
        books.Apply(new VenueDefined(
            new VenueId(1), false, VenueCapabilities.OrderEntry | VenueCapabilities.QueryOpenOrders, 0, true, 0, default));
        books.Apply(new SessionOpened(new VenueId(1), start));
        long bound = VenueHolds.Comparing.Ticks * 100;

        Assert.Empty(VenueHolds.Of(books, start.AddNanos(bound)));
        string text = Assert.Single(VenueHolds.Of(books, start.AddNanos(bound + 1))).Value;
        Assert.Contains("open_orders", text, System.StringComparison.Ordinal);
        Assert.Contains("trading resume --venue FIX1", text, System.StringComparison.Ordinal);
        books.Apply(new TradingOpened(new VenueId(1), "me", "they do not answer", start.AddNanos(bound + 2)));
        Assert.Empty(VenueHolds.Of(books, start.AddNanos(bound * 2)));
    }

    [Fact]
    public void A_hold_that_a_person_set_lasts_while_nobody_is_logged_on()
    {
        Books books = new();
        books.Apply(new NameRegistered(NameKind.Venue, 1, "FIX1"));
        books.Apply(new VenueDefined(
            new VenueId(1), false, VenueCapabilities.OrderEntry | VenueCapabilities.QueryOpenOrders, 0, true, 0, default));
        books.Apply(new SessionOpened(new VenueId(1), new UtcNanos(1)));
        Assert.Empty(VenueHolds.Kept(books));
        books.Apply(new TradingHeld(new VenueId(1), "their test", new UtcNanos(2)));
        string held = Assert.Single(VenueHolds.Of(books, new UtcNanos(3))).Value;
        books.Apply(new SessionClosed(new VenueId(1), "over", new UtcNanos(3)));

        Assert.Empty(VenueHolds.Of(books, new UtcNanos(4)));
        Assert.Equal(held, Assert.Single(VenueHolds.Kept(books)).Value);
    }
}
