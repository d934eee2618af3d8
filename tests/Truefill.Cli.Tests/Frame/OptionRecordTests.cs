using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Tests.Frame;

/// <summary>What is typed arrives in the record that handlers get.</summary>
public class OptionRecordTests
{
    [Fact]
    public async Task Orders_submit_reads_every_option()
    {
        OrdersSubmitOptions o = await Parsed<OrdersSubmitOptions>(
            "orders submit --symbol IBM --side buy --qty 100 --type stop_limit --price 181.50 --stop-px 180 --tif gtc "
            + "--take-profit 190 --stop-loss 170 --reduce-only --account A --strategy S --venue V --cl-ord-id C1 "
            + "--correlation-id X --parent-qty 250");
        Assert.Equal(("IBM", "buy", "100", "stop_limit"), (o.Symbol, o.Side, o.Qty.ToString(), o.Type));
        Assert.Equal(("181.5", "180", "gtc", true), (o.Price.ToString(), o.StopPx.ToString(), o.Tif, o.ReduceOnly));
        Assert.Equal(("190", "170"), (o.TakeProfit.ToString(), o.StopLoss.ToString()));
        Assert.Equal("250", o.ParentQty.ToString());
        Assert.Equal(("A", "S", "V", "C1", "X"), (o.Account, o.Strategy, o.Venue, o.ClOrdId, o.CorrelationId));
    }

    [Theory]
    [InlineData("", "market")]
    [InlineData(" --price 1", "limit")]
    [InlineData(" --stop-px 1", "stop")]
    [InlineData(" --price 1 --stop-px 1", "stop_limit")]
    public async Task The_prices_given_say_the_type(string prices, string type) => Assert.Equal(
        type, (await Parsed<OrdersSubmitOptions>("orders submit --symbol I --side sell --qty 1" + prices)).Type);

    [Fact]
    public async Task Others_read_theirs()
    {
        Assert.Equal(new ServeOptions(true, "paper", "cold", "http://127.0.0.1:1", true),
            await Parsed<ServeOptions>("serve --demo --mode paper --start cold --urls http://127.0.0.1:1 --cancel-open"));
        Assert.Equal(new VenuesClockOptions("SIM", "30s"), await Parsed<VenuesClockOptions>("venues clock SIM --advance 30s"));
        Assert.Empty((await Parsed<VenuesFaultsOptions>("venues faults SIM")).Changes);
        Assert.Equal(["drop=0.1", "ban=0"], (await Parsed<VenuesFaultsOptions>("venues faults SIM drop=0.1 ban=0")).Changes);
        Assert.Equal(new VenuesScriptOptions("SIM", "-"), await Parsed<VenuesScriptOptions>("venues script SIM -"));
        Assert.Equal(new VenuesBooksOptions("SIM"), await Parsed<VenuesBooksOptions>("venues books SIM"));
        Assert.Equal(new StatusOptions(Check: true, Watch: false), await Parsed<StatusOptions>("status --check"));
        Assert.Equal(new StatusOptions(Check: false, Watch: true), await Parsed<StatusOptions>("exec status --watch"));
        Assert.Equal(new OrdersResolveOptions("C1", "filled", "seen", null),
            await Parsed<OrdersResolveOptions>("orders resolve C1 --as filled --reason seen"));
        Assert.Equal(new WhyOptions("fill", "E1", null), await Parsed<WhyOptions>("why fill E1"));
        Assert.Equal("-0.5", (await Parsed<MarksSetOptions>("marks set SPREAD -0.5")).Px.ToString());
        DryRunOptions dryRun = await Parsed<DryRunOptions>("dry-run a.log b.log --format fix --method lifo");
        Assert.Equal("a.log b.log fix lifo", $"{string.Join(' ', dryRun.Files)} {dryRun.Format} {dryRun.Method}");
        Assert.Equal(new JournalTailOptions(true, 5, null), await Parsed<JournalTailOptions>("journal tail -f --after-seq 5"));
        Assert.Equal(7, (await Parsed<DeadLettersCloseOptions>("deadletters close 7 --reason done")).Id);
    }

    [Fact]
    public async Task Global_options_stand_before_or_after_the_command()
    {
        foreach (string line in new[]
        {
            "--by ann --set a=1 --set b=2 --endpoint unix:x --token t --state-dir d fills --symbol IBM",
            "fills --symbol IBM --by ann --set a=1 --set b=2 --endpoint unix:x --token t --state-dir d",
        })
        {
            var catching = new Catching<FillsOptions>();
            await Cli.In(line.Split(' '), new HandlerTable().Add<FillsOptions>(() => catching));
            GlobalOptions globals = catching.Context!.Globals;
            Assert.Equal("IBM", catching.Options!.Filter.Symbol);
            Assert.Equal(("ann", "unix:x", "t", "d"), (globals.By, globals.Endpoint, globals.Token, globals.StateDir));
            Assert.Equal(["a=1", "b=2"], globals.Sets);
        }
    }

    private static async Task<T> Parsed<T>(string line)
        where T : class
    {
        var catching = new Catching<T>();
        Run run = await Cli.In(line.Split(' '), new HandlerTable().Add<T>(() => catching));
        Assert.True(catching.Options is not null, run.Error);
        return catching.Options;
    }

    private sealed class Catching<T> : IHandler<T>
        where T : class
    {
        public T? Options { get; private set; }

        public CommandContext? Context { get; private set; }

        public Task<ExitCode> RunAsync(T options, CommandContext context, CancellationToken cancel)
        {
            (Options, Context) = (options, context);
            return Task.FromResult(ExitCode.Ok);
        }
    }
}
