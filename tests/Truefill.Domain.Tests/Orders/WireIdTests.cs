using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Orders;

public class WireIdTests
{
    [Theory]
    [InlineData(0, 1, 0, "T0-1")]
    [InlineData(3, 35, 0, "T3-Z")]
    [InlineData(36, 1_000_000, 0, "T10-LFLS")]
    [InlineData(3, 5, 12, "T3-5-C")]
    [InlineData(1_679_615, int.MaxValue, 46_655, "TZZZZ-ZIK0ZJ-ZZZ")]
    public void An_id_is_short_and_read_back(long epoch, int order, int request, string text)
    {
        ClOrdId id = WireIds.Make(epoch, new OrderHandle(order), request);
        Assert.Equal(text, id.ToString());
        Assert.InRange(text.Length, 1, WireIds.MaxLength);
        Assert.Equal(new WireId(epoch, new OrderHandle(order), request), WireIds.Read(in id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("T")]
    [InlineData("T1")]
    [InlineData("T1-")]
    [InlineData("T1234")]
    [InlineData("TZZZZZZZZZZZ")]
    [InlineData("T1234-")]
    [InlineData("T-1")]
    [InlineData("T1-0")]
    [InlineData("T1-01")]
    [InlineData("T01-1")]
    [InlineData("T1-1-")]
    [InlineData("T1-1-0")]
    [InlineData("T1-1-1-1")]
    [InlineData("t1-1")]
    [InlineData("T1-a")]
    [InlineData("X1-1")]
    [InlineData("T1-ZZZZZZZ")]
    [InlineData("T1-1-ZZZZZZZZZZZZZZ")]
    [InlineData("TZZZZZZZZZZZZZ-1")]
    [InlineData("T1-1-1234567890123456789012345")]
    public void What_we_did_not_make_is_not_ours(string text)
    {
        ClOrdId id = ClOrdId.FromTrusted(text);
        Assert.True(WireIds.Read(in id).IsNone);
    }

    [Fact]
    public void Whatever_is_read_as_ours_is_what_we_make()
    {
        const string Letters = "TT01Z-";
        Random chance = new(7);
        int ours = 0;
        for (int i = 0; i < 200_000; i++)
        {
            char[] text = chance.GetItems(Letters.AsSpan(), chance.Next(0, 16));
            ClOrdId id = ClOrdId.FromTrusted(new string(text));
            WireId read = WireIds.Read(in id);
            if (read.IsNone) continue;
            ours++;
            Assert.Equal(id, WireIds.Make(read.Epoch, read.Order, read.Request));
        }

        Assert.InRange(ours, 1_000, int.MaxValue);
    }

    [Fact]
    public void An_id_of_another_epoch_finds_nothing()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        Assert.Equal(OrderRig.Id("T3-1"), order.WireId);
        Assert.True(rig.Books.Orders.FindWire(rig.Venue, OrderRig.Id("T3-1")).IsFound);
        Assert.False(rig.Books.Orders.FindWire(rig.Venue, OrderRig.Id("T2-1")).IsFound);
        Assert.False(rig.Books.Orders.FindWire(rig.Venue, OrderRig.Id("T3-2")).IsFound);
        Assert.False(rig.Books.Orders.FindWire(rig.Venue, OrderRig.Id("T3-1-1")).IsFound);
        Assert.False(rig.Books.Orders.FindWire(rig.Deciding.Venue("W"), OrderRig.Id("T3-1")).IsFound);
        Assert.True(rig.Books.Orders.Find(OrderRig.Id("T3-1")).IsFound);
    }
}
