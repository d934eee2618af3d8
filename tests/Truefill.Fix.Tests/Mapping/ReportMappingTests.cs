using System;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Fix.Tests.Support;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Mapping;

public sealed class ReportMappingTests
{
    private const string Order = "11=O1|41=O0|37=V1|17=E1|1=ACC|55=IBM|54=1|38=100|14=40|151=60|6=10.5|";
    private const string Fill = "32=40|31=10.5|";

    [Fact]
    public void Totals_of_a_venue_that_states_none_are_not_read()
    {
        const string Zeros = "35=8|11=O1|37=V1|17=E1|55=IBM|54=1|38=100|14=0|151=0|6=0|150=F|39=1|" + Fill;
        ExecutionReport told = new MapperCase(new FixDialect { StatesTotals = false }).Map(Zeros).ExecutionReport;
        Assert.Null(told.CumQty);
        Assert.Null(told.LeavesQty);
        Assert.Null(told.AvgPx);
        Assert.Equal(Qty.Zero, new MapperCase().Map(Zeros).ExecutionReport.CumQty);
    }

    [Theory]
    [InlineData("FIX.4.4", "150=0|39=0|", ExecType.New)]
    [InlineData("FIX.4.4", "150=3|39=3|", ExecType.DoneForDay)]
    [InlineData("FIX.4.4", "150=4|39=4|", ExecType.Canceled)]
    [InlineData("FIX.4.4", "150=5|39=1|", ExecType.Replaced)]
    [InlineData("FIX.4.4", "150=6|39=6|", ExecType.PendingCancel)]
    [InlineData("FIX.4.4", "150=7|39=7|", ExecType.Stopped)]
    [InlineData("FIX.4.4", "150=8|39=8|", ExecType.Rejected)]
    [InlineData("FIX.4.4", "150=9|39=9|", ExecType.Suspended)]
    [InlineData("FIX.4.4", "150=A|39=A|", ExecType.PendingNew)]
    [InlineData("FIX.4.4", "150=B|39=B|", ExecType.Calculated)]
    [InlineData("FIX.4.4", "150=C|39=C|", ExecType.Expired)]
    [InlineData("FIX.4.4", "150=D|39=1|", ExecType.Restated)]
    [InlineData("FIX.4.4", "150=E|39=E|", ExecType.PendingReplace)]
    [InlineData("FIX.4.4", "150=F|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.4", "150=1|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.4", "150=G|39=1|19=E0|" + Fill, ExecType.TradeCorrect)]
    [InlineData("FIX.4.4", "150=H|39=1|19=E0|", ExecType.TradeCancel)]
    [InlineData("FIX.4.4", "150=I|39=1|", ExecType.OrderStatus)]
    [InlineData("FIXT.1.1", "1128=9|150=L|39=0|", ExecType.OrderStatus)]
    [InlineData("FIXT.1.1", "150=F|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIXT.1.1", "1128=7|150=H|39=1|19=E0|", ExecType.TradeCancel)]
    [InlineData("FIX.4.3", "150=F|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.3", "150=F|39=1|20=1|19=E0|" + Fill, ExecType.TradeCancel)]
    [InlineData("FIX.4.2", "20=0|150=0|39=0|", ExecType.New)]
    [InlineData("FIX.4.2", "20=0|150=5|39=5|", ExecType.Replaced)]
    [InlineData("FIX.4.2", "20=0|150=1|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.2", "20=0|150=2|39=2|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.2", "20=1|150=1|39=1|19=E0|" + Fill, ExecType.TradeCancel)]
    [InlineData("FIX.4.2", "20=2|150=2|39=2|19=E0|" + Fill, ExecType.TradeCorrect)]
    [InlineData("FIX.4.2", "20=3|150=1|39=1|", ExecType.OrderStatus)]
    [InlineData("FIX.4.1", "20=0|150=1|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.0", "20=0|39=1|" + Fill, ExecType.Trade)]
    [InlineData("FIX.4.0", "20=0|39=2|32=0|31=0|", ExecType.OrderStatus)]
    [InlineData("FIX.4.0", "20=0|39=4|", ExecType.Canceled)]
    [InlineData("FIX.4.0", "20=1|39=1|19=E0|" + Fill, ExecType.TradeCancel)]
    public void What_the_report_says(string version, string body, ExecType expected)
    {
        VenueReport report = new MapperCase().Map("35=8|" + Order + body, version);
        Assert.Null(report.Detail);
        Assert.Equal(VenueReportKind.ExecutionReport, report.Kind);
        Assert.Equal(expected, report.ExecutionReport.ExecType);
        Assert.Equal(string.CompareOrdinal(version, "FIX.4.2") <= 0, report.ExecutionReport.IsFix42);
    }

    [Fact]
    public void Every_field_of_a_fill()
    {
        VenueReport said = new MapperCase().Map(
            "35=8|43=Y|" + Order + "150=F|39=1|40=4|59=1|44=10.50|99=9|60=20260105-14:30:00.123456789|58=part of it|12=0.20|13=3|479=EUR|" + Fill);
        ExecutionReport expected = new()
        {
            Venue = new(3),
            ExecType = ExecType.Trade,
            ClOrdId = Domain.Names.ClOrdId.FromTrusted("O1"),
            OrigClOrdId = Domain.Names.ClOrdId.FromTrusted("O0"),
            OrderId = Domain.Names.OrderId.FromTrusted("V1"),
            ExecId = Domain.Names.ExecId.FromTrusted("E1"),
            OrdStatus = OrdStatus.PartiallyFilled,
            AccountName = "ACC",
            SymbolName = "IBM",
            Side = Side.Buy,
            OrdType = OrdType.StopLimit,
            TimeInForce = TimeInForce.GoodTillCancel,
            OrderQty = Qty.FromTrusted(100),
            CumQty = Qty.FromTrusted(40),
            LeavesQty = Qty.FromTrusted(60),
            LastQty = Qty.FromTrusted(40),
            LastPx = Px.FromTrusted(10.5m),
            AvgPx = Px.FromTrusted(10.5m),
            Price = Px.FromTrusted(10.5m),
            StopPx = Px.FromTrusted(9),
            Fee = new Fee(new Money(0.2m, Currency.FromTrusted("EUR")), FeeKind.Commission),
            TransactTime = Time("2026-01-05T14:30:00Z").AddNanos(123_456_789),
            VenueSeq = 7,
            PossDup = true,
            Text = "part of it",
        };
        Assert.Equal(expected, said.ExecutionReport);
        Assert.Equal(7, said.MsgSeqNum);
    }

    [Theory]
    [InlineData("60=20260105-14:30:00|", "2026-01-05T14:30:00Z")]
    [InlineData("", "2026-01-05T14:30:01.5Z")]
    [InlineData("43=Y|122=20260104-23:59:59|", "2026-01-04T23:59:59Z")]
    [InlineData("43=N|122=20260104-23:59:59|", "2026-01-05T14:30:01.5Z")]
    public void Transact_time_is_else_when_it_was_sent_first(string field, string expected) =>
        Assert.Equal(Time(expected), new MapperCase().Map("35=8|" + Order + "150=0|39=0|" + field).ExecutionReport.TransactTime);

    [Theory]
    [InlineData("1", Side.Buy)]
    [InlineData("3", Side.Buy)]
    [InlineData("2", Side.Sell)]
    [InlineData("4", Side.Sell)]
    [InlineData("5", Side.SellShort)]
    [InlineData("6", Side.SellShort)]
    public void Side_as_it_moves_a_position(string code, Side expected) => Assert.Equal(
        expected,
        new MapperCase().Map("35=8|" + Order.Replace("54=1", "54=" + code, StringComparison.Ordinal) + "150=0|39=0|").ExecutionReport.Side);

    [Theory]
    [InlineData("150=8|39=8|103=3|", 3)]
    [InlineData("150=D|39=1|378=8|", 8)]
    public void Reason_by_type(string body, int expected) =>
        Assert.Equal(expected, new MapperCase().Map("35=8|" + Order + body).ExecutionReport.Reason);

    [Theory]
    [InlineData(ExecIdScope.Forever, "Europe/Berlin", "60=20260105-23:30:00|75=20260107|", 0)]
    [InlineData(ExecIdScope.TradeDate, "Europe/Berlin", "60=20260105-23:30:00|75=20260107|", 20460)]
    [InlineData(ExecIdScope.TradeDate, "Europe/Berlin", "60=20260105-23:30:00|", 20459)]
    [InlineData(ExecIdScope.TradeDate, "America/New_York", "60=20260105-23:30:00|", 20458)]
    public void Ids_are_scoped_as_the_venue_gives_them(ExecIdScope scope, string zone, string body, int expected)
    {
        FixDialect dialect = new() { ExecIdScope = scope, TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        Assert.Equal(expected, new MapperCase(dialect).Map("35=8|" + Order + "150=F|39=1|" + Fill + body).ExecutionReport.Scope);
    }

    [Fact]
    public void An_instrument_without_a_symbol_goes_by_its_security_id() => Assert.Equal(
        "US4592001014",
        new MapperCase().Map("35=8|48=US4592001014|" + Order.Replace("IBM", "[N/A]", StringComparison.Ordinal) + "150=0|39=0|").ExecutionReport.SymbolName);

    [Fact]
    public void An_average_with_more_digits_than_we_carry_costs_no_fill()
    {
        ExecutionReport report = new MapperCase()
            .Map("35=8|" + Order.Replace("6=10.5", "6=10.333333333333333333", StringComparison.Ordinal) + "150=F|39=1|" + Fill).ExecutionReport;
        Assert.Null(report.AvgPx);
        Assert.Equal(40, report.LastQty!.Value.Value);
    }

    [Theory]
    [InlineData("40=~|")]
    [InlineData("59=~|")]
    [InlineData("378=many|")]
    public void A_word_about_the_order_that_nobody_knows_costs_no_fill(string word)
    {
        Assert.Equal(
            40, new MapperCase().Map("35=8|" + Order + "150=F|39=1|" + Fill + word).ExecutionReport.LastQty!.Value.Value);
        Assert.Equal(
            VenueReportKind.Malformed, new MapperCase().Map("35=8|" + Order + "150=D|39=1|" + word).Kind);
    }

    [Fact]
    public void A_cancel_reject()
    {
        VenueReport report = new MapperCase().Map("35=9|11=O2|41=O1|37=NONE|39=8|434=2|102=1|58=unknown order|60=20260105-14:30:00|");
        Assert.Equal(VenueReportKind.OrderCancelReject, report.Kind);
        OrderCancelReject reject = report.CancelReject;
        Assert.Equal(("O2", "O1", true), (reject.ClOrdId.ToString(), reject.OrigClOrdId.ToString(), reject.OrderId.IsNone));
        Assert.Equal((OrdStatus.Rejected, true, 1, "unknown order", 7L), (reject.OrdStatus, reject.ToReplace, reject.Reason, reject.Text, reject.VenueSeq));
        Assert.Null(new MapperCase().Map("35=9|11=O2|41=O1|37=V1|39=2|", "FIX.4.1").CancelReject.ToReplace);
    }

    [Fact]
    public void A_fill_allocates_nothing_once_its_names_are_known()
    {
        FixReportMapper mapper = new(new(1), "FIX1");
        VenueReport report = default;
        byte[][] messages = [.. Enumerable.Range(0, 400).Select(Days.ExecutionReport288)];
        foreach (byte[] message in messages) mapper.Read(message, FixScan.Soh, default, ref report);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] message in messages) mapper.Read(message, FixScan.Soh, default, ref report);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(VenueReportKind.ExecutionReport, report.Kind);
        Assert.Equal(DeadLetterReason.Malformed, Reason(mapper, messages[0][..100]));
    }

    private static DeadLetterReason Reason(FixReportMapper mapper, byte[] bytes)
    {
        VenueReport report = default;
        mapper.Read(bytes, FixScan.Soh, default, ref report);
        return report.Reason;
    }

    private static UtcNanos Time(string text) => UtcNanos.TryParse(text, out UtcNanos time) ? time : throw new FormatException(text);
}
