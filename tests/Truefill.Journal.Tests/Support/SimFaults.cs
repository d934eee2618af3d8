using System;

namespace Truefill.Journal.Tests;

/// <summary>Which calls fail. Counters start at 1; 0 means never.</summary>
internal sealed class SimFaults
{
    public const int Io = 5;

    public int FailWrite { get; set; }

    public int FailSync { get; set; }

    /// <summary>The machine stops at this call, of either kind, which is done in part.</summary>
    public int CrashAt { get; set; }

    public int Writes { get; private set; }

    public int Syncs { get; private set; }

    public int Calls => Writes + Syncs;

    public Prng Chance { get; init; } = new(1);

    public void Write(string operation, string file) => Count(operation, file, isWrite: true);

    public void Sync(string operation, string file) => Count(operation, file, isWrite: false);

    private void Count(string operation, string file, bool isWrite)
    {
        int count = isWrite ? ++Writes : ++Syncs;
        if (CrashAt != 0 && Calls >= CrashAt)
            throw new SimCrashException();
        if (count == (isWrite ? FailWrite : FailSync))
            throw new JournalWriteException(Io, operation, file);
    }
}

/// <summary>The machine stopped.</summary>
internal sealed class SimCrashException : Exception;
