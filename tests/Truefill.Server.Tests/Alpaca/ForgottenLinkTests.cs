using System;
using System.Buffers;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Alpaca;
using Truefill.Server.Hooks;
using Truefill.Server.Tests.Hooks;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>An order that was replaced, when the journal before that is archived: the books alone are left.</summary>
public sealed class ForgottenLinkTests
{
    private static readonly ActivityQuery Fills =
        new("ACC1", true, false, new UtcNanos(long.MinValue), new UtcNanos(long.MaxValue), true, 10, null);

    [Fact]
    public async Task What_was_filled_before_a_replace_stays_the_old_order_s_when_its_journal_is_archived()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        ClOrdId id = await day.Submit(qty: 100);
        await Eventually.Holds(() => day.Venue.Commands.Count == 1, "the order is sent");
        string wire = day.Venue.Commands.First().WireId.ToString();
        day.Venue.Say(ExecType.New, wire);
        day.Venue.Say(ExecType.Trade, wire, 40, 10);
        await Until(day, order => order.CumQty.Value == 40);
        await day.Ask(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
        {
            OrigClOrdId = id,
            OrderQty = Qty.FromTrusted(200),
        });
        day.Venue.Break();
        await Eventually.Holds(
            () => Read(day, replica => replica.Books.Orders.All.Single().IsUnknown
                && replica.Books.Sessions.All.Any(session => session.IsOpen)),
            "nobody knows what became of the replace");
        await day.Ask(InputKind.ResolveOrder, new ResolveOrder
        {
            ClOrdId = id,
            As = Resolution.Accepted,
            By = "ann",
            Reason = "the broker's word",
        });
        await Until(day, order => OrderLink.Current(order).Number == 1);
        day.Venue.Say(ExecType.Trade, wire, 60, 11);
        await Until(day, order => order.CumQty.Value == 100);

        (string first, string now) = Read(day, replica =>
        {
            Order order = replica.Books.Orders.All.Single();
            return (OrderUuid.Of(order).ToString(), OrderUuid.Of(order, 1).ToString());
        });
        JsonElement[] fills = [.. Write(day, (json, replica, past) =>
            new ActivityPage(Fills, replica, new ExecutionIndex(replica.Books), past).Write(json)).EnumerateArray()];
        Assert.Equal(
            [
                (first, "40", null, "partial_fill", "partially_filled"),
                (now, "100", "100", "partial_fill", "partially_filled"),
            ],
            fills.Select(fill => (
                Text(fill, "order_id"), Text(fill, "cum_qty"), Text(fill, "leaves_qty"), Text(fill, "type"),
                Text(fill, "order_status"))));

        JsonElement old = Write(day, (json, replica, past) =>
        {
            OrderLink link = new(replica.Books.Orders.All.Single(), 0);
            AlpacaOrderView.Write(json, replica.Books, link, past.Of(replica, link), withLegs: false);
        });
        Assert.Equal(("replaced", null, "40", "10"), (
            Text(old, "status"), Text(old, "qty"), Text(old, "filled_qty"), Text(old, "filled_avg_price")));
    }

    // As a page is made where nothing about the order is left in the journal.
    private static JsonElement Write(HookDay day, Action<Utf8JsonWriter, Replica, LinkHistories> write)
    {
        LinkHistories past = new(_ => new LinkHistory(), replica => new ExecutionIndex(replica.Books));
        ArrayBufferWriter<byte> buffer = new();
        do
        {
            past.Load();
            buffer.ResetWrittenCount();
            using Utf8JsonWriter json = new(buffer);
            Read(day, replica =>
            {
                write(json, replica, past);
                return 0;
            });
            json.Flush();
        }
        while (past.IsMissing);

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement.Clone();
    }

    private static Task Until(HookDay day, Func<Order, bool> isSo) => Eventually.Holds(
        () => Read(day, replica => isSo(replica.Books.Orders.All.Single())), "the order is as it shall be");

    private static T Read<T>(HookDay day, Func<Replica, T> read) => day.Service.Host.Read(read);

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
