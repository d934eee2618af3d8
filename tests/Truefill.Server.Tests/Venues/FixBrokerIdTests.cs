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

/// <summary>A day at a broker that knows ACC1 as U123.</summary>
public sealed class FixBrokerIdTests : IDisposable
{
    private readonly Broker broker = new();
    private readonly FixVenueDay day;

    public FixBrokerIdTests() => day = new FixVenueDay(broker) { BrokerId = Broker.Account };

    public void Dispose() => day.Dispose();

    [Fact]
    public async Task An_order_goes_out_under_the_brokers_name_and_its_trade_a_repeat_and_a_correction_stay_in_our_account()
    {
        using LiveLoop service = await day.Open();
        await Until(service, books => books.Sessions.TryGet(new VenueId(1)) is { Trading: TradingState.Open }, "trading opens");
        Answer answer = await service.Host.AskAsync(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Source = "test",
            Body = new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted("C1"),
                Symbol = "IBM",
                Account = "ACC1",
                Venue = "FIX1",
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(100), Px.FromTrusted(10)),
            },
        });
        Assert.Equal(DenyReason.None, answer.Reason);
        await Until(service, books => Held(books) == "ACC1 25", "the trade is booked");
        Assert.Equal("U123", broker.Ordered);

        broker.Repeat(day.Connection);
        await Until(service, books => books.Intake.Duplicate == 1, "the repeat counts as known");
        broker.Correct(day.Connection);
        await Until(service, books => Held(books) == "ACC1 20", "the correction stays in its account");

        Assert.Equal(0, service.Host.Read(r => r.Index.DeadLetters.Count));
    }

    // Accounts with what they hold.
    private static string Held(Books books) => string.Join(
        ", ", books.Positions.All.Select(position => $"{books.Names.Of(position.Key.Account)} {position.Qty}"));

    private static Task Until(LiveLoop service, Func<Books, bool> condition, string what) =>
        Eventually.Holds(() => service.Host.Read(r => condition(r.Books)), what);

    /// <summary>Fills 25 of an order at once, and says so again or corrects it to 20 when it is told to.</summary>
    private sealed class Broker : IFixApplication
    {
        public const string Account = "U123";

        private string id = "";

        /// <summary>Account(1) of the order.</summary>
        public string? Ordered { get; private set; }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            if (!delivery.Message.MsgType.SequenceEqual(MsgTypes.NewOrderSingle)) return FixVerdict.Unsupported;
            Ordered = delivery.Message.Text(Tags.Account);
            id = delivery.Message.Text(Tags.ClOrdID)!;
            FixMessageWriter report = session.Begin(MsgTypes.ExecutionReport, delivery.ReceivedAt);
            Write(ref report, "F", 25);
            session.Send(ref report, delivery.ReceivedAt);
            return FixVerdict.Accepted;
        }

        public void Repeat(FixConnection line) => line.Send(
            MsgTypes.ExecutionReport, this, static (ref FixMessageWriter body, Broker broker) => broker.Write(ref body, "F", 25));

        public void Correct(FixConnection line) => line.Send(
            MsgTypes.ExecutionReport, this, static (ref FixMessageWriter body, Broker broker) => broker.Write(ref body, "G", 20));

        private void Write(ref FixMessageWriter report, string execType, int qty)
        {
            report.Append(Tags.OrderID, "O1");
            report.Append(Tags.ClOrdID, id);
            report.Append(Tags.ExecID, execType == "G" ? "X2" : "X1");
            if (execType == "G") report.Append(Tags.ExecRefID, "X1");
            report.Append(Tags.ExecType, execType);
            report.Append(Tags.OrdStatus, "1");
            report.Append(Tags.Account, Account);
            report.Append(Tags.Symbol, "IBM");
            report.Append(Tags.Side, "1");
            report.Append(Tags.OrderQty, "100");
            report.AppendDecimal(Tags.LastQty, qty);
            report.Append(Tags.LastPx, "10");
            report.AppendDecimal(Tags.LeavesQty, 100 - qty);
            report.AppendDecimal(Tags.CumQty, qty);
            report.Append(Tags.AvgPx, "10");
            report.Append(Tags.TransactTime, "20260105-10:00:00");
        }
    }
}
