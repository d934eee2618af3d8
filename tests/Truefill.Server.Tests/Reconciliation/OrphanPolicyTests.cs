using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Reconciliation;

/// <summary>Somebody else enters an order at a simulated venue: what the configuration makes of it.</summary>
public sealed class OrphanPolicyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-orphan-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("adopt", 1, null)]
    [InlineData("correct", 1, BreakState.Resolved)]
    [InlineData("report", 0, BreakState.Open)]
    public async Task Order_of_somebody_else_is_adopted_or_a_break_as_the_configuration_says(
        string policy, int orders, BreakState? state)
    {
        TruefillOptions options = Options(policy);
        StateDirectory.Init(folder, "orphan", Guid.NewGuid());
        IVenue? venue = null;
        using LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                FollowEvents = false,
                SegmentBytes = 1 << 20,
                Venues = path => Remember(VenueFactory.Create(options, path), out venue),
            },
            CancellationToken.None);
        await Until(
            service, books => books.Sessions.All.Any(session => session.Trading == TradingState.Open), "trading opens");
        venue!.Send(new VenueCommand(
            VenueCommandKind.New, default, ClOrdId.FromTrusted("BOT-1"), default, default, "BOT", "IBM",
            new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Qty.FromTrusted(30), Px.FromTrusted(1)),
            Qty.Zero));
        await Until(
            service, books => books.Orders.OpenCount + books.Reconciliation.Looks.Count() == 1, "the order is seen");

        int before = service.Host.Read(replica => replica.Books.Reconciliation.LastId);
        await service.Host.AskAsync(new Input
        {
            Kind = InputKind.Reconcile,
            Source = "test",
            Body = new Reconcile("", "ann"),
        });
        await Until(
            service,
            books => books.Reconciliation.LastId > before && books.Queries.PendingCount == 0,
            "the comparison has ended");
        service.Host.Read(replica =>
        {
            Books books = replica.Books;
            Assert.Equal(orders, books.Orders.Count);
            Assert.All(books.Orders.All, order => Assert.Equal("@manual", books.Names.Of(order.Strategy)));
            PositionBreak[] breaks = [.. books.Reconciliation.Breaks];
            Assert.Equal(state is { } one ? [one] : [], breaks.Select(found => found.State));
            Assert.All(breaks, found => Assert.Equal(BreakClass.OrphanOrder, found.Latest.Class));
            return 0;
        });
        service.Stop("done");
    }

    [Fact]
    public void Position_cannot_be_adopted()
    {
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = "reconciliation: { policy: { position: adopt } }",
        });
        Assert.Contains("'adopt'", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    private static TruefillOptions Options(string policy)
    {
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $$"""
                reconciliation: { policy: { orphan_order: {{policy}} } }
                venues: [ { id: SIM, type: simulated } ]
                """,
        });
        Assert.Empty(result.Errors);
        return result.Options!;
    }

    private static IReadOnlyList<VenueSetup> Remember(IReadOnlyList<VenueSetup> setups, out IVenue? venue)
    {
        venue = setups[0].Adapter;
        return setups;
    }

    private static Task Until(LiveLoop service, Func<Books, bool> holds, string what) =>
        Eventually.Holds(() => service.Host.Read(replica => holds(replica.Books)), what);
}
