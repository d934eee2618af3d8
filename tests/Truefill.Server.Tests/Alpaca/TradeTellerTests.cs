using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Alpaca;
using Truefill.Server.Hooks;
using Truefill.Server.Tests.Hooks;
using Truefill.Venues;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>What <c>trade_updates</c> says, as the facts come.</summary>
public sealed class TradeTellerTests
{
    [Fact]
    public async Task A_fill_says_what_the_whole_account_holds_of_the_symbol_after_it()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        await day.Import("IBM", 100);
        await day.Import("MSFT", 7);
        ConcurrentQueue<string> told = new();
        day.Service.Host.Read(replica =>
        {
            replica.Tell(new TradeTeller(replica, (_, message) => Keep(told, message)));
            return 0;
        });
        foreach (string symbol in (string[])["IBM", "NEW", "IBM"])
        {
            int sent = day.Venue.Commands.Count;
            await day.Submit(symbol);
            await Eventually.Holds(() => day.Venue.Commands.Count > sent, "the order is sent");
            string id = day.Venue.Commands.ElementAt(sent).WireId.ToString();
            day.Venue.Say(ExecType.New, id, symbol: symbol);
            day.Venue.Say(ExecType.Trade, id, 4, 10, symbol: symbol);
        }

        await Eventually.Holds(() => told.Count >= 3, "the fills are told");
        Assert.Equal(["104", "4", "108"], told);
    }

    [Fact]
    public async Task A_cancel_that_did_not_take_effect_leaves_the_order_as_it_was()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ConcurrentQueue<string> told = Listen(day);
        ClOrdId id = await Accepted(day);
        await day.Ask(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = id });
        await LoseTrack(day);
        await Resolve(day, id, Resolution.Rejected);

        await Told(
            told, "pending_new pending_new 0", "new new 0", "pending_cancel pending_cancel 0",
            "order_cancel_rejected new 0");
    }

    [Fact]
    public async Task A_cancel_of_an_order_that_had_been_filled_is_refused_and_the_order_stays_filled()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ConcurrentQueue<string> told = Listen(day);
        ClOrdId id = await Accepted(day);
        await day.Ask(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = id });
        await LoseTrack(day);
        day.Venue.Say(ExecType.Trade, WireOf(day), 10, 10);
        await Eventually.Holds(() => told.Last() == "fill filled 0", "the fill is told");
        await Resolve(day, id, Resolution.Rejected);

        await Eventually.Holds(() => told.Last() != "fill filled 0", "what became of the cancel is told");
        Assert.Equal("order_cancel_rejected filled 0", told.Last());
    }

    [Fact]
    public async Task A_replace_is_told_as_replaced_or_refused_whoever_says_what_became_of_it()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ConcurrentQueue<string> told = Listen(day);
        ClOrdId id = await Accepted(day);
        foreach (Resolution how in (Resolution[])[Resolution.Rejected, Resolution.Accepted])
        {
            await Replace(day, id);
            await LoseTrack(day);
            await Resolve(day, id, how);
        }

        await Told(
            told, "pending_new pending_new 0", "new new 0", "pending_replace pending_replace 0",
            "order_replace_rejected new 0", "pending_replace pending_replace 0", "replaced replaced 0", "new new 1");
    }

    [Fact]
    public async Task A_replace_that_was_asked_for_before_anybody_listened_is_told_when_it_is_done()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ClOrdId id = await Accepted(day);
        await Replace(day, id);
        ConcurrentQueue<string> told = Listen(day);
        await LoseTrack(day);
        await Resolve(day, id, Resolution.Accepted);

        await Told(told, "replaced replaced 0", "new new 1");
    }

    [Fact]
    public async Task An_order_that_is_held_here_is_replaced_at_once()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        await day.Restart(new HookPlan(), isReachable: false);
        ConcurrentQueue<string> told = Listen(day);
        ClOrdId id = await day.Submit();
        await day.Ask(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
        {
            OrigClOrdId = id,
            ClOrdId = ClOrdId.FromTrusted("R1"),
            Price = Px.FromTrusted(9),
        });

        await Told(told, "accepted accepted 0", "replaced replaced 0", "accepted accepted 1");
    }

    [Fact]
    public async Task Another_id_of_the_venue_s_makes_no_order_new_again()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ConcurrentQueue<string> told = Listen(day);
        await Accepted(day);
        day.Venue.Say(ExecType.Trade, WireOf(day), 4, 10, orderId: "ANOTHER");
        day.Venue.Say(ExecType.Suspended, WireOf(day), orderId: "ANOTHER");
        day.Venue.Say(ExecType.New, WireOf(day), orderId: "ANOTHER");

        await Told(
            told, "pending_new pending_new 0", "new new 0", "partial_fill partially_filled 0",
            "suspended suspended 0", "new partially_filled 0");
    }

    [Fact]
    public async Task The_order_that_was_replaced_keeps_what_was_executed_of_it_whoever_says_that_it_was()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        LinkHistory history = new();
        day.Service.Host.Read(replica =>
        {
            replica.Log(history);
            return 0;
        });
        ClOrdId id = await Accepted(day);
        day.Venue.Say(ExecType.Trade, WireOf(day), 4, 10);
        await Replace(day, id);
        await LoseTrack(day);
        await Resolve(day, id, Resolution.Accepted);
        await Eventually.Holds(
            () => day.Service.Host.Read(replica => !replica.Books.Orders.All.Single().IsUnknown), "it is resolved");

        (LinkPast? was, LinkPast? now) = day.Service.Host.Read(replica =>
        {
            Order order = replica.Books.Orders.All.Single();
            return (history.Of(new OrderLink(order, 0)), history.Of(OrderLink.Current(order)));
        });
        Assert.Equal((4m, 40m, 10m), (was!.Value.CumQty, was.Value.Notional, was.Value.Terms!.Value.Price!.Value.Value));
        Assert.Equal((4m, 40m, 9m), (now!.Value.CumQty, now.Value.Notional, now.Value.Terms!.Value.Price!.Value.Value));
    }

    [Theory]
    [InlineData(Resolution.Accepted, "new new 0")]
    [InlineData(Resolution.Rejected, "rejected rejected 0")]
    [InlineData(Resolution.Canceled, "canceled canceled 0")]
    [InlineData(Resolution.Filled, "restated filled 0")]
    public async Task An_order_of_unknown_outcome_is_told_as_what_it_turned_out_to_be(Resolution how, string last)
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ConcurrentQueue<string> told = Listen(day);
        ClOrdId id = await day.Submit();
        await LoseTrack(day);
        await Resolve(day, id, how);

        await Told(told, "pending_new pending_new 0", last);
    }

    [Fact]
    public async Task A_request_that_never_left_is_refused()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ConcurrentQueue<string> told = Listen(day);
        ClOrdId id = await Accepted(day);
        await day.Ask(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = id });
        await Eventually.Holds(() => day.Venue.Commands.Count == 2, "the cancel is sent");
        VenueCommand cancel = day.Venue.Commands.Last();
        await day.Ask(InputKind.SendFailed, new SendFailed(cancel.Order, cancel.WireId, AbortReason.NotSent));

        await Told(
            told, "pending_new pending_new 0", "new new 0", "pending_cancel pending_cancel 0",
            "order_cancel_rejected new 0");
    }

    // Event, the order's status, and which of the ids that were told so far it has.
    private static ConcurrentQueue<string> Listen(HookDay day)
    {
        ConcurrentQueue<string> told = new();
        List<string> ids = [];
        day.Service.Host.Read(replica =>
        {
            replica.Tell(new TradeTeller(replica, (_, message) =>
            {
                using JsonDocument document = JsonDocument.Parse(message);
                JsonElement data = document.RootElement.GetProperty("data");
                JsonElement order = data.GetProperty("order");
                string id = order.GetProperty("id").GetString()!;
                if (!ids.Contains(id)) ids.Add(id);
                told.Enqueue($"{data.GetProperty("event")} {order.GetProperty("status")} {ids.IndexOf(id)}");
            }));
            return 0;
        });
        return told;
    }

    private static async Task<ClOrdId> Accepted(HookDay day)
    {
        ClOrdId id = await day.Submit();
        await Eventually.Holds(() => day.Venue.Commands.Count == 1, "the order is sent");
        day.Venue.Say(ExecType.New, WireOf(day));
        await Eventually.Holds(
            () => day.Service.Host.Read(replica => replica.Books.Orders.All.Single().IsAccepted), "it is accepted");
        return id;
    }

    private static Task<Answer> Replace(HookDay day, ClOrdId id) => day.Ask(
        InputKind.OrderCancelReplaceRequest,
        new OrderCancelReplaceRequest { OrigClOrdId = id, Price = Px.FromTrusted(9) });

    private static string WireOf(HookDay day) => day.Venue.Commands.First().WireId.ToString();

    // The line breaks while an answer is due, and is there again.
    private static async Task LoseTrack(HookDay day)
    {
        day.Venue.Break();
        await Eventually.Holds(
            () => day.Service.Host.Read(replica => replica.Books.Orders.All.All(order => order.IsUnknown)
                && replica.Books.Sessions.All.Any(session => session.IsOpen)),
            "nobody knows what became of the request");
    }

    private static async Task Resolve(HookDay day, ClOrdId id, Resolution how)
    {
        Answer answer = await day.Ask(
            InputKind.ResolveOrder,
            new ResolveOrder { ClOrdId = id, As = how, By = "ann", Reason = "the broker's word" });
        Assert.Equal(DenyReason.None, answer.Reason);
    }

    private static async Task Told(ConcurrentQueue<string> told, params string[] expected)
    {
        await Eventually.Holds(() => told.Count >= expected.Length, "all is told");
        Assert.Equal(expected, told);
    }

    private static void Keep(ConcurrentQueue<string> told, byte[] message)
    {
        using JsonDocument document = JsonDocument.Parse(message);
        if (document.RootElement.GetProperty("data").TryGetProperty("position_qty", out JsonElement held))
            told.Enqueue(held.GetString()!);
    }
}
