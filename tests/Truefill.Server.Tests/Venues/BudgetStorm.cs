using System;
using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Venues;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Server.Tests.Venues;

/// <summary>
/// The engine, a venue's queue and a simulated market in simulated time: clients that ask for more than the venue
/// takes, a line that drops, answers that never come.
/// </summary>
internal sealed class BudgetStorm : IVenueSink
{
    public const int Count = 25;
    public const int Reserve = 5;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private const string Name = "SIM";
    private const int OpenMost = 120;
    private const int QueuedMost = 60;
    private static readonly UtcNanos Start = new(1_767_600_000L * UtcNanos.PerSecond);

    private readonly Random random;
    private readonly BlockBuilder block = new(1 << 14, 1 << 13);
    private readonly ExecutionEngine engine = new(new Books(), default);
    private readonly Effects effects = new();
    private readonly KillLatch latch = new();
    private readonly VenueQueue queue;
    private readonly SimulatedMarket market;
    private readonly Queue<Input> inbox = new();
    private readonly Queue<(TimeSpan At, bool IsKill)> sent = new();
    private UtcNanos now = Start;
    private ulong nextSeq = 1;
    private readonly VenueId venue;
    private int serial;

    public BudgetStorm(int seed)
    {
        random = new Random(seed);
        queue = new VenueQueue(
            new RateBudget(Count, Window, Reserve, () => (long)(Elapsed.TotalSeconds * Stopwatch.Frequency)), latch);
        market = new SimulatedMarket(
            new SimulatedMarketSettings { VenueId = Name, Seed = (ulong)seed, KeepsRaw = false }, this, Start);
        Take(InputKind.Start, new EngineStart(1, "test", "", null));
        Take(InputKind.DefineVenue, new DefineVenue(
            Name,
            ReadOnly: false,
            SimulatedVenue.AllCapabilities,
            RequestTimeout: 2 * UtcNanos.PerSecond,
            ComparesOnStart: true,
            CompareEvery: 20 * UtcNanos.PerSecond));
        if (engine.Books.Names.Venues.TryGet(Name, out int handle)) venue = new VenueId(handle);
        market.Connect();
    }

    public TimeSpan Elapsed => TimeSpan.FromTicks((now.Value - Start.Value) / 100);

    public Books Books => engine.Books;

    public bool DropsLine { get; set; } = true;

    /// <summary>Messages that went out: all, and those that took the reserve.</summary>
    public int Sent { get; private set; }

    public int Drops { get; private set; }

    public int LostAnswers { get; private set; }

    /// <summary>Questions and commands that waited at least for a moment.</summary>
    public int WaitedMost { get; private set; }

    public int KillsWaiting => queue.KillCount;

    public int NewSinceKill { get; private set; }

    /// <summary>The most that left within one window, and the most of it that no kill switch asked for.</summary>
    public (int All, int Usual) Most { get; private set; }

    /// <summary>How long so many cancels take at most: the reserve is theirs alone.</summary>
    public static TimeSpan BoundOf(int orders) => Window * ((orders + Reserve - 1) / Reserve);

    public void Kill()
    {
        latch.Engage(KillScope.Global, 0);
        Set(KillSwitchState.Active);
    }

    public void Reset() => Set(KillSwitchState.Off);

    public void Step()
    {
        now = now.AddNanos(50 * UtcNanos.PerMillisecond);
        market.AdvanceTo(now);
        while (inbox.TryDequeue(out Input input)) Take(in input);
        if (engine.IsDue(now)) Take(InputKind.Tick, null);
        if (random.Next(4) == 0) Act();
        if (random.Next(200) == 0) Take(InputKind.Reconcile, new Reconcile(Name, "ann"));
        if (DropsLine && market.IsConnected && random.Next(1200) == 0)
        {
            Drops++;
            market.Disconnect(TimeSpan.FromMilliseconds(random.Next(1, 5000)), resend: random.Next(2) == 0);
        }

        Pump();
        WaitedMost = Math.Max(WaitedMost, queue.Count);
    }

    public void Post(in VenueReport report)
    {
        if (report.Kind == VenueReportKind.Answer && random.Next(5) == 0)
        {
            LostAnswers++;
            return;
        }

        Input input = VenueInputs.Of(in report, Name, venue);
        input.ReceivedAt = now;
        inbox.Enqueue(input);
    }

    private void Act()
    {
        if (queue.Count > QueuedMost && !latch.IsEngaged) return;
        ClOrdId id = ClOrdId.FromTrusted($"c{++serial}");
        Order[] open = [.. Books.Orders.Open];
        if (open.Length < OpenMost && random.Next(3) > 0)
        {
            Take(InputKind.NewOrderSingle, new NewOrderSingle
            {
                ClOrdId = id,
                Symbol = "AAA",
                Account = "ACC",
                Venue = Name,
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Qty.FromTrusted(1 + serial), Px.FromTrusted(1)),
            });
        }
        else if (open.Length > 0)
        {
            Order order = open[random.Next(open.Length)];
            if (random.Next(3) > 0)
            {
                Take(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
                {
                    OrigClOrdId = order.ClOrdId,
                    ClOrdId = id,
                    OrderQty = Qty.FromTrusted(order.Terms.OrderQty.Value + 1),
                });
            }
            else if (open.Length > OpenMost / 2)
            {
                Take(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = order.ClOrdId, ClOrdId = id });
            }
        }
    }

    private void Pump()
    {
        foreach (ReleasedCommand stopped in queue.TakeStopped()) Fail(in stopped, AbortReason.KillSwitch);
        while (true)
        {
            if (queue.TryTake(out ReleasedCommand command)) Send(in command);
            else if (queue.TryTake(out ReleasedQuery query)) Ask(in query);
            else return;
        }
    }

    private void Send(in ReleasedCommand command)
    {
        if (latch.Stops(in command))
        {
            Fail(in command, AbortReason.KillSwitch);
            return;
        }

        VenueCommand message = command.Command;
        if (message.Kind == VenueCommandKind.New && latch.IsEngaged) NewSinceKill++;
        Note(message.Kind == VenueCommandKind.Cancel && latch.Covers(in command));
        try
        {
            market.Send(in message, now);
        }
        catch (NotSentException)
        {
            Fail(in command, AbortReason.NotSent);
        }
    }

    private void Ask(in ReleasedQuery query)
    {
        Note(isKill: false);
        VenueQuery question = query.Query;
        market.Ask(in question, now);
    }

    // Its own count of every window that ends with a message, apart from the budget's.
    private void Note(bool isKill)
    {
        Sent++;
        while (sent.TryPeek(out (TimeSpan At, bool) first) && Elapsed - first.At >= Window) sent.Dequeue();
        sent.Enqueue((Elapsed, isKill));
        Most = (Math.Max(Most.All, sent.Count), isKill ? Most.Usual : Math.Max(Most.Usual, sent.Count));
    }

    private void Fail(in ReleasedCommand command, AbortReason why) => inbox.Enqueue(new Input
    {
        Kind = InputKind.SendFailed,
        Body = new SendFailed(command.Command.Order, command.Command.WireId, why),
        Source = "venue:" + Name,
        ReceivedAt = now,
    });

    private void Set(KillSwitchState state) =>
        Take(InputKind.SetKillSwitch, new SetKillSwitch(KillScope.Global, "", null, state, "storm", "ann"));

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
        foreach (KillSwitchSet set in effects.KillSwitches) latch.Follow(in set);
        ReleasedCommand[] commands = [.. effects.Commands];
        ReleasedQuery[] queries = [.. effects.Queries];
        effects.Clear();
        foreach (ReleasedCommand command in commands)
            if (queue.Admits(in command)) Send(in command);
        while (queue.TryTakeWithdrawn(out (ReleasedCommand Command, AbortReason Reason) unsent))
            Fail(in unsent.Command, unsent.Reason);
        foreach (ReleasedQuery query in queries)
            if (queue.Admits(in query)) Ask(in query);
    }
}
