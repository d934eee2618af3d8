using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Intake;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Hosting;

public sealed class StopUnderLoadTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-stop-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_stop_comes_through_and_seals_the_journal_while_requests_fill_their_lane()
    {
        StateDirectory.Init(folder, "stop", Guid.NewGuid());
        using LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions { StateDirectory = folder, Durability = JournalDurability.Sync }, CancellationToken.None);
        using CancellationTokenSource enough = new();
        long refused = 0;
        Task[] flood = [.. Floods(4)];
        await Eventually.Holds(() => Interlocked.Read(ref refused) > 1000, "requests are refused");

        string? hash = service.Stop("done");
        await enough.CancelAsync();
        await Task.WhenAll(flood);
        Assert.NotNull(hash);
        Assert.Null(service.Host.Failure);
        Assert.True(service.Host.Read(replica => replica.Books.DeadLetters.Open.Count) > 0);

        Task[] Floods(int count)
        {
            Task[] tasks = new Task[count];
            for (int i = 0; i < count; i++)
                tasks[i] = Task.Factory.StartNew(Press, TaskCreationOptions.LongRunning);
            return tasks;
        }

        void Press()
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    _ = service.Host.AskAsync(new Input
                    {
                        Kind = InputKind.Malformed,
                        Body = new MalformedInput(DeadLetterReason.Malformed, "flood"),
                        Source = "test",
                    });
                }
                catch (EngineBusyException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }
    }
}
