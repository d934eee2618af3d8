using System;
using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>What leaves for a venue, byte by byte.</summary>
public sealed class RequestWriterTests
{
    private static readonly OrderTerms Terms = new(
        Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(100.00m), Px.FromTrusted(10.50m));

    [Theory]
    [InlineData(FixVersion.Fix40, "35=D|11=T1-1|1=ACC|21=1|55=IBM|54=1|38=100|40=2|44=10.5|59=0|")]
    [InlineData(FixVersion.Fix41, "35=D|11=T1-1|1=ACC|21=1|55=IBM|54=1|38=100|40=2|44=10.5|59=0|")]
    [InlineData(FixVersion.Fix42, "35=D|11=T1-1|1=ACC|21=1|55=IBM|54=1|60=20260105-14:30:01.500|38=100|40=2|44=10.5|59=0|")]
    [InlineData(FixVersion.Fix43, "35=D|11=T1-1|1=ACC|21=1|55=IBM|54=1|60=20260105-14:30:01.500|38=100|40=2|44=10.5|59=0|")]
    [InlineData(FixVersion.Fix44, "35=D|11=T1-1|1=ACC|55=IBM|54=1|60=20260105-14:30:01.500|38=100|40=2|44=10.5|59=0|")]
    [InlineData(FixVersion.Fix50SP2, "35=D|11=T1-1|1=ACC|55=IBM|54=1|60=20260105-14:30:01.500|38=100|40=2|44=10.5|59=0|")]
    public void A_new_order_has_its_wire_id_and_its_terms(FixVersion version, string expected) =>
        Assert.Equal(expected, Write(version, Command(VenueCommandKind.New, Terms)));

    [Fact]
    public void A_stop_limit_order_until_a_date_says_both_prices_and_the_date()
    {
        OrderTerms terms = new(
            Side.SellShort, OrdType.StopLimit, TimeInForce.GoodTillDate, Qty.FromTrusted(1), Px.FromTrusted(9),
            Px.FromTrusted(9.5m), Now);

        Assert.EndsWith(
            "|54=5|60=20260105-14:30:01.500|38=1|40=4|44=9|99=9.5|59=6|126=20260105-14:30:01.500|",
            Write(FixVersion.Fix44, Command(VenueCommandKind.New, terms)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancel_names_the_request_before_it_and_the_order()
    {
        VenueCommand cancel = Command(VenueCommandKind.Cancel, Terms) with
        {
            WireId = ClOrdId.FromTrusted("T1-1-1"),
            OrigWireId = ClOrdId.FromTrusted("T1-1"),
            OrderId = new OrderId(ShortText.FromTrusted("V7")),
        };

        Assert.Equal(
            "35=F|41=T1-1|37=V7|11=T1-1-1|1=ACC|55=IBM|54=1|60=20260105-14:30:01.500|38=100|",
            Write(FixVersion.Fix42, cancel));
    }

    [Theory]
    [InlineData(FixVersion.Fix40, "35=F|41=T1-1|11=T1-1-1|125=F|55=IBM|54=1|38=100|")]
    [InlineData(FixVersion.Fix41, "35=F|41=T1-1|11=T1-1-1|55=IBM|54=1|38=100|")]
    public void A_cancel_of_an_old_version_has_its_own_type_of_cancel_and_neither_time_nor_account(FixVersion version, string expected) =>
        Assert.Equal(expected, Write(version, Command(VenueCommandKind.Cancel, Terms) with
        {
            WireId = ClOrdId.FromTrusted("T1-1-1"),
            OrigWireId = ClOrdId.FromTrusted("T1-1"),
        }));

    [Theory]
    [InlineData(FixVersion.Fix41, "|59=6|126=20260105-14:30:01|")]
    [InlineData(FixVersion.Fix42, "|59=6|126=20260105-14:30:01.500|")]
    public void An_end_is_as_fine_as_the_version_has_it(FixVersion version, string end) => Assert.EndsWith(
        end,
        Write(version, Command(VenueCommandKind.New, new(
            Side.Buy, OrdType.Limit, TimeInForce.GoodTillDate, Qty.FromTrusted(1), Px.FromTrusted(9), null, Now))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(FixVersion.Fix42, false)]
    [InlineData(FixVersion.Fix43, true)]
    public void Orders_of_a_group_name_it_where_the_version_can(FixVersion version, bool isThere) => Assert.Equal(
        isThere,
        Write(version, Command(VenueCommandKind.New, Terms) with { LinkId = ClOrdId.FromTrusted("G1") })
            .Contains("|583=G1|", StringComparison.Ordinal));

    [Fact]
    public void A_replace_states_all_terms_anew()
    {
        VenueCommand replace = Command(VenueCommandKind.Replace, Terms) with
        {
            WireId = ClOrdId.FromTrusted("T1-1-1"),
            OrigWireId = ClOrdId.FromTrusted("T1-1"),
        };

        Assert.Equal(
            "35=G|41=T1-1|11=T1-1-1|1=ACC|55=IBM|54=1|60=20260105-14:30:01.500|38=100|40=2|44=10.5|59=0|",
            Write(FixVersion.Fix44, replace));
    }

    [Theory]
    [InlineData(FixVersion.Fix42, "35=H|11=T1-1|1=ACC|55=IBM|54=2|")]
    [InlineData(FixVersion.Fix44, "35=H|11=T1-1|1=ACC|55=IBM|54=2|790=Q9|")]
    public void A_question_about_an_order_has_an_id_where_the_version_has_one(FixVersion version, string expected)
    {
        VenueQuery query = new(9, QueryKind.Order, ClOrdId.FromTrusted("T1-1"), default, "ACC", "IBM", default, Side.Sell);

        Assert.Equal(expected, Write(version, new FixRequest(null, query)));
    }

    [Fact]
    public void All_open_orders_are_asked_for_by_a_mass_status_request()
    {
        VenueQuery query = new(10, QueryKind.OpenOrders, default, default, "", "", default);

        Assert.Equal("35=AF|584=Q10|585=7|", Write(FixVersion.Fix44, new FixRequest(null, query)));
    }

    [Fact]
    public void All_orders_are_canceled_by_one_request() => Assert.Equal(
        "35=q|11=1767623401500000000|530=7|60=20260105-14:30:01.500|",
        Write(FixVersion.Fix44, Command(VenueCommandKind.CancelAll, Terms) with
        {
            WireId = ClOrdId.FromTrusted("1767623401500000000"),
        }));

    [Theory]
    [InlineData("", "35=AN|710=Q11|724=0|263=0|581=1|715=20260105|60=20260105-14:30:01.500|")]
    [InlineData("ACC", "35=AN|710=Q11|724=0|263=0|1=ACC|581=1|715=20260105|60=20260105-14:30:01.500|")]
    public void Positions_are_asked_for_as_a_snapshot_of_today(string account, string expected)
    {
        VenueQuery query = new(11, QueryKind.Positions, default, default, account, "", default);

        Assert.Equal(expected, Write(FixVersion.Fix44, new FixRequest(null, query)));
    }

    [Fact]
    public void Every_id_of_ours_has_the_form_that_the_counterparty_takes()
    {
        FixDialect dialect = FixDialect.Standard with { ClOrdIds = new FixIdForm(IsNumeric: true) };
        VenueCommand cancel = Command(VenueCommandKind.Cancel, Terms) with
        {
            WireId = ClOrdId.FromTrusted("T1-1-1"),
            OrigWireId = ClOrdId.FromTrusted("T1-1"),
        };
        VenueQuery query = new(9, QueryKind.Order, ClOrdId.FromTrusted("T1-1"), default, "", "IBM", default, Side.Buy);

        Assert.StartsWith(
            "35=F|41=200000000010000|11=200000000010001|",
            Write(FixVersion.Fix44, new FixRequest(cancel, null), dialect), StringComparison.Ordinal);
        Assert.StartsWith(
            "35=H|11=200000000010000|", Write(FixVersion.Fix44, new FixRequest(null, query), dialect), StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_of_the_counterpartys_own_go_with_orders_and_replaces_and_not_with_cancels()
    {
        FixDialect dialect = FixDialect.Standard with { OrderFields = [(9001, "ALGO")] };
        OrderTerms terms = new(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1));
        foreach (VenueCommandKind kind in (VenueCommandKind[])[VenueCommandKind.New, VenueCommandKind.Replace])
            Assert.EndsWith("|9001=ALGO|", Write(FixVersion.Fix44, new FixRequest(Command(kind, terms), null), dialect), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "9001", Write(FixVersion.Fix44, new FixRequest(Command(VenueCommandKind.Cancel, terms), null), dialect), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FixVersion.Fix42, "ESZ6", "|55=ES|167=FUT|200=202612|54=1|")]
    [InlineData(FixVersion.Fix44, "ESZ6", "|55=ES|167=FUT|200=202612|54=1|")]
    [InlineData(FixVersion.Fix42, "CALL", "|55=AAPL|167=OPT|200=202612|205=08|201=1|202=150|54=1|")]
    [InlineData(FixVersion.Fix44, "CALL", "|55=AAPL|167=OPT|541=20261208|201=1|202=150|54=1|")]
    [InlineData(FixVersion.Fix44, "PUT", "|55=AAPL|200=202612|201=0|202=7.5|54=1|")]
    [InlineData(FixVersion.Fix44, "IBM", "|55=IBM|54=1|")]
    public void An_instrument_with_a_contract_goes_out_as_it_in_every_request(
        FixVersion version, string symbol, string expected)
    {
        FixDialect dialect = FixDialect.Standard with
        {
            Instruments = new(
            [
                new FixInstrument("ESZ6", 50, new FixContract("ES", "FUT", "202612")),
                new FixInstrument("CALL", 100, new FixContract("AAPL", "OPT", "20261208", true, 150m)),
                new FixInstrument("PUT", 100, new FixContract("AAPL", null, "202612", false, 7.50m)),
            ]),
        };
        foreach (VenueCommandKind kind in
            (VenueCommandKind[])[VenueCommandKind.New, VenueCommandKind.Replace, VenueCommandKind.Cancel])
        {
            FixRequest request = new(Command(kind, Terms) with { Symbol = symbol }, null);
            Assert.Contains(expected, Write(version, request, dialect), StringComparison.Ordinal);
        }

        VenueQuery query = new(9, QueryKind.Order, ClOrdId.FromTrusted("T1-1"), default, "", symbol, default, Side.Buy);
        Assert.Contains(expected, Write(version, new FixRequest(null, query), dialect), StringComparison.Ordinal);
    }

    private static UtcNanos Now { get; } =
        new(FixNanos.Of(new DateTimeOffset(2026, 1, 5, 14, 30, 1, 500, TimeSpan.Zero)));

    private static VenueCommand Command(VenueCommandKind kind, OrderTerms terms) =>
        new(kind, default, ClOrdId.FromTrusted("T1-1"), default, default, "ACC", "IBM", terms, Qty.Zero);

    private static string Write(FixVersion version, VenueCommand command) => Write(version, new FixRequest(command, null));

    private static string Write(FixVersion version, FixRequest request, FixDialect? dialect = null)
    {
        byte[] buffer = new byte[1024];
        FixMessageWriter writer = new(buffer, version.BeginString(), request.MsgType);
        new FixRequestWriter(version, dialect ?? FixDialect.Standard).Write(ref writer, in request, Now);
        Assert.True(writer.TryFinish(out int length), $"{writer.Error} at {writer.ErrorTag}");
        string text = Encoding.ASCII.GetString(buffer, 0, length).Replace('\u0001', '|');
        int body = text.IndexOf("35=", StringComparison.Ordinal);
        return text[body..text.LastIndexOf("10=", StringComparison.Ordinal)];
    }
}
