using System;

namespace Truefill.Journal;

/// <summary>A stretch of a file in memory, so that small blocks do not cost a call each.</summary>
internal sealed class ReadWindow
{
    private const int ChunkBytes = 256 << 10;

    private byte[] buffer = [];
    private IJournalFile? file;
    private long start;
    private int count;

    /// <summary>
    /// Up to <paramref name="length"/> bytes from <paramref name="offset"/> on; fewer only where the file ends.
    /// </summary>
    /// <remarks>
    /// The caller has checked the length against the file: nothing is allocated on the word of the content.
    /// </remarks>
    public ReadOnlyMemory<byte> Get(IJournalFile file, long offset, int length)
    {
        bool held = ReferenceEquals(file, this.file) && offset >= start && offset + length <= start + count;
        if (!held)
            Fill(file, offset, length);
        int at = (int)(offset - start);
        return buffer.AsMemory(at, Math.Min(length, count - at));
    }

    /// <summary>Forgets what was read: the file may have changed.</summary>
    public void Forget() => file = null;

    private void Fill(IJournalFile file, long offset, int length)
    {
        if (buffer.Length < length)
            buffer = new byte[Math.Max(
                length, (int)Math.Min(Math.Max(ChunkBytes, 2L * buffer.Length), file.Length - offset))];
        this.file = null;
        count = file.ReadAt(offset, buffer);
        start = offset;
        this.file = file;
    }
}
