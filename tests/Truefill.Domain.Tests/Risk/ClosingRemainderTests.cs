using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>What a split, a bust or a partial fill leaves of a position may be no multiple of the lot.</summary>
public sealed class ClosingRemainderTests
{
    private readonly GateRig rig = new();

    public ClosingRemainderTests()
    {
        Assert.Equal(DenyReason.None, new PositionDesk(rig.Deciding).Define(
            new DefineInstrument("IBM", Px.FromTrusted(1), Lot: Qty.FromTrusted(100))));
        rig.Mark(10);
    }

    [Theory]
    [InlineData(150, true, DenyReason.None)]
    [InlineData(150, false, DenyReason.OffLot)]
    [InlineData(50, true, DenyReason.OffLot)]
    [InlineData(100, true, DenyReason.None)]
    public void A_position_between_two_lots_is_closed_as_a_whole_by_an_order_that_only_reduces(
        int quantity, bool reduces, DenyReason reason)
    {
        rig.Hold(150, 10);
        Assert.Equal(reason, rig.New(Sell(quantity, null) with { ReduceOnly = reduces }));
    }

    [Fact]
    public void A_short_one_likewise_and_never_one_of_another_strategy()
    {
        rig.Hold(-30, 10, strategy: "swing");
        Assert.Equal(DenyReason.None, rig.New(Buy(30, null) with { ReduceOnly = true }, strategy: "swing"));
        Assert.Equal(DenyReason.OffLot, rig.New(Buy(30, null) with { ReduceOnly = true }));
        Assert.Equal(DenyReason.OffLot, rig.New(Sell(30, null) with { ReduceOnly = true }, strategy: "swing"));
    }
}
