using System;
using System.Linq;
using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix.Tests.Mapping;
using Truefill.Fix.Tests.Support;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>An account that the venue has under another name: ACC1 here is U123 there.</summary>
public sealed class AccountNameTests
{
    private const string Fill = "35=8|37=V1|11=T1-1|17=E1|150=F|39=2|1=U123|55=IBM|54=1|38=100|32=100|31=10.5|14=100|151=0|6=10.5|";

    private static FixDialect Dialect { get; } =
        FixDialect.Standard with { Accounts = new FixAccountNames([("ACC1", "U123")]) };

    [Theory]
    [InlineData(VenueCommandKind.New)]
    [InlineData(VenueCommandKind.Cancel)]
    [InlineData(VenueCommandKind.Replace)]
    public void A_request_about_an_order_has_the_venues_name(VenueCommandKind kind) => Assert.Equal(
        "U123",
        AccountOf(new FixRequest(
            new VenueCommand(
                kind, default, ClOrdId.FromTrusted("T1-1"), default, default, "ACC1", "IBM",
                new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1), Px.FromTrusted(1)), Qty.Zero),
            null)));

    [Theory]
    [InlineData(QueryKind.Order)]
    [InlineData(QueryKind.OpenOrders)]
    [InlineData(QueryKind.Positions)]
    public void A_question_has_the_venues_name(QueryKind kind) => Assert.Equal(
        "U123",
        AccountOf(new FixRequest(
            null, new VenueQuery(9, kind, ClOrdId.FromTrusted("T1-1"), default, "ACC1", "IBM", default, Side.Buy))));

    [Theory]
    [InlineData("35=8|37=V1|11=T1-1|17=E1|150=0|39=0|1=U123|55=IBM|54=1|38=100|14=0|151=100|6=0|")]
    [InlineData(Fill)]
    [InlineData("35=8|37=V1|11=T1-1|17=E2|19=E1|150=G|39=1|1=U123|55=IBM|54=1|38=100|32=50|31=10.5|14=50|151=50|6=10.5|")]
    [InlineData("35=8|37=V1|11=T1-1|17=E2|19=E1|150=H|39=0|1=U123|55=IBM|54=1|38=100|32=100|31=10.5|14=0|151=100|6=0|")]
    public void A_report_is_of_our_account(string report) =>
        Assert.Equal("ACC1", new MapperCase(Dialect).Map(report).ExecutionReport.AccountName);

    [Theory]
    [InlineData("35=D|11=X|1=U123|21=1|55=IBM|54=1|60=20260105-14:30:00|38=100|40=2|44=10|59=0|")]
    [InlineData("35=F|11=X|41=W|1=U123|55=IBM|54=1|60=20260105-14:30:00|38=100|")]
    [InlineData("35=G|11=X|41=W|1=U123|21=1|55=IBM|54=1|60=20260105-14:30:00|38=100|40=2|44=10|59=0|")]
    public void A_request_that_somebody_else_made_is_of_our_account(string request)
    {
        object made = new MapperCase(Dialect).Map(request).Request!;

        Assert.Equal("ACC1", made.GetType().GetProperty("Account")!.GetValue(made));
    }

    [Theory]
    [InlineData("ACC2")]
    [InlineData("ACC1")]
    [InlineData("u123")]
    public void Every_other_name_stays_as_it_is(string name)
    {
        Assert.Equal(name, Dialect.Accounts.Ours(name));
        Assert.Equal(name == "ACC1" ? "U123" : name, Dialect.Accounts.Theirs(name));
        Assert.Same(name, FixAccountNames.Same.Ours(name));
        Assert.Same(name, FixAccountNames.Same.Theirs(name));
    }

    [Fact]
    public void Two_accounts_with_one_name_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new FixAccountNames([("ACC1", "U123"), ("ACC2", "U123")]));
        Assert.Throws<ArgumentException>(() => new FixAccountNames([("ACC1", "U123"), ("ACC1", "U124")]));
    }

    [Fact]
    public void Positions_are_of_our_accounts()
    {
        FixQuestions questions = new("FIX1", Dialect.Accounts);
        questions.Add(new VenueQuery(3, QueryKind.Positions, default, default, "ACC1", "", default), new UtcNanos(100));
        VenueAnswer? answer = null;
        foreach (string account in (string[])["1=U123|", "", "1=ACC2|"])
        {
            byte[] bytes = Message($"35=AP|721=R|710=Q3|727=3|728=0|{account}55=IBM|702=1|703=TQ|704=5|");
            Assert.True(FixParser.Parse(bytes, new FixFieldIndex(), out FixMessage message).IsOk);
            questions.TryTakePosition(in message, out answer);
        }

        Assert.Equal([("ACC1", 10m), ("ACC2", 5m)], answer!.Positions.Select(p => (p.Account, p.Qty.Value)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_kept_message_is_of_our_account_like_the_one_that_came_then(bool isCopy)
    {
        FixKeptMessage kept = new FixKeptReader(Settings, isCopy).Read(Message(Fill), edited: false, new UtcNanos(1));

        VenueReport report = Assert.Single(kept.Reports);
        Assert.Equal((ExecType.Trade, "ACC1"), (report.ExecutionReport.ExecType, report.ExecutionReport.AccountName));
    }

    [Fact]
    public void What_comes_in_the_session_is_of_our_account()
    {
        string? account = null;
        FixInbound inbound = new(
            Settings, new FixSentRequests(), new FixQuestions("FIX1", Dialect.Accounts),
            (in VenueReport report, FixMark _) => account = report.ExecutionReport.AccountName);
        Assert.True(FixParser.Parse(Message(Fill), new FixFieldIndex(), out FixMessage message).IsOk);
        inbound.OnMessage(null!, new FixDelivery(message, new FixMark(1, 7), possDup: false, possResend: false, 9));

        Assert.Equal("ACC1", account);
    }

    [Fact]
    public void A_fill_of_an_account_with_another_name_allocates_nothing()
    {
        FixReportMapper mapper = new(new(1), "FIX1", Dialect);
        VenueReport report = default;
        byte[] fill = Message(Fill);
        mapper.Read(fill, FixScan.Soh, default, ref report);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 400; i++) mapper.Read(fill, FixScan.Soh, default, ref report);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("ACC1", report.ExecutionReport.AccountName);
    }

    private static FixVenueSettings Settings => new()
    {
        VenueId = "FIX1",
        Host = "venue.example",
        Port = 1,
        StoreFolder = "",
        Clock = static () => 5,
        Dialect = Dialect,
        Session = new FixSessionOptions
        {
            Role = FixRole.Initiator,
            Version = FixVersion.Fix44,
            SenderCompId = "C",
            TargetCompId = "V",
        },
    };

    private static byte[] Message(string body)
    {
        int end = body.IndexOf('|', StringComparison.Ordinal) + 1;
        return Days.Message(body[..end] + MapperCase.Header + body[end..]);
    }

    private static string? AccountOf(FixRequest request)
    {
        byte[] buffer = new byte[1024];
        FixMessageWriter writer = new(buffer, FixVersion.Fix44.BeginString(), request.MsgType);
        new FixRequestWriter(FixVersion.Fix44, Dialect).Write(ref writer, in request, new UtcNanos(1));
        Assert.True(writer.TryFinish(out int length), $"{writer.Error} at {writer.ErrorTag}");
        return Encoding.ASCII.GetString(buffer, 0, length).Split('\u0001')
            .Where(field => field.StartsWith("1=", StringComparison.Ordinal)).Select(field => field[2..]).SingleOrDefault();
    }
}
