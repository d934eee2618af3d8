using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>A day at a broker whose futures share one Symbol(55), and that states what a trade's numbers mean.</summary>
public sealed class FixContractTests : IDisposable
{
    private const string Futures =
        """[ { symbol: ESZ6, multiplier: 50, contract: { symbol: ES, security_type: FUT, maturity: "202612" } }, """
        + """{ symbol: ESH7, multiplier: 50, contract: { symbol: ES, security_type: FUT, maturity: "202703" } } ]""";

    private readonly Broker broker = new();
    private FixVenueDay? day;

    public void Dispose() => day?.Dispose();

    [Fact]
    public async Task Configured_contracts_go_out_and_come_in_as_the_broker_calls_them()
    {
        using LiveLoop service = await Open(Futures);
        Answer answer = await service.Host.AskAsync(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Source = "test",
            Body = new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted("C1"),
                Symbol = "ESZ6",
                Account = "ACC1",
                Venue = "FIX1",
                Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1), Px.FromTrusted(10)),
            },
        });
        Assert.Equal(DenyReason.None, answer.Reason);
        await Until(service, books => Held(books) == "ESZ6 1 -500 USD", "the fill is booked under our name");
        Assert.Equal("ES FUT 202612", broker.Ordered);
        Assert.Equal("Filled", service.Host.Read(r => r.Books.Orders.All.Single().OrdStatus.ToString()));

        // An allowance of a share of the value: of 50 a point.
        broker.Trade(day!.Connection, "2", "167=FUT|200=202703|12=.001|13=2");
        await Until(
            service, books => Held(books) == "ESH7 1 -500 USD, ESZ6 1 -500 USD", "the other contract is another position");
        Assert.Equal(
            [0.5m], service.Host.Read(r => r.Books.Positions.All.SelectMany(p => p.Fees).Select(f => f.Amount.Amount).ToArray()));
        Assert.Equal(0, service.Host.Read(r => r.Index.DeadLetters.Count));
    }

    [Fact]
    public async Task Contracts_that_are_not_configured_are_not_netted()
    {
        using LiveLoop service = await Open("[]");
        broker.Trade(day!.Connection, "1", "167=FUT|200=202612");
        broker.Trade(day.Connection, "2", "167=FUT|200=202703");
        broker.Trade(day.Connection, "3", "167=FUT|200=202612");
        await Until(service, books => Held(books) == "ES 2 -20 USD", "both of one contract are booked");

        string why = service.Host.Read(r => r.Index.DeadLetters.Single().Detail);
        Assert.Contains("came as ES FUT 202612 and is ES FUT 202703 here", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_trade_says_of_currency_and_multiplier_defines_the_instrument_or_is_refused()
    {
        using LiveLoop service = await Open("[]");
        broker.Trade(day!.Connection, "1", "15=GBP|231=50");
        broker.Trade(day.Connection, "2", "15=USD|231=50");
        broker.Trade(day.Connection, "3", "231=1");
        broker.Trade(day.Connection, "4", "");
        await Until(service, books => Held(books) == "ES 2 -1000 GBP", "the cash is in the currency of the price");

        Assert.Equal(2, service.Host.Read(r => r.Index.DeadLetters.Count));
    }

    private async Task<LiveLoop> Open(string instruments)
    {
        day = new FixVenueDay(broker) { Instruments = instruments };
        LiveLoop service = await day.Open();
        await Until(service, books => books.Sessions.TryGet(new VenueId(1)) is { Trading: TradingState.Open }, "trading opens");
        return service;
    }

    private static string Held(Books books) => string.Join(
        ", ",
        books.Positions.All.Select(p => $"{books.Names.Of(p.Key.Symbol)} {p.Qty} {p.NetCash}").Order(StringComparer.Ordinal));

    private static Task Until(LiveLoop service, Func<Books, bool> condition, string what) =>
        Eventually.Holds(() => service.Host.Read(r => condition(r.Books)), what);

    /// <summary>Fills orders at once, and trades without one when it is told to; each 1 at 10.</summary>
    private sealed class Broker : IFixApplication
    {
        public string? Ordered { get; private set; }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            FixMessage order = delivery.Message;
            if (!order.MsgType.SequenceEqual(MsgTypes.NewOrderSingle)) return FixVerdict.Unsupported;
            Ordered = $"{order.Text(Tags.Symbol)} {order.Text(Tags.SecurityType)} {order.Text(Tags.MaturityMonthYear)}";
            FixMessageWriter report = session.Begin(MsgTypes.ExecutionReport, delivery.ReceivedAt);
            report.Append(Tags.ClOrdID, order.Text(Tags.ClOrdID)!);
            Write(ref report, "1", "167=FUT|200=202612|15=USD|231=50");
            session.Send(ref report, delivery.ReceivedAt);
            return FixVerdict.Accepted;
        }

        public void Trade(FixConnection line, string id, string fields) => line.Send(
            MsgTypes.ExecutionReport,
            (id, fields),
            static (ref FixMessageWriter body, (string Id, string Fields) trade) => Write(ref body, trade.Id, trade.Fields));

        private static void Write(ref FixMessageWriter report, string id, string fields)
        {
            report.Append(Tags.OrderID, "O" + id);
            report.Append(Tags.ExecID, "X" + id);
            report.Append(Tags.ExecType, "F");
            report.Append(Tags.OrdStatus, "2");
            report.Append(Tags.Account, "ACC1");
            report.Append(Tags.Symbol, "ES");
            foreach (string field in fields.Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = field.IndexOf('=', StringComparison.Ordinal);
                int tag = int.Parse(field.AsSpan(0, equals), System.Globalization.CultureInfo.InvariantCulture);
                report.Append(tag, field.AsSpan(equals + 1));
            }

            report.Append(Tags.Side, "1");
            report.Append(Tags.OrderQty, "1");
            report.Append(Tags.LastQty, "1");
            report.Append(Tags.LastPx, "10");
            report.Append(Tags.LeavesQty, "0");
            report.Append(Tags.CumQty, "1");
            report.Append(Tags.AvgPx, "10");
            report.Append(Tags.TransactTime, "20260105-10:00:00");
        }
    }
}
