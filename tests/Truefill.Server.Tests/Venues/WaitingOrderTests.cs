using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Tests.Gateway;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Venues;

/// <summary>The engine and a venue's queue whose budget has room for one message in a second.</summary>
public sealed class WaitingOrderTests
{
    private readonly BlockBuilder block = new(1 << 14, 1 << 13);
    private readonly ExecutionEngine engine = new(new Books(), default);
    private readonly Effects effects = new();
    private readonly KillLatch latch = new();
    private readonly VenueQueue queue;
    private readonly List<string> sent = [];
    private readonly List<(ReleasedCommand Command, AbortReason Reason)> unsent = [];
    private UtcNanos now = new(1_767_600_000L * UtcNanos.PerSecond);
    private ulong nextSeq = 1;

    public WaitingOrderTests()
    {
        queue = new VenueQueue(
            new RateBudget(1, TimeSpan.FromSeconds(1), 0, () => (long)(now.Value / 1e9 * Stopwatch.Frequency)), latch);
        Take(InputKind.Start, new EngineStart(1, "test", "", null));
        Take(InputKind.DefineVenue, new DefineVenue(
            "V", ReadOnly: false, VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports));
        Take(InputKind.SessionOpened, new SessionChange("V", ""));
        Enter("first");
    }

    [Fact]
    public void An_order_that_is_canceled_while_it_waits_never_leaves_and_neither_does_its_cancel()
    {
        Enter("A");
        Enter("B");
        Cancel("A");

        (ReleasedCommand command, AbortReason reason) = Assert.Single(unsent);
        Assert.Equal((VenueCommandKind.New, AbortReason.CanceledWhileHeld), (command.Command.Kind, reason));
        Order order = Find("A");
        Assert.Equal((OrderClosing.Aborted, OrdStatus.Canceled), (order.Closing, order.OrdStatus));
        Assert.False(order.HasRequestInFlight);
        LetGo(10);
        Assert.Equal(["New first", "New B"], sent);
    }

    [Fact]
    public void A_replace_is_given_up_when_its_order_is_canceled_while_it_waits()
    {
        Accept("first");
        Enter("B");
        Take(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
        {
            OrigClOrdId = ClOrdId.FromTrusted("first"),
            ClOrdId = ClOrdId.FromTrusted("more"),
            OrderQty = Qty.FromTrusted(20),
        });
        Cancel("first");

        Assert.Equal(VenueCommandKind.Replace, Assert.Single(unsent).Command.Command.Kind);
        Assert.Equal(
            [RequestState.NotSent, RequestState.Requested], Find("first").Chain.Select(request => request.State));
        LetGo(10);
        Assert.Equal(["New first", "Cancel first", "New B"], sent);
    }

    [Fact]
    public void Under_a_kill_switch_it_is_the_switch_that_stops_the_order_of_a_cancel()
    {
        Enter("A");
        latch.Engage(KillScope.Global, 0);
        Cancel("A");

        Assert.Equal(AbortReason.KillSwitch, Assert.Single(unsent).Reason);
        LetGo(10);
        Assert.Equal(["New first"], sent);
    }

    [Fact]
    public void The_cancel_of_an_order_that_left_goes_ahead_of_the_orders_that_wait()
    {
        Enter("A");
        LetGo(1);
        Enter("B");
        Cancel("A");
        LetGo(10);

        Assert.Empty(unsent);
        Assert.Equal(["New first", "New A", "Cancel A", "New B"], sent);
    }

    [Theory]
    [InlineData(Resolution.Rejected)]
    [InlineData(Resolution.Canceled)]
    public void An_order_that_a_person_calls_ended_while_it_waits_never_leaves(Resolution how)
    {
        Enter("A");
        Enter("B");
        LoseTrack();
        Resolve("A", how);

        Assert.Equal("A", IdOf(Assert.Single(unsent).Command));
        LetGo(10);
        Assert.Equal(["New first", "New B"], sent);
    }

    [Fact]
    public void A_replace_that_a_person_calls_refused_while_it_waits_never_leaves_and_its_order_does()
    {
        Enter("A");
        LoseTrack();
        Resolve("A", Resolution.Accepted);
        Take(InputKind.SessionOpened, new SessionChange("V", ""));
        Replace("A");
        LoseTrack();
        Resolve("more-A", Resolution.Rejected);

        Assert.Equal(VenueCommandKind.Replace, Assert.Single(unsent).Command.Command.Kind);
        LetGo(10);
        Assert.Equal(["New first", "New A"], sent);
    }

    [Fact]
    public async Task A_client_is_told_that_its_order_was_canceled_before_it_left()
    {
        using GatewayDay day = await GatewayDay.Start(rate: new VenueRateOptions(1, TimeSpan.FromHours(1), 0));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[11] == "C1", "the first order is taken");
        client.Order("C2", qty: "50");
        client.WaitFor(m => m[35] == "8" && m[11] == "C2", "the second order is taken");
        client.Cancel("X2", "C2");
        var canceled = client.WaitFor(m => m[35] == "8" && m[150] == "4", "it is canceled");

        Assert.Equal(("X2", "C2", "4", "0"), (canceled[11], canceled[41], canceled[39], canceled[151]));
        Assert.Equal("not sent: canceled_while_held", canceled[58]);
        Assert.Single(day.Venue.Commands);
    }

    private void LetGo(int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            now = now.AddNanos(UtcNanos.PerSecond);
            while (queue.TryTake(out ReleasedCommand command)) Send(in command);
        }
    }

    private void Send(in ReleasedCommand command) =>
        sent.Add($"{command.Command.Kind} {engine.Books.Orders[command.Command.Order].ClOrdId}");

    private Order Find(string id) => engine.Books.Orders[engine.Books.Orders.Find(ClOrdId.FromTrusted(id)).Order];

    private void Enter(string id) => Take(InputKind.NewOrderSingle, new NewOrderSingle
    {
        ClOrdId = ClOrdId.FromTrusted(id),
        Symbol = "IBM",
        Account = "ACC",
        Venue = "V",
        Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(10), Px.FromTrusted(1)),
    });

    private void Replace(string id) => Take(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
    {
        OrigClOrdId = ClOrdId.FromTrusted(id),
        ClOrdId = ClOrdId.FromTrusted("more-" + id),
        OrderQty = Qty.FromTrusted(5),
    });

    private void LoseTrack() => Take(InputKind.SessionClosed, new SessionChange("V", ""));

    private void Resolve(string id, Resolution how) => Take(InputKind.ResolveOrder, new ResolveOrder
    {
        ClOrdId = ClOrdId.FromTrusted(id),
        As = how,
        By = "ann",
        Reason = "the broker's word",
    });

    private string IdOf(in ReleasedCommand command) => engine.Books.Orders[command.Command.Order].ClOrdId.ToString();

    private void Cancel(string id) => Take(InputKind.OrderCancelRequest, new OrderCancelRequest
    {
        OrigClOrdId = ClOrdId.FromTrusted(id),
        ClOrdId = ClOrdId.FromTrusted("cancel-" + id),
    });

    private void Accept(string id)
    {
        Order order = Find(id);
        Input input = new()
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:V",
            ReceivedAt = now,
            Report = new ExecutionReport
            {
                Venue = order.Venue,
                ExecType = ExecType.New,
                OrdStatus = OrdStatus.New,
                ClOrdId = order.WireId,
                OrderId = OrderId.FromTrusted("V1"),
                ExecId = ExecId.FromTrusted("E1"),
                TransactTime = now,
            },
        };
        Take(in input);
    }

    private void Take(InputKind kind, object? body)
    {
        Input input = new() { Kind = kind, Body = body, Source = "http", ReceivedAt = now };
        Take(in input);
    }

    private void Take(in Input input)
    {
        block.Reset(nextSeq);
        engine.Open(block);
        engine.Step(new ReadOnlySpan<Input>(in input), now, effects);
        nextSeq = block.NextSeq;
        ReleasedCommand[] commands = [.. effects.Commands];
        Withdrawal[] withdrawals = [.. effects.Withdrawals];
        effects.Clear();
        foreach (ReleasedCommand command in commands)
            if (queue.Admits(in command)) Send(in command);
        foreach (Withdrawal each in withdrawals) queue.Withdraw(in each);
        while (queue.TryTakeWithdrawn(out (ReleasedCommand Command, AbortReason Reason) withdrawn))
        {
            unsent.Add(withdrawn);
            VenueCommand command = withdrawn.Command.Command;
            Take(InputKind.SendFailed, new SendFailed(command.Order, command.WireId, withdrawn.Reason));
        }
    }
}
