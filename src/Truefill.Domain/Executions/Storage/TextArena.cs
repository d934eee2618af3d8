using System;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// Short byte strings, appended and never moved or freed. A string does not cross a page, so it is read as one span.
/// </summary>
internal sealed class TextArena
{
    private const int PageBits = 16;
    private const int PageSize = 1 << PageBits;
    private const int FirstSize = 1024;

    private byte[][] pages = [new byte[FirstSize]];
    private int page;
    private int used = 1;

    /// <summary>Where the next string is written; <see cref="Take"/> says how many bytes it was.</summary>
    public Span<byte> Room(int bytes)
    {
        if (used + bytes > pages[page].Length) Grow(bytes);
        return pages[page].AsSpan(used, bytes);
    }

    /// <summary>Keeps what was written into <see cref="Room"/> and returns where it is; never 0.</summary>
    public uint Take(int bytes)
    {
        uint offset = ((uint)page << PageBits) | (uint)used;
        used += bytes;
        return offset;
    }

    /// <summary>Everything from the offset to the end of its page; the strings carry their own lengths.</summary>
    public ReadOnlySpan<byte> From(uint offset) => pages[offset >> PageBits].AsSpan((int)(offset & (PageSize - 1)));

    /// <summary>Makes room for so many more bytes, and touches it.</summary>
    public void Reserve(long more)
    {
        int last = (int)Math.Min(PageSize - 1, page + (more / PageSize));
        if (last >= pages.Length) Array.Resize(ref pages, last + 1);
        for (int i = page + 1; i <= last; i++)
        {
            if (pages[i] is not null) continue;
            pages[i] = new byte[PageSize];
            Array.Clear(pages[i]);
        }
    }

    public void Clear()
    {
        pages = [new byte[FirstSize]];
        page = 0;
        used = 1;
    }

    private void Grow(int length)
    {
        if (page == 0 && used + length <= PageSize)
        {
            int size = pages[0].Length;
            while (size < used + length) size *= 2;
            Array.Resize(ref pages[0], size);
            return;
        }

        page++;
        Invariant.Holds(page < PageSize, "the arena holds at most 4 GiB of ids");
        used = 0;
        if (page == pages.Length) Array.Resize(ref pages, page * 2);
        pages[page] ??= new byte[PageSize];
    }
}
