using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Server.Embedding;
using Truefill.Venues.Polling;

namespace Truefill.Cli.Tests.Service;

/// <summary>A program that embeds the service brings a venue of its own along.</summary>
public sealed class EmbeddedVenueTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task An_order_goes_to_the_venue_of_the_program_and_its_fill_is_booked()
    {
        using IHost host = Build("mode: paper\nvenues: []\ndurability: os", "MINE");
        await host.StartAsync();
        TruefillService desk = host.Services.GetRequiredService<TruefillService>();
        await desk.WaitFor(replica => replica.Books.Sessions.TryGet(new VenueId(1)) is { IsOpen: true } ? "open" : null)
            .WaitAsync(Eventually.Patience);
        Answer answer = await desk.SubmitAsync(new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("C1"),
            Symbol = "IBM",
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(7)),
        });
        Assert.Equal(DenyReason.None, answer.Reason);
        string? filled = await desk.WaitFor(replica =>
            replica.Books.Orders[answer.Order] is { OrdStatus: OrdStatus.Filled } order
                ? $"{order.CumQty} at {order.AvgPx} at {replica.Books.Names.Of(order.Venue)}"
                : null).WaitAsync(Eventually.Patience);
        Assert.Equal("7 at 10 at MINE", filled);
        await host.StopAsync();
    }

    [Fact]
    public async Task Who_waits_for_what_does_not_come_learns_that_the_host_stops()
    {
        using IHost host = Build("mode: paper\nvenues: []\ndurability: os", "MINE");
        await host.StartAsync();
        TruefillService desk = host.Services.GetRequiredService<TruefillService>();
        Task<string?> waiting = desk.WaitFor(static _ => (string?)null);
        using CancellationTokenSource own = new();
        Task<string?> given = desk.WaitFor(static _ => (string?)null, own.Token);
        await own.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(waiting.IsCompleted);
        await host.StopAsync();
        Assert.Null(await waiting.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Who_stops_waiting_while_all_are_being_told_of_a_change_does_not_end_the_engine()
    {
        using IHost host = Build("mode: paper\nvenues: []\ndurability: os", "MINE");
        await host.StartAsync();
        TruefillService desk = host.Services.GetRequiredService<TruefillService>();
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim left = new();
        ulong from = ulong.MaxValue;
        desk.Engine.Advanced += seq =>
        {
            if (seq <= Volatile.Read(ref from)) return;
            entered.Set();
            left.Wait(Eventually.Patience);
        };
        using CancellationTokenSource own = new();
        Task<string?> waiting = desk.WaitFor(static _ => (string?)null, own.Token);

        // Whoever is told of a later change was found before, and he who waits among them.
        Volatile.Write(ref from, desk.Read(replica => replica.Seq));
        await desk.CancelAsync(ClOrdId.FromTrusted("NONE"));
        Assert.True(entered.Wait(Eventually.Patience));
        await own.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        left.Set();

        await desk.CancelAsync(ClOrdId.FromTrusted("NONE"));
        Assert.Null(desk.Engine.Failure);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("mode: simulation", "MINE", "simulated venues of the configuration only")]
    [InlineData("mode: paper", "SIM", "two venues 'SIM'")]
    public async Task One_that_could_trade_for_real_in_a_simulation_or_has_the_name_of_another_is_refused(
        string configuration, string id, string why)
    {
        using IHost host = Build(configuration, id);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private IHost Build(string configuration, string id)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = root });
        builder.AddTruefill(truefill =>
        {
            (truefill.Configuration, truefill.StateDirectory) = (configuration, "state");
            (truefill.CreateState, truefill.Http) = (true, false);
            truefill.Venues.Add(new PollingVenue(new FillingBroker(), new PollingVenueOptions(id)));
        });
        return builder.Build();
    }

    /// <summary>Fills whatever it is given.</summary>
    private sealed class FillingBroker : IPollingBroker
    {
        private Qty qty;

        public VenueCapabilities Capabilities => VenueCapabilities.Market | VenueCapabilities.Day;

        public Task<string> SubmitAsync(PollingOrder order, CancellationToken stop)
        {
            qty = order.Terms.OrderQty;
            return Task.FromResult("B1");
        }

        public Task<PollingOrderStatus?> GetOrderAsync(string orderId, CancellationToken stop) =>
            Task.FromResult<PollingOrderStatus?>(new(PollingState.Filled, qty, Px.FromTrusted(10)));

        public Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<VenuePosition>>([]);

        public Task CancelAsync(string orderId, CancellationToken stop) => Task.CompletedTask;
    }
}
