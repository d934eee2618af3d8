using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Journal;

/// <summary>A file of the real disk.</summary>
internal sealed class PosixFile(SafeFileHandle handle, string path) : IJournalFile
{
    public string Name { get; } = Path.GetFileName(path);

    public long Length => RandomAccess.GetLength(handle);

    public unsafe int ReadAt(long offset, Span<byte> to)
    {
        int done = 0;
        while (done < to.Length)
        {
            nint got;
            fixed (byte* p = to[done..])
                got = Libc.ReadAt(handle, p, to.Length - done, offset + done);
            if (got == 0)
                break;
            if (got > 0)
                done += (int)got;
            else if (Marshal.GetLastPInvokeError() is var errno && errno != Errnos.Interrupted)
                throw new JournalIoException(errno, "pread", path);
        }

        return done;
    }

    public unsafe void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint put;
            fixed (byte* p = bytes)
                put = Libc.WriteAt(handle, p, bytes.Length, offset);
            if (put > 0)
            {
                bytes = bytes[(int)put..];
                offset += put;
                continue;
            }

            // A write of nothing without an error is how some file systems say that they are full.
            int errno = put == 0 ? Errnos.NoSpace : Marshal.GetLastPInvokeError();
            if (errno != Errnos.Interrupted)
                throw new JournalWriteException(errno, "pwrite", path);
        }
    }

    /// <summary>
    /// Past the page cache where the file system can: zeros for a later day would cost a copy of each and drive out
    /// what is needed today.
    /// </summary>
    public void WriteZeros(long offset, long count)
    {
        if (!TryWriteZerosDirect(offset, count))
            ZeroPages.WriteTo(this, offset, count);
    }

    // Not FileStream.Flush: on this runtime it reports success after a failed sync.
    public void SyncData()
    {
        if (Libc.SyncData(handle) != 0)
            throw new JournalWriteException(Marshal.GetLastPInvokeError(), "fdatasync", path);
    }

    public void Dispose() => handle.Dispose();

    private bool TryWriteZerosDirect(long offset, long count)
    {
        if ((offset | count) % ZeroPages.Alignment != 0)
            return false;
        int flags = Libc.Control(handle, Libc.GetStatusFlags, 0);
        if (flags < 0 || Libc.Control(handle, Libc.SetStatusFlags, flags | Libc.Direct) != 0)
            return false;
        try
        {
            ZeroPages.WriteTo(this, offset, count);
            return true;
        }
        catch (JournalWriteException e) when (e.Errno == Errnos.Invalid)
        {
            // Some file systems refuse only now.
            return false;
        }
        finally
        {
            _ = Libc.Control(handle, Libc.SetStatusFlags, flags);
        }
    }
}
