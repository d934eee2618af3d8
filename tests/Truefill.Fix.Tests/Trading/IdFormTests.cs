using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Trading;

/// <summary>Our ids in a counterparty's form, and back.</summary>
public sealed class IdFormTests
{
    [Theory]
    [InlineData(1, 87, 1, "200000000870001")]
    [InlineData(0, 1, 0, "100000000010000")]
    [InlineData(41, int.MaxValue, 9999, "4221474836479999")]
    public void An_id_of_digits_is_read_back(long epoch, int order, int request, string expected)
    {
        FixIdForm form = new(IsNumeric: true);
        ClOrdId ours = WireIds.Make(epoch, new OrderHandle(order), request);

        Assert.True(form.TryWrite(in ours, out ShortText written));

        Assert.Equal(expected, written.ToString());
        Assert.Equal(ours, form.Read(new ClOrdId(written)));
    }

    [Theory]
    [InlineData(false, "77-T1-2F")]
    [InlineData(true, "77-200000000870000")]
    public void A_prefix_is_put_before_and_taken_off(bool isNumeric, string expected)
    {
        FixIdForm form = new(isNumeric, "77-");
        ClOrdId ours = ClOrdId.FromTrusted("T1-2F");

        Assert.True(form.TryWrite(in ours, out ShortText written));

        Assert.Equal(expected, written.ToString());
        Assert.Equal(ours, form.Read(new ClOrdId(written)));
    }

    [Theory]
    [InlineData("DESK-7")]
    [InlineData("77-9")]
    [InlineData("77-000000000870000")]
    [InlineData("77-200000000000000")]
    [InlineData("77-299999999990000")]
    [InlineData("200000000870000")]
    public void An_id_that_we_did_not_make_stays_as_it_is(string id)
    {
        ClOrdId said = ClOrdId.FromTrusted(id);

        Assert.Equal(said, new FixIdForm(IsNumeric: true, "77-").Read(in said));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_id_of_another_engine_is_not_taken_for_ours(bool isNumeric)
    {
        ClOrdId theirs = WireIds.Make(3, new OrderHandle(5));

        Assert.True(new FixIdForm(isNumeric, "77-").Read(in theirs).IsNone);
    }

    [Fact]
    public void What_the_form_has_no_room_for_is_not_written()
    {
        ClOrdId ours = WireIds.Make(1, new OrderHandle(1), 10_000);

        Assert.False(new FixIdForm(IsNumeric: true).TryWrite(in ours, out _));
    }
}
