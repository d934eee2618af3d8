using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>What is configured is in force once the service runs, or the service does not run.</summary>
public sealed class DefinitionTests : IDisposable
{
    private readonly ConfiguredService desk = new();

    private static Currency Twd => Currency.TryParse("TWD", out Currency code) ? code : default;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_definition_that_the_engine_refuses_stops_the_start()
    {
        LiveLoopOptions plan = desk.Plan("") with
        {
            Definitions =
            [
                new Input
                {
                    Kind = InputKind.DefineAccount,
                    Body = new DefineAccount("A", default, LotMethod.Fifo),
                    Source = InputSource.Configuration,
                },
            ],
        };
        ServiceSettingException refused = await Assert.ThrowsAsync<ServiceSettingException>(
            () => LiveLoop.StartAsync(plan, CancellationToken.None));
        Assert.Equal("accounts: the engine refuses account 'A': malformed_request", refused.Message);
    }

    [Fact]
    public async Task A_starting_rate_does_not_take_the_place_of_one_that_marks_have_set()
    {
        using (LiveLoop first = await desk.Start("fx: { USDTWD: 32 }"))
        {
            Assert.Equal(32m, Rate(first));
            await first.Host.AskAsync(new Input
            {
                Kind = InputKind.SetFxRate,
                Body = new SetFxRate(Currency.Usd, Twd, Px.FromTrusted(33.5m)),
                Source = "http",
            });
        }

        using LiveLoop second = await desk.Start("fx: { USDTWD: 32, EURUSD: 1.1 }");
        Assert.Equal(33.5m, Rate(second));
        Assert.Contains("fx USD/TWD stays at 33.5, as it was set last; the configured 32 is for the first start", desk.Told);
        Assert.NotNull(second.Host.Read(replica => replica.Books.Marks.Rate(
            Currency.TryParse("EUR", out Currency euro) ? euro : default, Currency.Usd)));
    }

    [Theory]
    [InlineData(true, DenyReason.None)]
    [InlineData(false, DenyReason.OffLot)]
    public async Task A_quantity_below_one_lot_is_taken_where_odd_lots_are(bool takes, DenyReason expected)
    {
        using LiveLoop service = await desk.Start(
            $"instruments: [ {{ symbol: ODD, lot: 100, odd_lot: {(takes ? "true" : "false")} }} ]");
        Answer answer = await service.Host.AskAsync(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Body = new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted("C1"),
                Symbol = "ODD",
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(7), Px.FromTrusted(1)),
            },
            Source = "test",
        });
        Assert.Equal(expected, answer.Reason);
    }

    private static decimal? Rate(LiveLoop service) =>
        service.Host.Read(replica => replica.Books.Marks.Rate(Currency.Usd, Twd));
}
