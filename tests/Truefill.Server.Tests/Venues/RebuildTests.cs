using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Venues;
using Xunit.Abstractions;

namespace Truefill.Server.Tests.Venues;

/// <summary>What the books are rebuilt from when a venue knows more than they do, at the venue's own pace.</summary>
public sealed class RebuildTests(ITestOutputHelper output) : IDisposable
{
    private const int OrderCount = 1_000;
    private const int PositionCount = 10_000;
    private const int CallsMax = 25;

    private readonly string folder = Directory.CreateTempSubdirectory("truefill-rebuild-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Books_are_rebuilt_from_a_thousand_orders_and_ten_thousand_positions_within_the_budget()
    {
        StateDirectory.Init(folder, "rebuild", Guid.NewGuid());
        PagedVenue cold = await Run();
        Assert.InRange(cold.Calls, 23, 2 * CallsMax);
        Assert.InRange(cold.MostInWindow, 1, CallsMax);

        // The same again over what was kept: nothing is adopted or corrected twice.
        PagedVenue warm = await Run();
        Assert.InRange(warm.Calls, 23, 2 * CallsMax);
        Assert.InRange(warm.MostInWindow, 1, CallsMax);
    }

    private async Task<PagedVenue> Run()
    {
        PagedVenue venue = new(Orders(), Positions());
        using LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                FollowEvents = false,
                Definitions =
                [
                    new Input
                    {
                        Kind = InputKind.DefineAccount,
                        Source = "config",
                        Body = new DefineAccount("ACC", Currency.Usd, LotMethod.Fifo, PagedVenue.Name),
                    },
                    .. Enumerable.Range(1, PositionCount).Select(i => new Input
                    {
                        Kind = InputKind.SetMark,
                        Source = "config",
                        Body = new SetMark($"S{i}", Px.FromTrusted(5)),
                    }),
                ],
                Venues = _ =>
                [
                    new VenueSetup(
                        new DefineVenue(
                            PagedVenue.Name, ReadOnly: false, PagedVenue.Offers, ComparesOnStart: true,
                            CorrectsPositions: true),
                        venue)
                    {
                        Rate = new VenueRateOptions(CallsMax, TimeSpan.FromSeconds(5), Reserve: 5),
                    },
                ],
            },
            CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        await Eventually.Holds(
            () => service.Host.Read(replica => IsRebuilt(replica.Books)),
            () => "it is rebuilt: " + service.Host.Read(replica => Describe(replica.Books)));

        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {venue.Calls} calls, {venue.MostInWindow} in five seconds");
        service.Host.Read(replica =>
        {
            Assert.Equal(OrderCount, replica.Books.Orders.OpenCount);
            Assert.Equal(OrderCount, replica.Books.Orders.Count);
            return 0;
        });
        service.Stop("done");
        return venue;
    }

    private static bool IsRebuilt(Books books) =>
        books.Names.Venues.TryGet(PagedVenue.Name, out int handle)
        && books.Sessions.TryGet(new VenueId(handle))?.Trading == TradingState.Open
        && books.Orders.OpenCount == OrderCount
        && books.Positions.All.Count(position => position.Qty.Value == 7) == PositionCount;

    private static string Describe(Books books) =>
        $"{books.Orders.OpenCount} of {books.Orders.Count} orders, "
        + string.Join(", ", books.Positions.All.GroupBy(each => each.Qty).Select(each => $"{each.Count()} positions of {each.Key}"))
        + $", {books.Queries.PendingCount} questions, {books.Reconciliation.Breaks.Count()} breaks, "
        + string.Join(", ", books.Sessions.All.Select(each => each.ToString()));

    private static List<ExecutionReport> Orders() => [.. Enumerable.Range(1, OrderCount).Select(i => new ExecutionReport
    {
        Venue = default,
        ExecType = ExecType.OrderStatus,
        OrderId = OrderId.FromTrusted($"V-{i}"),
        ClOrdId = ClOrdId.FromTrusted($"theirs-{i}"),
        AccountName = "ACC",
        SymbolName = $"S{i}",
        OrdStatus = OrdStatus.New,
        Side = Side.Buy,
        OrdType = OrdType.Limit,
        TimeInForce = TimeInForce.GoodTillCancel,
        OrderQty = Qty.FromTrusted(100),
        CumQty = Qty.Zero,
        LeavesQty = Qty.FromTrusted(100),
        Price = Px.FromTrusted(10),
        TransactTime = UtcNanos.FromMilliseconds(1_700_000_000_000),
    })];

    private static List<VenuePosition> Positions() =>
        [.. Enumerable.Range(1, PositionCount).Select(i => new VenuePosition("ACC", $"S{i}", Qty.FromTrusted(7), Px.FromTrusted(5)))];
}
