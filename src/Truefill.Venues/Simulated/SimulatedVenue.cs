using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated.Log;
using Truefill.Venues.Simulated.Prices;

namespace Truefill.Venues.Simulated;

/// <summary>
/// A simulated market as a venue: it runs on a clock and takes its prints from a price source. One task owns the
/// market; what others want of it goes through a queue.
/// </summary>
public sealed class SimulatedVenue : IVenue
{
    // A log longer than this is shortened to what is now when it is opened.
    private const long LogBytesMax = 64 << 20;

    private const int QueuedMax = 65_536;

    // So many prints, then a look at what came in meanwhile: a fast clock must not starve requests.
    private const int PrintsAtOnceMax = 1024;

    private static readonly TimeSpan WaitLeast = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan WaitMost = TimeSpan.FromSeconds(1);

    private readonly Mailbox incoming = new();
    private readonly StampingSink reports;
    private readonly SimulatedMarket market;
    private readonly IPrintSource prices;
    private readonly VenueMoments moments;
    private FileVenueLog? log;
    private volatile bool isRunning;
    private bool isBreakTold;

    /// <param name="prices">Its times are the clock's. Disposed with the venue.</param>
    /// <param name="wall">What reports are stamped with as received.</param>
    public SimulatedVenue(
        SimulatedMarketSettings settings, IPrintSource prices, SimulatedClock clock, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        Id = settings.VenueId;
        Clock = clock;
        this.prices = prices;
        reports = new StampingSink(wall);
        market = new SimulatedMarket(settings, reports, clock.Now);
        moments = new VenueMoments(market, wall);
    }

    private SimulatedVenue(
        string id,
        SimulatedMarket market,
        StampingSink reports,
        IPrintSource prices,
        SimulatedClock clock,
        TimeProvider wall)
    {
        Id = id;
        this.market = market;
        this.reports = reports;
        moments = new VenueMoments(market, wall);
        this.prices = prices;
        Clock = clock;
    }

    /// <summary>
    /// A venue that writes to a log, and is the one that wrote what is in it already: where its time had run ahead of
    /// the clock's it goes on from there, because orders and prices would stand until the clock came by.
    /// </summary>
    /// <param name="pricesFrom">Makes the prices, from where they were.</param>
    /// <param name="logPath">A file, made if there is none. One venue at a time may have it open.</param>
    /// <exception cref="InvalidDataException">A line of the file is not one of a venue's log.</exception>
    public static SimulatedVenue Open(
        SimulatedMarketSettings settings,
        Func<PriceStart, IPrintSource> pricesFrom,
        SimulatedClock clock,
        TimeProvider wall,
        string logPath)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(pricesFrom);
        ArgumentNullException.ThrowIfNull(clock);
        if (new FileInfo(logPath) is { Exists: true, Length: > LogBytesMax })
        {
            // A kill may have cut the last line off.
            FileVenueLog.Open(logPath).Dispose();

            // Its time is the log's, so that what expired since then still expires where it is heard.
            SimulatedMarket before = new(settings, new StampingSink(wall), default);
            before.Restore(FileVenueLog.Read(logPath));
            FileVenueLog.Replace(logPath, before.WriteSnapshot);
        }

        FileVenueLog opened = FileVenueLog.Open(logPath);
        StampingSink sink = new(wall);
        SimulatedMarket same = new(settings with { Log = opened }, sink, clock.Now);
        same.Restore(FileVenueLog.Read(logPath));
        clock.GoOnFrom(same.Now);
        IPrintSource source = pricesFrom(new PriceStart(same.Now, !same.IsRestored, same.LastPrices));
        return new SimulatedVenue(settings.VenueId, same, sink, source, clock, wall) { log = opened };
    }

    /// <summary>Everything that the port knows.</summary>
    public static VenueCapabilities AllCapabilities { get; } =
        VenueCapabilities.Market | VenueCapabilities.Limit | VenueCapabilities.Stop | VenueCapabilities.StopLimit
        | VenueCapabilities.Day | VenueCapabilities.GoodTillCancel | VenueCapabilities.ImmediateOrCancel
        | VenueCapabilities.FillOrKill | VenueCapabilities.Cancel | VenueCapabilities.Replace
        | VenueCapabilities.QueryOpenOrders | VenueCapabilities.QueryExecutions | VenueCapabilities.QueryPositions
        | VenueCapabilities.QueryBalances | VenueCapabilities.QueryByWireId | VenueCapabilities.RejectsDuplicateIds
        | VenueCapabilities.NotFoundIsFinal | VenueCapabilities.OneCancelsOther
        | VenueCapabilities.ReportsProtection | VenueCapabilities.PushesReports;

    public string Id { get; }

    public VenueCapabilities Capabilities => AllCapabilities;

    public SimulatedClock Clock { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">
    /// The prices broke off: where and why. Run again, it is a venue without further prices.
    /// </exception>
    public async Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(sink);
        reports.Target = sink;
        isRunning = true;
        try
        {
            market.Connect();
            while (!stop.IsCancellationRequested)
            {
                bool isBehind = CatchUp();
                moments.Look();
                if (isBehind) continue;
                RequireUnbroken();
                TimeSpan wait = Clock.WaitFor(NextEvent(), WaitMost);
                await incoming.WaitAsync(wait < WaitLeast ? WaitLeast : wait, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // How a run ends.
        }
        finally
        {
            isRunning = false;
            market.HangUp();
            moments.Write();
        }
    }

    public void Send(in VenueCommand command)
    {
        if (!reports.IsConnected) throw new NotSentException($"{Id} is not connected");
        if (incoming.Count >= QueuedMax) throw new NotSentException($"{Id} has {QueuedMax} requests before this one");
        VenueCommand sent = command;
        UtcNanos at = Clock.Now;
        incoming.Post(() => SendNow(in sent, at));
    }

    public void Ask(in VenueQuery query)
    {
        VenueQuery asked = query;
        UtcNanos at = Clock.Now;
        if (isRunning && incoming.Count < QueuedMax)
        {
            // A service asks before it opens, and whoever compares waits: neither is to need that time is moved.
            incoming.Post(() => market.Ask(in asked, at, Clock.IsStepped));
            return;
        }

        VenueReport failed = new()
        {
            Kind = VenueReportKind.Answer,
            Answer = new VenueAnswer
            {
                QueryId = query.Id,
                Venue = Id,
                Kind = query.Kind,
                Status = AnswerStatus.Failed,
                Detail = "not running",
            },
        };
        reports.Post(in failed);
    }

    /// <summary>Moves a stepped clock, and returns when all that happens until then has happened.</summary>
    /// <exception cref="InvalidOperationException">The clock runs by itself.</exception>
    /// <exception cref="InvalidDataException">
    /// All of it has happened, and the prices broke off meanwhile: where and why. It is said once.
    /// </exception>
    public Task AdvanceAsync(TimeSpan by)
    {
        if (!Clock.IsStepped) throw new InvalidOperationException($"the clock of {Id} runs by itself");
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return OnMarketAsync(owned =>
        {
            Clock.Advance(by);
            while (PrintAtMost(int.MaxValue))
            {
            }

            owned.AdvanceTo(Clock.Now);
            moments.WriteIfAhead();
            RequireUnbroken();
            return true;
        });
    }

    /// <summary>
    /// Runs something on the market between two of its steps: a look at its books, a bust, an outage. Waits until the
    /// venue runs.
    /// </summary>
    public Task<T> OnMarketAsync<T>(Func<SimulatedMarket, T> act)
    {
        Task<T> task = new(() => act(market), TaskCreationOptions.RunContinuationsAsynchronously);
        incoming.Post(task.RunSynchronously);
        return task;
    }

    public ValueTask DisposeAsync()
    {
        prices.Dispose();
        incoming.Dispose();
        log?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void SendNow(in VenueCommand command, UtcNanos at)
    {
        // It left our hands when the line was still up, as far as anybody knew; now it is lost on the way.
        if (market.IsConnected) market.Send(in command, at);
    }

    // True when there is more to do at once.
    private bool CatchUp()
    {
        incoming.DoAll();
        bool isBehind = PrintAtMost(PrintsAtOnceMax);
        if (!isBehind) market.AdvanceTo(Clock.Now);
        return isBehind;
    }

    private bool PrintAtMost(int count)
    {
        UtcNanos now = Clock.Now;
        for (int i = 0; i < count; i++)
        {
            if (!prices.TryPeek(out TradePrint print) || print.Time > now) return false;
            prices.Take();
            market.Print(in print);
        }

        return true;
    }

    // Prices that ended where they should not are somebody's mistake, who is to hear of it.
    private void RequireUnbroken()
    {
        if (isBreakTold || prices.Failure is not { } why || prices.TryPeek(out _)) return;
        isBreakTold = true;
        throw new InvalidDataException($"the prices of {Id} end here: {why}");
    }

    private UtcNanos? NextEvent()
    {
        UtcNanos? due = market.NextDue;
        if (!prices.TryPeek(out TradePrint print)) return due;
        return due is null || print.Time < due ? print.Time : due;
    }
}
