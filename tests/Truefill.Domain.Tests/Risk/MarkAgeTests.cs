using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>
/// Of marks and rates the later one holds, whichever came last, and none is of a time that is still to come.
/// </summary>
public sealed class MarkAgeTests
{
    private const long Second = UtcNanos.PerSecond;

    private static readonly Currency Euro = Currency.FromTrusted("EUR");

    private readonly GateRig rig = new();

    [Fact]
    public void An_older_mark_does_not_replace_a_newer_one_and_one_of_the_same_time_does()
    {
        Assert.True(rig.Mark(100));
        Assert.False(rig.Mark(90, after: -1));
        Assert.Equal(100, Mark.Price.Value);
        Assert.True(rig.Mark(101));
        Assert.Equal(101, Mark.Price.Value);
    }

    [Fact]
    public void An_older_rate_does_not_replace_a_newer_one()
    {
        Assert.True(rig.Rate("EUR", "USD", 1.2m));
        Assert.False(rig.Rate("EUR", "USD", 1.1m, after: -1));
        Assert.Equal(1.2m, rig.Books.Marks.Rate(Euro, Currency.Usd));
        Assert.True(rig.Rate("EUR", "USD", 1.3m));
        Assert.Equal(1.3m, rig.Books.Marks.Rate(Euro, Currency.Usd));
    }

    [Fact]
    public void Of_a_rate_and_its_inverse_the_later_holds()
    {
        rig.Rate("EUR", "USD", 1.2m);
        rig.Pass(1);
        rig.Rate("USD", "EUR", 0.8m);
        Assert.Equal(1.25m, rig.Books.Marks.Rate(Euro, Currency.Usd));
        Assert.Equal(0.8m, rig.Books.Marks.Rate(Currency.Usd, Euro));
        rig.Pass(1);
        rig.Rate("EUR", "USD", 2);
        Assert.Equal(0.5m, rig.Books.Marks.Rate(Currency.Usd, Euro));
    }

    [Fact]
    public void A_mark_that_is_dated_in_the_future_ages_from_now_on()
    {
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        rig.Limit(LimitKind.MarkMaxAge, 60 * Second);
        rig.Limit(LimitKind.WithoutMark, 1);
        rig.Mark(100, after: 86_400 * Second);
        Assert.Equal(rig.Deciding.Now, Mark.At);
        rig.Pass((60 * Second) + 1);
        Assert.Equal(DenyReason.NoMark, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void A_mark_of_the_future_that_an_earlier_build_took_gives_way_to_the_next()
    {
        rig.Emit.Apply(new MarkSet(
            rig.Deciding.Symbol("IBM"), Px.FromTrusted(100), rig.Deciding.Source, rig.Deciding.Now.AddNanos(Second)));
        Assert.True(rig.Mark(101));
        Assert.Equal(101, Mark.Price.Value);
    }

    private MarkSet Mark => rig.Books.Marks[rig.Deciding.Symbol("IBM")]!.Value;
}
