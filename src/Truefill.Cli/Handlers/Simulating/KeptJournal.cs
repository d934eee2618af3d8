using System;
using System.IO;
using Truefill.Cli.Frame;
using Truefill.Journal;

namespace Truefill.Cli.Handlers.Simulating;

/// <summary>
/// Puts the journal of a simulated engine into a state directory, where every other command can read it.
/// </summary>
internal static class KeptJournal
{
    private const int SegmentBytes = 1 << 20;

    public static void Write(string directory, ulong seed, int steps, CommandContext context)
    {
        string path = Path.GetFullPath(directory, context.Environment.WorkingDirectory);
        ulong last = StatePlace.Guard(path, () => Write(path, seed, steps));
        context.Note(
            $"the journal of seed {seed} is kept; next: truefill repro --state-dir {path} --from 1 --to {last}");
    }

    private static ulong Write(string path, ulong seed, int steps)
    {
        StateDirectory.Init(path, FormattableString.Invariant($"sim-{seed}"), Guid.CreateVersion7());
        using StateDirectory state = StateDirectory.Open(path, expectedStateId: null);
        using PosixStorage storage = new(state.JournalPath);
        JournalOptions options = new()
        {
            Genesis = state.Genesis,
            SegmentBytes = SegmentBytes,
            Durability = JournalDurability.Os,
        };
        JournalTail tail = JournalRecovery.Run(storage, options, from: null, static (in BlockView _) => { });
        using SegmentedJournal journal = SegmentedJournal.Open(storage, options, tail);
        Simulation.Driving.Simulation.Record(seed, steps, block =>
        {
            journal.Append(block);
            journal.Sync();
        });
        return journal.DurableSeq;
    }
}
