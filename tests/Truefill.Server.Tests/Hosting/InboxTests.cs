using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

public class InboxTests
{
    private readonly Inbox inbox = new(reportCapacity: 4, requestCapacity: 3);

    [Fact]
    public void Reports_are_looked_at_before_requests_and_both_in_order_of_arrival()
    {
        Assert.True(inbox.TryPostRequest(Number(1)));
        inbox.PostReport(Number(2));
        Assert.True(inbox.TryPostRequest(Number(3)));
        inbox.PostReport(Number(4));

        (long[] reports, long[] requests) = Look(10);
        Assert.Equal([2, 4], reports);
        Assert.Equal([1, 3], requests);
        (reports, requests) = Look(3);
        Assert.Equal([2, 4], reports);
        Assert.Equal([1], requests);
        Assert.Equal(4, inbox.Queued);
    }

    [Fact]
    public void What_was_looked_at_stays_until_it_is_removed()
    {
        inbox.PostReport(Number(1));
        inbox.PostReport(Number(2));
        Look(1);
        Assert.Equal([1], Look(1).Reports);
        inbox.Remove(1, 0);
        Assert.Equal([2], Look(1).Reports);
        inbox.Remove(1, 0);
        Assert.False(inbox.Look(1, out _, out _));
    }

    [Fact]
    public void A_lane_goes_round_and_nothing_is_lost_or_seen_twice()
    {
        long posted = 0;
        long seen = 0;
        for (int round = 0; round < 20; round++)
        {
            while (posted - seen < 3) Assert.True(inbox.TryPostRequest(Number(++posted)));
            Assert.False(inbox.TryPostRequest(Number(99)));
            long[] requests = Look(2).Requests;
            Assert.NotEmpty(requests);
            foreach (long request in requests) Assert.Equal(++seen, request);
            inbox.Remove(0, requests.Length);
        }
    }

    [Fact]
    public async Task The_last_request_waits_for_a_place_that_no_other_takes_from_it()
    {
        for (int i = 1; i <= 3; i++) Assert.True(inbox.TryPostRequest(Number(i)));
        Task<bool> last = Waiting(() => inbox.CloseWith(Number(9)));
        Assert.False(last.IsCompleted);
        Assert.True(inbox.PostReport(Number(7)));

        inbox.Remove(1, 1);
        Assert.False(inbox.TryPostRequest(Number(4)));
        Assert.True(await last);
        Assert.False(inbox.TryPostRequest(Number(5)));
        Assert.False(inbox.PostReport(Number(6)));
        Assert.Equal([2, 3], Look(10).Requests);
        inbox.Remove(0, 2);
        Assert.Equal([9], Look(10).Requests);
        Assert.False(inbox.CloseWith(Number(10)));
    }

    [Fact]
    public async Task Who_closes_does_not_wait_for_a_place_of_an_engine_that_has_failed()
    {
        for (int i = 1; i <= 3; i++) Assert.True(inbox.TryPostRequest(Number(i)));
        Task<bool> last = Waiting(() => inbox.CloseWith(Number(9)));
        inbox.Close();
        Assert.False(await last);
    }

    [Fact]
    public async Task A_report_waits_while_what_is_being_decided_still_fills_its_lane()
    {
        for (int i = 1; i <= 4; i++) inbox.PostReport(Number(i));
        Assert.Equal([1, 2], Look(2).Reports);
        Task<bool> fifth = Waiting(() => inbox.PostReport(Number(5)));
        Assert.False(fifth.IsCompleted);
        Assert.Equal([1, 2], Look(2).Reports);

        inbox.Remove(2, 0);
        Assert.True(await fifth.WaitAsync(Eventually.Patience));
        Assert.Equal(3, inbox.Queued);
    }

    [Fact]
    public async Task Who_waits_for_a_place_is_woken_once_half_of_the_lane_is_free()
    {
        for (int i = 1; i <= 4; i++) inbox.PostReport(Number(i));
        Task<bool> fifth = Waiting(() => inbox.PostReport(Number(5)));
        Look(1);
        inbox.Remove(1, 0);
        await Task.Delay(50);
        Assert.False(fifth.IsCompleted);

        Look(1);
        inbox.Remove(1, 0);
        Assert.True(await fifth.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Nothing_is_lost_or_stuck_where_many_post_and_one_takes_and_both_sleep_often()
    {
        const int posters = 3;
        const int each = 20_000;
        Task[] posting = new Task[posters];
        for (int p = 0; p < posters; p++)
        {
            long first = p * each;
            posting[p] = Task.Run(() =>
            {
                for (int i = 0; i < each; i++) Assert.True(inbox.PostReport(Number(first + i)));
            });
        }

        long[] next = [0, each, 2 * each];
        Task taking = Task.Run(() =>
        {
            for (int seen = 0; seen < posters * each;)
            {
                if (!inbox.Look(3, out _, out _)) inbox.Wait();
                if (!inbox.Look(3, out _, out _)) continue;
                long[] reports = Look(3).Reports;
                foreach (long report in reports) Assert.Equal(next[report / each]++, report);
                inbox.Remove(reports.Length, 0);
                seen += reports.Length;
            }
        });
        await taking.WaitAsync(Eventually.Patience);
        await Task.WhenAll(posting);
        Assert.Equal(0, inbox.Queued);
    }

    [Fact]
    public void What_was_removed_is_not_held_in_memory()
    {
        WeakReference body = Post();
        inbox.Look(1, out _, out _);
        inbox.Remove(0, 1);
        GC.Collect();
        Assert.False(body.IsAlive);

        WeakReference Post()
        {
            object held = new();
            inbox.TryPostRequest(new Input { Body = held, Source = "test" });
            return new WeakReference(held);
        }
    }

    [Fact]
    public async Task Who_waits_for_the_first_arrival_is_woken_by_it()
    {
        Task waiting = Waiting(WaitForArrival);
        inbox.PostReport(Number(1));
        await waiting.WaitAsync(Eventually.Patience);
        inbox.Remove(1, 0);

        waiting = Waiting(WaitForArrival);
        Assert.True(inbox.TryPostRequest(Number(2)));
        await waiting.WaitAsync(Eventually.Patience);

        bool WaitForArrival()
        {
            inbox.Wait();
            return true;
        }
    }

    // What it comes to on a thread of its own, once that has got as far as it does without the test.
    private static Task<bool> Waiting(Func<bool> call)
    {
        TaskCompletionSource<bool> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() => result.SetResult(call())) { IsBackground = true };
        thread.Start();
        Eventually.HoldsBlocking(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "it waits");
        return result.Task;
    }

    private static Input Number(long number) => new() { RequestId = number, Source = "test" };

    private (long[] Reports, long[] Requests) Look(int most)
    {
        Assert.True(inbox.Look(most, out ReadOnlySpan<Input> reports, out ReadOnlySpan<Input> requests));
        return ([.. reports.ToArray().Select(r => r.RequestId)], [.. requests.ToArray().Select(r => r.RequestId)]);
    }
}
