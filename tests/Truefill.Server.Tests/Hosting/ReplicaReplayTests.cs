using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Intake;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

public sealed class ReplicaReplayTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-replay-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Whatever_is_thrown_in_a_replay_is_thrown_at_its_end_and_keeps_nobody_waiting()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        using (EngineHost host = EngineHost.Open(new EngineHostOptions { Storage = disk, Epoch = 1 }))
        {
            await host.Start();
            for (int i = 0; i < 20; i++) await host.AskAsync(Malformed());
        }

        Task replayed = Task.Run(() =>
        {
            Replica replica = new();
            replica.Watch(new Throwing());
            using ReplicaReplay replay = new(replica);
            using JournalReader reader = new(disk, new JournalOptions());
            while (reader.MoveNext()) replay.Add(reader.Current);
            replay.Finish();
        });
        await Assert.ThrowsAsync<NotSupportedException>(() => replayed.WaitAsync(Eventually.Patience));
    }

    private static Input Malformed() => new()
    {
        Kind = InputKind.Malformed,
        Body = new MalformedInput(DeadLetterReason.Malformed, "replayed"),
        Source = "test",
    };

    private sealed class Throwing : SelectiveFacts
    {
        public override void Apply(in DeadLettered e) => throw new NotSupportedException("a test");
    }
}
