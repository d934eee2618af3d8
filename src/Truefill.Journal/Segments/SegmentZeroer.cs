using System;
using System.Linq;

namespace Truefill.Journal;

/// <summary>
/// Makes one segment: a file of zeros under a temporary name, and the proper name once all of it is durable.
/// </summary>
internal sealed class SegmentZeroer : IDisposable
{
    // A sync takes along what the disk was given before it: small steps are what keeps the writer's own syncs fast.
    private const int StepBytes = 256 << 10;
    private const int HurriedStepBytes = 2 << 20;

    private readonly IJournalStorage storage;
    private readonly IJournalFile file;
    private readonly long bytes;

    /// <summary>
    /// <paramref name="suffix"/> keeps the temporary names of the writer and of the preparer apart: they may work on
    /// the same segment at the same time, and whoever is first wins.
    /// </summary>
    public SegmentZeroer(IJournalStorage storage, ulong segment, long bytes, string suffix)
    {
        this.storage = storage;
        Segment = segment;
        this.bytes = bytes;
        string name = SegmentName.Of(segment) + suffix;
        if (storage.List().Contains(name))
            storage.Delete(name);
        file = storage.Create(name);
    }

    public ulong Segment { get; }

    /// <summary>Bytes of it that are zeros by now.</summary>
    public long Written { get; private set; }

    /// <summary>
    /// Writes and syncs up to 256 KiB, or 2 MiB in a hurry. False when the segment is complete and has its name.
    /// </summary>
    public bool Step(bool hurry)
    {
        Zero(hurry ? HurriedStepBytes : StepBytes);
        file.SyncData();
        if (Written < bytes)
            return true;
        Publish();
        return false;
    }

    /// <summary>All of it in one go, with one sync: for who has to wait for it anyway.</summary>
    public void Run()
    {
        Zero(bytes);
        file.SyncData();
        Publish();
    }

    /// <summary>Gives it up: nothing of it stays.</summary>
    public void Discard() => storage.Delete(file.Name);

    public void Dispose() => file.Dispose();

    private void Zero(long most)
    {
        long step = Math.Min(most, bytes - Written);
        file.WriteZeros(Written, step);
        Written += step;
    }

    private void Publish()
    {
        try
        {
            storage.Rename(file.Name, SegmentName.Of(Segment));
        }
        catch (JournalWriteException e) when (e.Errno == Errnos.Exists)
        {
            storage.Delete(file.Name);
        }

        storage.SyncDirectory();
    }
}
