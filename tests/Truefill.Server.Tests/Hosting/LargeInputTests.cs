using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Intake;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Hosting;

public sealed class LargeInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-large-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Many_large_messages_at_once_are_all_kept_though_no_segment_holds_them_together()
    {
        StateDirectory.Init(folder, "large", Guid.NewGuid());
        using LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions { StateDirectory = folder, Durability = JournalDurability.Os, SegmentBytes = 4 << 20 },
            CancellationToken.None);
        byte[] raw = new byte[900 << 10];
        List<Task<Answer>> answers = [];
        for (int i = 0; i < 40; i++)
        {
            answers.Add(service.Host.AskAsync(new Input
            {
                Kind = InputKind.Malformed,
                Body = new MalformedInput(DeadLetterReason.Malformed, "large"),
                Source = "test",
                Raw = raw,
            }));
        }

        await Task.WhenAll(answers).WaitAsync(Eventually.Patience);
        Assert.Null(service.Host.Failure);
        Assert.Equal(40, service.Host.Read(replica => replica.Books.DeadLetters.Open.Count));
        Assert.Equal(Enumerable.Range(1, 40), answers.Select(each => each.Result.DeadLetter).Order());
    }
}
