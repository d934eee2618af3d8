using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <content>Calls into the adapter, none of which may hold up its caller.</content>
public sealed partial class ConformanceRun
{
    private long queries;

    /// <summary>Asks and waits for the one answer. About an order it says what the engine would say.</summary>
    public async Task<VenueAnswer> AskAsync(QueryKind kind, ClOrdId wireId = default)
    {
        long id = ++queries;
        OrderTerms terms = default;
        if (kind == QueryKind.Order)
        {
            bool isSent = orders.TryGetValue(wireId, out VenueCommand order);
            terms = isSent ? order.Terms : RestingTerms();
        }

        await CallAsync($"Ask of {kind}", () => Venue.Ask(new VenueQuery(
            id, kind, wireId, default, Target.Account, "", default, terms.Side, terms)));
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

    // On a thread that may be lost: an adapter that waits for its venue in there would hold up the suite as well.
    private async Task CallAsync(string what, Action call)
    {
        Step = what + " to return";
        TimeSpan took = TimeSpan.Zero;
        Task handing = Task.Run(() =>
        {
            long started = Stopwatch.GetTimestamp();
            call();
            took = Stopwatch.GetElapsedTime(started);
        });
        await Task.WhenAny(handing, Task.Delay(Target.Patience));
        Check(
            handing.IsCompleted,
            $"{what} to return, which it has not after {Target.Patience.TotalSeconds:0.#} s: it must not wait for the"
            + " venue, because its caller has other venues to serve");
        await handing;
        Check(
            took <= Target.CallMost,
            $"{what} to return within {Target.CallMost.TotalMilliseconds:0} ms, not after {took.TotalMilliseconds:0}:"
            + " it must not wait for the venue, because its caller has other venues to serve");
    }
}
