using System;
using System.IO;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>
/// Watches the free space of the state directory's file system. Below the warning threshold it says so; below the
/// second one new orders are refused, while reports, cancels and a checkpoint still fit. They are refused too while
/// there is no space for the journal's next segment, whatever is said to be free.
/// </summary>
public sealed class StorageGuard : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string directory;
    private readonly long warnFree;
    private readonly long stopOrdersFree;
    private readonly Action<string> report;
    private readonly Timer timer;
    private volatile bool isLow;
    private volatile bool hasNoSegment;
    private bool warned;

    /// <param name="warnFree">Bytes.</param>
    /// <param name="stopOrdersFree">Bytes, below <paramref name="warnFree"/>.</param>
    public StorageGuard(string directory, long warnFree, long stopOrdersFree, Action<string> report)
    {
        this.directory = directory;
        this.warnFree = warnFree;
        this.stopOrdersFree = stopOrdersFree;
        this.report = report;
        Check();
        timer = new Timer(_ => SideWork.Do("free space is not known", Check, report), null, Interval, Interval);
    }

    /// <summary>New orders are to be refused.</summary>
    public bool RefusesOrders => isLow || hasNoSegment;

    /// <summary>Free space is below the warning threshold.</summary>
    public bool IsWarning => warned;

    /// <summary>Bytes free when last looked at.</summary>
    public long FreeBytes { get; private set; }

    public void Dispose() => timer.Dispose();

    internal void Check()
    {
        FreeBytes = new DriveInfo(directory).AvailableFreeSpace;
        isLow = FreeBytes < stopOrdersFree;
        bool warn = FreeBytes < warnFree;
        if (warn && !warned) report(Text());
        warned = warn;
    }

    /// <summary>What keeps the next segment from being made; null: nothing does. Told once each time.</summary>
    internal void SetNoSegment(JournalIoException? cause)
    {
        if (hasNoSegment == (cause is not null)) return;
        hasNoSegment = cause is not null;
        report(cause is null ? "there is space for the journal's next segment again"
            : $"there is no space for the journal's next segment, and new orders are refused until there is: "
                + cause.Message);
    }

    private string Text() =>
        $"free space is down to {FreeBytes >> 20} MiB; new orders are refused below {stopOrdersFree >> 20} MiB";
}
