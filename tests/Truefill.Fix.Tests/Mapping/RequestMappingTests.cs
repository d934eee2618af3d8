using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Mapping;

public sealed class RequestMappingTests
{
    [Fact]
    public void A_new_order()
    {
        VenueReport report = new MapperCase().Map("35=D|11=O1|1=ACC|55=IBM|54=5|38=100|40=2|44=10.5|59=6|126=20260106-00:00:00|60=20260105-14:30:00|");
        Assert.Equal(VenueReportKind.ObservedRequest, report.Kind);
        Assert.Equal(
            new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted("O1"),
                Symbol = "IBM",
                Account = "ACC",
                Venue = "FIX1",
                Origin = OrderOrigin.Observed,
                Terms = new OrderTerms(
                    Side.SellShort, OrdType.Limit, TimeInForce.GoodTillDate, Qty.FromTrusted(100), Px.FromTrusted(10.5m),
                    ExpireTime: new UtcNanos(1_767_657_600_000_000_000)),
            },
            report.Request);
    }

    [Fact]
    public void Defaults_and_forms_that_we_never_send()
    {
        OrderTerms terms = ((NewOrderSingle)new MapperCase().Map("35=D|11=O1|55=IBM|54=1|40=P|152=5000|432=20260105|").Request!).Terms;
        Assert.Equal((OrdType.Other, TimeInForce.Day, 0m), (terms.OrdType, terms.TimeInForce, terms.OrderQty.Value));
        Assert.Equal(new UtcNanos(1_767_657_600_000_000_000), terms.ExpireTime);
    }

    [Fact]
    public void A_cancel_and_a_replace()
    {
        Assert.Equal(
            new OrderCancelRequest
            {
                OrigClOrdId = ClOrdId.FromTrusted("O1"),
                ClOrdId = ClOrdId.FromTrusted("O2"),
                Account = "A",
                Origin = OrderOrigin.Observed,
            },
            new MapperCase().Map("35=F|11=O2|41=O1|1=A|55=IBM|54=1|38=100|").Request);
        Assert.Equal(
            new OrderCancelReplaceRequest
            {
                OrigClOrdId = ClOrdId.FromTrusted("O1"),
                ClOrdId = ClOrdId.FromTrusted("O2"),
                Origin = OrderOrigin.Observed,
                OrderQty = Qty.FromTrusted(120),
                OrdType = OrdType.Limit,
                Price = Px.FromTrusted(11),
            },
            new MapperCase().Map("35=G|11=O2|41=O1|55=IBM|54=1|38=120|40=2|44=11|").Request);
    }

    [Theory]
    [InlineData("35=0|")]
    [InlineData("35=A|98=0|108=30|")]
    [InlineData("35=5|")]
    [InlineData("35=3|45=2|")]
    [InlineData("35=j|372=D|380=0|")]
    [InlineData("35=W|55=IBM|")]
    [InlineData("35=AP|721=1|")]
    [InlineData("35=U7|")]
    public void Other_messages_are_ignored(string body) => Assert.Equal(VenueReportKind.Ignored, new MapperCase().Map(body).Kind);

    [Theory]
    [InlineData("35=~|", "FIX.4.4", "MsgType(35) '~' is not a type of message")]
    [InlineData("35=AE|", "FIX.4.4", "MsgType(35) 'AE' reports trades in a form that is not read")]
    [InlineData("35=0|", "FIX.4.9", "BeginString(8) 'FIX.4.9' is no version of FIX that is read")]
    [InlineData("35=0|1128=1|", "FIXT.1.1", "ApplVerID(1128) '1' is no version of FIX that is read")]
    [InlineData("35=0|43=1|", "FIX.4.4", null)]
    [InlineData("35=8|43=1|11=1|17=1|55=A|54=1|150=0|39=0|", "FIX.4.4", "PossDupFlag(43) '1' is neither Y nor N")]
    [InlineData("35=8|11=1|17=1|55=A|54=1|150=F|39=1|32=1|31=1|20=0|150=0|", "FIX.4.4", null)]
    [InlineData("35=8|11=1|17=1|55=A|54=1|150=1|39=1|32=1|31=1|", "FIX.4.2", "ExecTransType(20) is missing")]
    [InlineData("35=8|17=1|55=A|54=1|150=0|39=0|", "FIX.4.4", "OrderID(37) is missing")]
    [InlineData("35=8|11=1|17=1|55=A|54=1|150=H|39=0|", "FIX.4.4", "ExecRefID(19) is missing")]
    [InlineData("35=8|11=1|17=1|55=A|54=1|150=F|39=1|32=1|", "FIX.4.4", "LastPx(31) is missing")]
    [InlineData("35=D|11=1|55=A|54=1|40=1|", "FIX.4.4", "OrderQty(38) is missing")]
    [InlineData("35=D|11=12345678901234567890123456789012345678901234567890|55=A|54=1|40=1|38=1|", "FIX.4.4",
        "ClOrdID(11) '12345678901234567890123456789012345678901234567890' has 50 bytes, more than 47")]
    [InlineData("35=D|11=é|55=A|54=1|40=1|38=1|", "FIX.4.4", "ClOrdID(11) 'é' has a byte that is not printable ASCII")]
    [InlineData("35=8|37=O\r|11=1|17=1|55=A|54=1|150=0|39=0|", "FIX.4.4", "OrderID(37) 'O\\x0D' has a byte that is not printable ASCII")]
    [InlineData("35=8|37=1|11=1|17=1|55=A\u007F|54=1|150=0|39=0|", "FIX.4.4", "Symbol(55) 'A\\x7F' has a byte that is not printable ASCII")]
    [InlineData("35=D|11=1|55=A|54=1|40=1|38=99999999999999999999999999999999|", "FIX.4.4",
        "OrderQty(38) '99999999999999999999999999999999' has more than 18 significant digits")]
    public void What_is_wrong_is_told(string body, string version, string? detail)
    {
        FixDialect lenient = new() { ParseOptions = FixParseOptions.AllowControlBytes };
        VenueReport report = new MapperCase(lenient).Map(body, version);
        Assert.Equal(detail is null ? null : detail + ", MsgSeqNum(34) 7", report.Detail);
        Assert.Equal(detail is not null, report.Kind == VenueReportKind.Malformed);
        Assert.Equal(7, report.MsgSeqNum);
    }

    [Fact]
    public void A_reason_tells_missing_unfit_and_too_large_apart()
    {
        Assert.Equal(DeadLetterReason.MissingField, new MapperCase().Map("35=F|11=1|").Reason);
        Assert.Equal(DeadLetterReason.InvalidValue, new MapperCase().Map("35=F|11=1|41=2|54=x|").Reason);
        Assert.Equal(DeadLetterReason.NumberOutOfRange, new MapperCase().Map("35=F|11=1|41=2|38=1.00000000001|").Reason);
        Assert.Equal(DeadLetterReason.Malformed, new MapperCase().Map("35=F|x=1|").Reason);
    }
}
