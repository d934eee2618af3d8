using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Venues.Conformance;

/// <content>Prices and times of trades that cannot be: a wrong unit, a wrong field, a wrong time zone.</content>
public sealed partial class ConformanceRun
{
    private const long NanosPerTick = 100;

    private readonly UtcNanos startedAt = UtcNanos.Of(DateTimeOffset.UtcNow);

    private void CheckPrice(VenueCommand order, in ExecutionReport trade)
    {
        if (trade.LastPx is not { } px) return;
        Check(
            px >= Target.FarBelow && px <= Target.FarAbove,
            $"LastPx(31) between {Target.FarBelow} and {Target.FarAbove}, where the target says that the market is,"
            + $" in ExecID(17)={trade.ExecId}, not {px}");
        if (order.Terms.Price is not { } limit) return;
        bool isWithin = order.Terms.Side == Side.Buy ? px <= limit : px >= limit;
        Check(
            isWithin,
            $"LastPx(31) at the limit {limit} of {order.WireId} or better, in ExecID(17)={trade.ExecId}, not {px}");
    }

    private void CheckTimes(VenueCommand order, in VenueReport report)
    {
        ExecutionReport trade = report.ExecutionReport;
        CheckTime("TransactTime(60)", trade.TransactTime, sentAt[order.WireId], Target.VenueNow(), trade);
        CheckTime("ReceivedAt", report.ReceivedAt, startedAt, UtcNanos.Of(DateTimeOffset.UtcNow), trade);
    }

    private void CheckTime(string what, UtcNanos time, UtcNanos from, UtcNanos to, in ExecutionReport trade)
    {
        if (time.IsNone) return;
        long slack = Target.ClockSlack.Ticks * NanosPerTick;
        Check(
            time >= from.AddNanos(-slack) && time <= to.AddNanos(slack),
            $"{what} between {from} and {to}, or {Target.ClockSlack.TotalSeconds:0} s off, in"
            + $" ExecID(17)={trade.ExecId}, not {time}");
    }
}
