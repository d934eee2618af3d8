using System;

namespace Truefill.Journal;

/// <summary>An open file of a journal, addressed by offsets in bytes.</summary>
public interface IJournalFile : IDisposable
{
    string Name { get; }

    /// <summary>Bytes, asked anew at every call.</summary>
    long Length { get; }

    /// <summary>
    /// Reads what there is from <paramref name="offset"/> on. Less than asked for only at the end of the file.
    /// </summary>
    int ReadAt(long offset, Span<byte> to);

    /// <summary>Writes all of it or throws. Not durable before <see cref="SyncData"/>.</summary>
    void WriteAt(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Writes so many zeros, which need not be in the page cache afterwards, or throws. Not durable before
    /// <see cref="SyncData"/>.
    /// </summary>
    void WriteZeros(long offset, long count) => ZeroPages.WriteTo(this, offset, count);

    /// <summary>
    /// Makes all that was written durable, including the length. A failure is final: the next call may lie.
    /// </summary>
    void SyncData();
}
