using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

public sealed class AnswerBatchTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Caller_who_keeps_his_thread_busy_delays_no_other()
    {
        using ManualResetEventSlim release = new();
        AnswerBatch batch = new();
        Task<Answer> busy = Add(batch, 0);
        Task held = busy.ContinueWith(
            _ => Assert.True(release.Wait(Long)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        List<Task<Answer>> others = [.. Enumerable.Range(1, 50).Select(id => Add(batch, id))];
        batch.Tell();
        Answer[] told = await Task.WhenAll(others).WaitAsync(Long);
        Assert.Equal(Enumerable.Range(1, 50).Select(id => (long)id), told.Select(answer => answer.RequestId));
        release.Set();
        await held.WaitAsync(Long);
    }

    [Fact]
    public async Task Failure_reaches_every_caller_and_keeps_nobody_who_tells_it()
    {
        using ManualResetEventSlim release = new();
        PendingAnswers answers = new();
        answers.Add(out Task<Answer> first);
        answers.Add(out Task<Answer> second);
        Task held = first.ContinueWith(
            _ => Assert.True(release.Wait(Long)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        answers.FailAll(new IOException("the disk is gone"));
        release.Set();
        await held.WaitAsync(Long);
        foreach (Task<Answer> each in new[] { first, second })
        {
            IOException failure = await Assert.ThrowsAsync<IOException>(() => each.WaitAsync(Long));
            Assert.Equal("the disk is gone", failure.Message);
        }
    }

    private static Task<Answer> Add(AnswerBatch batch, long id)
    {
        PendingAnswer caller = new(read: null);
        batch.Add(caller, new Answer(id, 1, default, default, default, 0));
        return caller.Task;
    }
}
