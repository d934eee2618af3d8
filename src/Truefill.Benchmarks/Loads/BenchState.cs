using System;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Benchmarks.Loads;

/// <summary>A state directory of its own, opened for writing and gone after use.</summary>
internal sealed class BenchState : IDisposable
{
    private readonly TemporaryDirectory directory;
    private readonly StateSession session;

    public BenchState(BenchmarkRun run, JournalDurability durability)
    {
        directory = run.NewDirectory();
        StateDirectory.Init(directory.DirectoryPath, "bench", Guid.NewGuid());
        session = StateSession.Open(directory.DirectoryPath, "bench");
        Options = new JournalOptions { Durability = durability, Genesis = session.Genesis };
    }

    public JournalOptions Options { get; }

    public IJournalStorage Storage => session.Journal;

    public void Dispose()
    {
        session.Dispose();
        directory.Dispose();
    }
}
