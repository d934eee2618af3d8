using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests;

/// <summary>A service as small as a test wants it: any free port, no waiting for the disk, little of it taken.</summary>
internal static class SmallService
{
    public static LiveLoopOptions In(string stateDirectory) => new()
    {
        StateDirectory = stateDirectory,
        Urls = ["http://127.0.0.1:0"],
        Durability = JournalDurability.Os,
        SegmentBytes = 1 << 20,
        WarnFree = 1,
        StopOrdersFree = 1,
    };
}
