using System;

namespace Truefill.Journal;

/// <summary>A stretch of a file in memory, so that small blocks do not cost a call each.</summary>
internal sealed class ReadWindow
{
    private const int ChunkBytes = 256 << 10;

    private byte[] _buffer = [];
    private IJournalFile? _file;
    private long _start;
    private int _count;

    /// <summary>
    /// Up to <paramref name="length"/> bytes from <paramref name="offset"/> on; fewer only where the file ends.
    /// </summary>
    /// <remarks>
    /// The caller has checked the length against the file: nothing is allocated on the word of the content.
    /// </remarks>
    public ReadOnlyMemory<byte> Get(IJournalFile file, long offset, int length)
    {
        bool held = ReferenceEquals(file, _file) && offset >= _start && offset + length <= _start + _count;
        if (!held)
            Fill(file, offset, length);
        int at = (int)(offset - _start);
        return _buffer.AsMemory(at, Math.Min(length, _count - at));
    }

    /// <summary>Forgets what was read: the file may have changed.</summary>
    public void Forget() => _file = null;

    private void Fill(IJournalFile file, long offset, int length)
    {
        if (_buffer.Length < length)
            _buffer = new byte[Math.Max(
                length, (int)Math.Min(Math.Max(ChunkBytes, 2L * _buffer.Length), file.Length - offset))];
        _file = null;
        _count = file.ReadAt(offset, _buffer);
        _start = offset;
        _file = file;
    }
}
