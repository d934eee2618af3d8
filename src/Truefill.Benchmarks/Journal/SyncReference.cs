using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Journal;

namespace Truefill.Benchmarks.Journal;

/// <summary>What the disk can do: 512 B written into a zeroed file and synced, one at a time.</summary>
internal sealed class SyncReference : System.IDisposable
{
    private const int Sectors = 4096;

    private readonly TemporaryDirectory directory;
    private readonly PosixStorage storage;
    private readonly IJournalFile file;
    private readonly byte[] sector = new byte[BlockFormat.SectorBytes];
    private int next;

    public SyncReference(BenchmarkRun run)
    {
        directory = run.NewDirectory();
        storage = new PosixStorage(directory.DirectoryPath);
        file = storage.Create("sync");
        file.WriteAt(0, new byte[Sectors * BlockFormat.SectorBytes]);
        file.SyncData();
        System.Array.Fill(sector, (byte)1);
    }

    /// <summary>Stopwatch ticks of each sync.</summary>
    public void Measure(int count, List<long> ticks)
    {
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            file.WriteAt((long)(next++ % Sectors) * BlockFormat.SectorBytes, sector);
            file.SyncData();
            ticks.Add(Stopwatch.GetTimestamp() - start);
        }
    }

    public void Dispose()
    {
        file.Dispose();
        storage.Dispose();
        directory.Dispose();
    }
}
