using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>What of a drop copy reaches the books.</summary>
public sealed class DropCopyTests
{
    [Theory]
    [InlineData(ExecType.Trade)]
    [InlineData(ExecType.TradeCorrect)]
    [InlineData(ExecType.TradeCancel)]
    public void An_execution_goes_through_without_the_totals_of_its_order(ExecType type)
    {
        ExecutionReport told = Through(Report(VenueReportKind.ExecutionReport, type)).ExecutionReport;

        Assert.Equal((type, true, 5m), (told.ExecType, told.PossDup, told.LastQty!.Value.Value));
        Assert.Equal((null, null, null), (told.CumQty, told.LeavesQty, told.OrdStatus));
    }

    [Theory]
    [InlineData(VenueReportKind.ExecutionReport, ExecType.New)]
    [InlineData(VenueReportKind.ExecutionReport, ExecType.Canceled)]
    [InlineData(VenueReportKind.OrderCancelReject, ExecType.New)]
    [InlineData(VenueReportKind.SessionOpened, ExecType.New)]
    [InlineData(VenueReportKind.SessionClosed, ExecType.New)]
    public void What_says_something_of_an_order_or_a_session_changes_nothing(VenueReportKind kind, ExecType type)
    {
        VenueReport told = Through(Report(kind, type));

        Assert.Equal((VenueReportKind.Ignored, 3), (told.Kind, told.Raw.Length));
    }

    [Fact]
    public void What_could_not_be_read_is_kept_for_a_person() =>
        Assert.Equal(VenueReportKind.Malformed, Through(Report(VenueReportKind.Malformed, ExecType.Trade)).Kind);

    [Fact]
    public void The_charges_of_an_execution_go_through()
    {
        VenueReport report = Report(VenueReportKind.ExecutionReport, ExecType.Trade);
        Fee fee = new(new Money(1, Currency.Usd), FeeKind.Commission);
        report.ExecutionReport.Fee = fee;
        report.ExecutionReport.FurtherFees = [fee, fee];
        ExecutionReport told = Through(report).ExecutionReport;
        Assert.Equal((fee, 2), (told.Fee!.Value, told.FurtherFees!.Count));
    }

    private static VenueReport Report(VenueReportKind kind, ExecType type) => new()
    {
        Kind = kind,
        Raw = new byte[3],
        ExecutionReport = new ExecutionReport
        {
            Venue = default,
            ExecType = type,
            OrdStatus = OrdStatus.PartiallyFilled,
            LastQty = Qty.FromTrusted(5),
            CumQty = Qty.FromTrusted(50),
            LeavesQty = Qty.FromTrusted(50),
        },
    };

    // Both ways of posting say the same, and what is held is told on.
    private static VenueReport Through(VenueReport report)
    {
        Sink sink = new();
        FixDropCopySink copy = new(sink);
        copy.Post(in report);
        bool isHeld = false;
        copy.Post(in report, () => isHeld = true);
        Assert.True(isHeld);
        Assert.Equal(sink.Posted[0].Kind, sink.Posted[1].Kind);
        Assert.All(sink.Posted, told => Assert.True(told.IsCopy));
        return sink.Posted[0];
    }

    private sealed class Sink : IVenueSink
    {
        public List<VenueReport> Posted { get; } = [];

        public void Post(in VenueReport report) => Posted.Add(report);
    }
}
