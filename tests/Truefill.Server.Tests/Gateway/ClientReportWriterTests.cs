using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Fix;
using Truefill.Server.Gateway;

namespace Truefill.Server.Tests.Gateway;

/// <summary>Reports as each version of FIX has them.</summary>
public sealed class ClientReportWriterTests
{
    private const int OrdRej = Tags.OrdRejReason;
    private const int CxlRej = Tags.CxlRejReason;
    private const int Restated = Tags.ExecRestatementReason;

    // What is expected is out of the standard's own lists.
    [Theory]
    [InlineData(FixVersion.Fix40, OrdRej, 4, "4")]
    [InlineData(FixVersion.Fix40, OrdRej, 5, "0")]
    [InlineData(FixVersion.Fix41, OrdRej, 6, "6")]
    [InlineData(FixVersion.Fix41, OrdRej, 11, "0")]
    [InlineData(FixVersion.Fix42, OrdRej, 8, "8")]
    [InlineData(FixVersion.Fix42, OrdRej, 11, "0")]
    [InlineData(FixVersion.Fix42, OrdRej, 99, "0")]
    [InlineData(FixVersion.Fix43, OrdRej, 12, "12")]
    [InlineData(FixVersion.Fix43, OrdRej, 99, "0")]
    [InlineData(FixVersion.Fix44, OrdRej, 99, "99")]
    [InlineData(FixVersion.Fix44, OrdRej, 18, "0")]
    [InlineData(FixVersion.Fix50SP2, OrdRej, 18, "18")]
    [InlineData(FixVersion.Fix50SP2, OrdRej, 1234, "0")]
    [InlineData(FixVersion.Fix40, CxlRej, 1, "1")]
    [InlineData(FixVersion.Fix40, CxlRej, 2, null)]
    [InlineData(FixVersion.Fix41, CxlRej, 1, "1")]
    [InlineData(FixVersion.Fix41, CxlRej, 3, "2")]
    [InlineData(FixVersion.Fix42, CxlRej, 3, "3")]
    [InlineData(FixVersion.Fix42, CxlRej, 6, "2")]
    [InlineData(FixVersion.Fix42, CxlRej, 99, "2")]
    [InlineData(FixVersion.Fix43, CxlRej, 99, "2")]
    [InlineData(FixVersion.Fix44, CxlRej, 99, "99")]
    [InlineData(FixVersion.Fix44, CxlRej, 7, "2")]
    [InlineData(FixVersion.Fix50SP2, CxlRej, 7, "7")]
    [InlineData(FixVersion.Fix41, Restated, 5, null)]
    [InlineData(FixVersion.Fix42, Restated, 5, "5")]
    [InlineData(FixVersion.Fix42, Restated, 8, "4")]
    [InlineData(FixVersion.Fix44, Restated, 99, "99")]
    [InlineData(FixVersion.Fix44, Restated, 11, "4")]
    public void A_venues_reason_is_told_where_the_clients_version_lists_it_and_as_the_brokers_where_not(
        FixVersion version, int tag, int given, string? told) =>
        Assert.Equal(told, Written(version, tag, Report(tag) with { VenueReason = given }));

    [Theory]
    [InlineData(FixVersion.Fix43, DenyReason.UnknownAccount, "0")]
    [InlineData(FixVersion.Fix43, DenyReason.UnsupportedField, "11")]
    [InlineData(FixVersion.Fix44, DenyReason.UnknownAccount, "15")]
    public void A_reason_of_ours_is_one_that_the_version_lists(FixVersion version, DenyReason reason, string told) =>
        Assert.Equal(told, Written(version, OrdRej, Report(OrdRej) with { Refusal = reason }));

    [Theory]
    [InlineData(Tags.ClOrdID, "C?1")]
    [InlineData(Tags.SecondaryOrderID, "V?1")]
    [InlineData(Tags.Account, "Gr??e")]
    [InlineData(Tags.LastMkt, "B?rse")]
    public void What_a_field_cannot_hold_is_replaced_and_the_report_told(int tag, string told) => Assert.Equal(
        told,
        Written(FixVersion.Fix44, tag, Report(Restated) with
        {
            ExecType = ExecType.Trade,
            ClOrdId = ClOrdId.FromTrusted("C\r1"),
            VenueOrderId = OrderId.FromTrusted("V\u007F1"),
            Account = "Gr\u00F6\u00DFe",
            Venue = "B\u00F6rse",
            LastQty = Qty.FromTrusted(1),
            LastPx = Px.FromTrusted(1),
        }));

    private static ClientReport Report(int tag) => new()
    {
        Kind = tag == CxlRej ? ClientReportKind.OrderCancelReject : ClientReportKind.ExecutionReport,
        ExecType = tag == OrdRej ? ExecType.Rejected : ExecType.Restated,
        OrdStatus = tag == OrdRej ? OrdStatus.Rejected : OrdStatus.New,
        ExecId = "7",
        OrderId = "W1",
        ClOrdId = ClOrdId.FromTrusted("C1"),
        OrigClOrdId = ClOrdId.FromTrusted("C0"),
        Symbol = "IBM",
        Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(100), Px.FromTrusted(10)),
        OrderQty = Qty.FromTrusted(100),
        TransactTime = new UtcNanos(1_767_225_600 * UtcNanos.PerSecond),
    };

    // The field of a message that the strict dictionary of the version accepts.
    private static string? Written(FixVersion version, int tag, ClientReport report)
    {
        byte[] buffer = new byte[4096];
        FixMessageWriter writer = new(buffer, version.BeginString(), ClientReportWriter.MsgTypeOf(report.Kind));
        writer.Append(Tags.SenderCompID, "TRUEFILL");
        writer.Append(Tags.TargetCompID, "CLIENT");
        writer.AppendInt(Tags.MsgSeqNum, 2);
        writer.AppendUtcTimestamp(Tags.SendingTime, 0, FixTimePrecision.Seconds);
        new ClientReportWriter(version).Write(ref writer, report);
        Assert.True(writer.TryFinish(out int length), $"{writer.Error} at {writer.ErrorTag}");
        Assert.True(FixParser.Parse(buffer.AsSpan(0, length), new FixFieldIndex(), out FixMessage message).IsOk);
        FixDictionary dictionary = FixDictionary.For(version);
        FixIssues issues = new();
        Assert.True(
            new FixValidator(dictionary, FixStrictness.Strict).Validate(message, issues),
            issues.Describe(message, dictionary));
        return message.Text(tag);
    }
}
