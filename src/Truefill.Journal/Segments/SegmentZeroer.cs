using System;
using System.Linq;

namespace Truefill.Journal;

/// <summary>
/// Makes one segment: a file of zeros under a temporary name, and the proper name once all of it is durable.
/// </summary>
internal sealed class SegmentZeroer : IDisposable
{
    public const int StepBytes = 256 << 10;

    private static readonly byte[] s_zeros = new byte[StepBytes];

    private readonly IJournalStorage _storage;
    private readonly IJournalFile _file;
    private readonly ulong _segment;
    private readonly long _bytes;
    private long _written;

    /// <summary>
    /// <paramref name="suffix"/> keeps the temporary names of the writer and of the preparer apart: they may work on
    /// the same segment at the same time, and whoever is first wins.
    /// </summary>
    public SegmentZeroer(IJournalStorage storage, ulong segment, long bytes, string suffix)
    {
        _storage = storage;
        _segment = segment;
        _bytes = bytes;
        string name = SegmentName.Of(segment) + suffix;
        if (storage.List().Contains(name))
            storage.Delete(name);
        _file = storage.Create(name);
    }

    /// <summary>Writes and syncs up to 256 KiB. False when the segment is complete and has its name.</summary>
    public bool Step()
    {
        int bytes = (int)Math.Min(StepBytes, _bytes - _written);
        _file.WriteAt(_written, s_zeros.AsSpan(0, bytes));
        _file.SyncData();
        _written += bytes;
        if (_written < _bytes)
            return true;
        Publish();
        return false;
    }

    public void Dispose() => _file.Dispose();

    private void Publish()
    {
        try
        {
            _storage.Rename(_file.Name, SegmentName.Of(_segment));
        }
        catch (JournalWriteException e) when (e.Errno == Errnos.Exists)
        {
            _storage.Delete(_file.Name);
        }

        _storage.SyncDirectory();
    }
}
