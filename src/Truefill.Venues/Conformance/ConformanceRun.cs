using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>A running venue in the hands of one check.</summary>
public sealed partial class ConformanceRun : IVenueSink, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private readonly List<VenueReport> reports = [];
    private readonly CancellationTokenSource stop = new();
    private readonly string prefix;
    private Task running = Task.CompletedTask;
    private int ids;
    private long queries;

    /// <param name="name">Of the check; it goes into the wire ids.</param>
    public ConformanceRun(ConformanceTarget target, string name)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(name);
        Target = target;
        Venue = target.Create();
        uint digest = unchecked((uint)Murmur128.Hash(System.Text.Encoding.UTF8.GetBytes(name), 0));
        prefix = $"{target.WireIdPrefix}{digest:X8}-";
    }

    public ConformanceTarget Target { get; }

    public IVenue Venue { get; }

    /// <summary>What the venue said so far.</summary>
    public IReadOnlyList<VenueReport> Reports
    {
        get
        {
            lock (gate) return [.. reports];
        }
    }

    public void Post(in VenueReport report)
    {
        VenueReport kept = report;
        kept.Raw = report.Raw.ToArray();
        lock (gate) reports.Add(kept);
    }

    /// <summary>Runs the venue until its session is open.</summary>
    public async Task OpenAsync()
    {
        running = Task.Run(() => Venue.RunAsync(this, stop.Token));
        await UntilAsync("a session that opens", r => r.Kind == VenueReportKind.SessionOpened);
    }

    /// <summary>Ends the venue's run.</summary>
    public async Task CloseAsync()
    {
        await stop.CancelAsync();
        Task first = await Task.WhenAny(running, Task.Delay(Target.Patience));
        if (first != running) throw new ConformanceException("expected RunAsync to end when it is canceled");
        if (running.Exception is { } error)
            throw new ConformanceException($"RunAsync failed: {error.InnerException?.Message}", error);
    }

    /// <summary>Sends a new order of the target's quantity.</summary>
    public VenueCommand Order(
        Side side,
        OrdType type = OrdType.Market,
        Px? price = null,
        Px? stopPx = null,
        TimeInForce life = TimeInForce.Day,
        ClOrdId link = default)
    {
        VenueCommand order = new(
            VenueCommandKind.New, new OrderHandle(++ids), NextId(), default, default, Target.Account, Target.Symbol,
            new OrderTerms(side, type, life, Target.Qty, price, stopPx), Qty.Zero, link);
        orders[order.WireId] = order;
        Venue.Send(in order);
        return order;
    }

    /// <summary>An order to buy that rests below the market.</summary>
    public VenueCommand RestingOrder(TimeInForce life = TimeInForce.Day) =>
        Order(Side.Buy, OrdType.Limit, Target.FarBelow, life: life);

    public ClOrdId NextId() => ClOrdId.FromTrusted(prefix + ++ids);

    /// <summary>Sends a cancel of an order that the venue has answered.</summary>
    public async Task<ClOrdId> CancelAsync(VenueCommand order)
    {
        OrderId orderId = (await AcceptedAsync(order)).OrderId;
        ClOrdId id = NextId();
        Venue.Send(order with
        {
            Kind = VenueCommandKind.Cancel,
            WireId = id,
            OrigWireId = order.WireId,
            OrderId = orderId,
        });
        return id;
    }

    /// <summary>Cancels an order and waits until it is.</summary>
    public async Task EndAsync(VenueCommand order)
    {
        ClOrdId id = await CancelAsync(order);
        await ReportAsync(id, ExecType.Canceled);
    }

    public Task<ExecutionReport> AcceptedAsync(VenueCommand order) => ReportAsync(order.WireId, ExecType.New);

    /// <summary>Waits until an order's trades add up to its quantity.</summary>
    public async Task<IReadOnlyList<ExecutionReport>> FilledAsync(VenueCommand order)
    {
        await UntilAsync(
            $"trades of {order.WireId} that add up to {Target.Qty}, each under an ExecID(17) of its own",
            _ => TradesOf(order).Sum(trade => trade.LastQty?.Value ?? 0) >= Target.Qty.Value);
        return TradesOf(order);
    }

    public async Task<ExecutionReport> ReportAsync(ClOrdId id, ExecType type)
    {
        VenueReport report = await UntilAsync(
            $"ExecType(150)={type} for {id}",
            r => r.Kind == VenueReportKind.ExecutionReport
                && r.ExecutionReport.ClOrdId == id && r.ExecutionReport.ExecType == type);
        return report.ExecutionReport;
    }

    /// <summary>Asks and waits for the one answer.</summary>
    public async Task<VenueAnswer> AskAsync(QueryKind kind, ClOrdId wireId = default)
    {
        long id = ++queries;
        Venue.Ask(new VenueQuery(id, kind, wireId, default, Target.Account, "", default));
        VenueReport answer = await UntilAsync($"an answer to {kind}", r => r.Answer?.QueryId == id);
        Check(answer.Answer!.Kind == kind, $"an answer to {kind} that says so, not {answer.Answer.Kind}");
        Check(answer.Answer.Venue == Venue.Id, $"an answer from {Venue.Id}, not '{answer.Answer.Venue}'");
        return answer.Answer;
    }

    /// <summary>The quantity that the venue holds of the target's symbol.</summary>
    public async Task<Qty> PositionAsync()
    {
        VenueAnswer answer = await AskAsync(QueryKind.Positions);
        Check(answer.Status == AnswerStatus.Complete, $"complete positions, not {answer.Status}: {answer.Detail}");
        return answer.Positions.Where(p => p.Account == Target.Account && p.Symbol == Target.Symbol)
            .Select(p => p.Qty).FirstOrDefault();
    }

    /// <summary>Waits for a report, letting the market trade meanwhile.</summary>
    public async Task<VenueReport> UntilAsync(string what, Func<VenueReport, bool> seen)
    {
        long deadline = Environment.TickCount64 + (long)Target.Patience.TotalMilliseconds;
        while (true)
        {
            foreach (VenueReport report in Reports)
                if (seen(report)) return report;
            if (running.Exception is { } error)
                throw new ConformanceException($"RunAsync failed: {error.InnerException?.Message}", error);
            if (Environment.TickCount64 > deadline)
                throw new ConformanceException($"expected {what}; the venue said:\n{ReportText.Of(Reports, prefix)}");
            await Target.LetTrade();
            await Task.Delay(Pause);
        }
    }

    public void Check(bool holds, string expected)
    {
        if (holds) return;
        throw new ConformanceException($"expected {expected}; the venue said:\n{ReportText.Of(Reports, prefix)}");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(running, Task.Delay(Target.Patience));
        await Venue.DisposeAsync();
        stop.Dispose();
    }
}
