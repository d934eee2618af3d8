using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>The parts of a limit hold whichever scope states them.</summary>
public sealed class LimitPartTests
{
    private const long Second = UtcNanos.PerSecond;
    private readonly GateRig rig = new();

    [Fact]
    public void An_age_of_marks_that_one_symbol_states_holds_for_the_collar_of_all()
    {
        rig.Mark(100);
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        rig.Limit(LimitKind.WithoutMark, 1);
        rig.Limit(LimitKind.MarkMaxAge, 10 * Second, symbol: "IBM");
        rig.Pass(10 * Second);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        rig.Pass(1);
        Assert.Equal(DenyReason.NoMark, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void What_one_account_does_without_a_mark_holds_for_the_collar_of_all()
    {
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        rig.Limit(LimitKind.WithoutMark, 1, account: "A");
        Assert.Equal(DenyReason.NoMark, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100), account: "B"));
    }

    [Theory]
    [InlineData(0, DenyReason.None)]
    [InlineData(1, DenyReason.NoMark)]
    public void A_mark_may_be_a_minute_old_where_nobody_says_how_old(long nanos, DenyReason expected)
    {
        rig.Mark(100);
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        rig.Limit(LimitKind.WithoutMark, 1);
        rig.Pass((60 * Second) + nanos);
        Assert.Equal(expected, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void A_window_that_one_strategy_states_holds_for_the_count_of_all()
    {
        rig.Limit(LimitKind.RepeatedExecutions, 1);
        rig.Limit(LimitKind.RepeatedWindow, 10 * Second, strategy: "S");
        rig.New(Buy(1, 10), strategy: "S");
        rig.Pass(9 * Second);
        Assert.Equal(DenyReason.RepeatedExecutions, rig.New(Buy(1, 10), strategy: "S"));
    }

    [Fact]
    public void A_count_that_states_its_own_window_is_not_given_that_of_another()
    {
        rig.Limit(LimitKind.RepeatedExecutions, 2);
        rig.Limit(LimitKind.RepeatedExecutions, 5, strategy: "S");
        rig.Limit(LimitKind.RepeatedWindow, 60 * Second, strategy: "S");
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), strategy: "S"));
            rig.Pass(Second);
        }

        Assert.Equal(DenyReason.RepeatedExecutions, rig.New(Buy(1, 10), strategy: "S"));
    }
}
