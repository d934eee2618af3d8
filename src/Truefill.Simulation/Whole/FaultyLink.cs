using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Faults;

namespace Truefill.Simulation.Whole;

/// <summary>
/// The simulated market behind a line that loses, delays, repeats and shuffles. A venue's answer to a question comes
/// whole and in order or is visibly bad: a venue that swears to a list with a hole in it cannot be converged with.
/// </summary>
internal sealed class FaultyLink : IVenueSink
{
    private const long LateMost = 20 * UtcNanos.PerSecond;
    private const long AnswerLateMost = 60 * UtcNanos.PerSecond;

    private readonly WholeFeatures features;
    private readonly Chance chance;
    private readonly PriorityQueue<List<Input>, (long At, int Number)> late = new();
    private readonly List<Input> reply = [];
    private int number;
    private Input? overtaken;
    private bool isSure;

    public FaultyLink(string venueName, WholeFeatures features, Chance chance, UtcNanos start)
    {
        VenueName = venueName;
        this.features = features;
        this.chance = chance;
        Market = new SimulatedMarket(
            new SimulatedMarketSettings
            {
                VenueId = venueName,
                Seed = chance.Next(),
                KeepsRaw = false,
                Fees = features.Fees,
                MarkInterval = TimeSpan.FromSeconds(5),
                Pending = features.Pending / 1024m,
                Faults = new FaultSettings
                {
                    Bust = features.Bust / 1024m,
                    Correct = features.Correct / 1024m,
                    Reject = features.Reject / 1024m,
                    Amnesia = features.Amnesia / 1024m,
                },
            },
            this,
            start);
    }

    public string VenueName { get; }

    public SimulatedMarket Market { get; }

    /// <summary>What has come over and waits for the engine, in order.</summary>
    public Queue<Input> Inbox { get; } = new();

    /// <summary>Answers to questions that the engine has not asked.</summary>
    public List<VenueAnswer> Truth { get; } = [];

    public bool IsFaulty { get; set; } = true;

    public VenueId Venue { get; set; }

    public void Send(in VenueCommand command, UtcNanos now)
    {
        if (Happens(features.Cut)) Cut(chance.OneIn(2));
        Market.Send(in command, now);
        if (Happens(features.Cut)) Cut(chance.OneIn(2));
    }

    /// <summary>Two for one, of an order of which all that it executed has come over.</summary>
    public bool TrySplit(ClOrdId wireId, Qty executed)
    {
        if (!Market.IsConnected) return false;
        foreach (ExecutionReport open in Market.TrueOrders())
        {
            if (open.ClOrdId != wireId || open.CumQty != executed) continue;
            isSure = true;
            bool isSplit = Market.Split(wireId, 2);
            isSure = false;
            return isSplit;
        }

        return false;
    }

    public void AdvanceTo(UtcNanos now)
    {
        Market.AdvanceTo(now);
        while (late.TryPeek(out _, out (long At, int) next) && next.At <= now.Value)
        {
            List<Input> arrived = late.Dequeue();
            if (!Market.IsConnected) continue;
            foreach (Input input in arrived) Hand(input);
        }
    }

    /// <summary>Our process is gone: what had come over and was not taken is lost.</summary>
    public void Reset()
    {
        Market.HangUp();
        Inbox.Clear();
        late.Clear();
        reply.Clear();
        overtaken = null;
    }

    public void Post(in VenueReport report)
    {
        if (report.Answer is { QueryId: < 0 } truth)
        {
            Truth.Add(truth);
            return;
        }

        Input input = VenueInputs.Of(in report, VenueName, Venue);
        if (report.Kind == VenueReportKind.Answer) Answer(input);
        else if (report.Kind == VenueReportKind.ExecutionReport && IsRepeatedTrade(in input)) reply.Add(input);
        else if (isSure || report.Kind is not (VenueReportKind.ExecutionReport or VenueReportKind.OrderCancelReject))
            Hand(input);
        else Deliver(input);
    }

    private static bool IsRepeatedTrade(in Input input) =>
        input.Report is { PossDup: true, ExecType: ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel };

    private bool Happens(int weight) => IsFaulty && weight > 0 && chance.Below(1024) < weight;

    private void Cut(bool resend) =>
        Market.Disconnect(TimeSpan.FromMilliseconds(chance.Between(1, 5000)), resend);

    private void Deliver(Input input)
    {
        if (Happens(features.Drop)) return;
        if (Happens(features.Duplicate)) Park([input], LateMost);
        if (Happens(features.Delay))
        {
            Park([input], LateMost);
            return;
        }

        if (overtaken is null && Happens(features.Reorder))
        {
            overtaken = input;
            return;
        }

        Hand(input);
        if (overtaken is not { } passed) return;
        overtaken = null;
        Hand(passed);
    }

    private void Answer(Input input)
    {
        List<Input> batch = [.. reply];
        reply.Clear();
        VenueAnswer answer = (VenueAnswer)input.Body!;
        switch (Happens(features.BadAnswer) ? chance.Below(4) : -1)
        {
            case 0:
                return;
            case 1:
                input.Body = answer with
                {
                    Status = AnswerStatus.Failed,
                    Detail = "503",
                    Orders = [],
                    Positions = [],
                    Balances = [],
                };
                batch.Clear();
                break;
            case 2:
                batch.RemoveRange(batch.Count / 2, batch.Count - batch.Count / 2);
                input.Body = answer with { Status = AnswerStatus.Partial, Detail = "cut", Positions = [] };
                break;
            case 3:
                batch.Add(input);
                Park(batch, AnswerLateMost);
                return;
        }

        foreach (Input each in batch) Hand(each);
        Hand(input);
    }

    private void Park(List<Input> batch, long most) =>
        late.Enqueue(batch, (Market.Now.Value + (long)(chance.Next() % (ulong)most), ++number));

    private void Hand(Input input)
    {
        input.ReceivedAt = Market.Now;
        Inbox.Enqueue(input);
    }
}
