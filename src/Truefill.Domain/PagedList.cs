using System;
using System.Numerics;

namespace Truefill.Domain;

/// <summary>
/// A list of structs in pages, so that growing never copies what is already there and a reference to an element stays
/// good. The first page starts small and grows by doubling, because most books in tests and tools are small.
/// </summary>
public sealed class PagedList<T>
    where T : struct
{
    private const int PageBits = 12;
    private const int PageSize = 1 << PageBits;
    private const int FirstSize = 16;

    private T[][] pages = [new T[FirstSize]];

    public int Count { get; private set; }

    public ref T this[int index] => ref pages[index >> PageBits][index & (PageSize - 1)];

    /// <summary>Appends a zeroed element and returns it.</summary>
    public ref T Add()
    {
        int index = Count;
        int page = index >> PageBits;
        int offset = index & (PageSize - 1);
        if (page >= pages.Length || pages[page] is null || offset >= pages[page].Length) Grow(page, offset);
        Count = index + 1;
        ref T element = ref pages[page][offset];
        element = default;
        return ref element;
    }

    /// <summary>Makes room for so many more, and touches it.</summary>
    public void Reserve(int more)
    {
        int last = (Count + more - 1) >> PageBits;
        if (more <= 0) return;
        int first = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(PageSize, Count + more));
        if (pages[0].Length < first) Array.Resize(ref pages[0], first);
        if (last >= pages.Length) Array.Resize(ref pages, last + 1);
        for (int page = 1; page <= last; page++)
        {
            if (pages[page] is not null) continue;
            pages[page] = new T[PageSize];
            Array.Clear(pages[page]);
        }
    }

    public void Clear()
    {
        pages = [new T[FirstSize]];
        Count = 0;
    }

    private void Grow(int page, int offset)
    {
        if (page == 0)
        {
            Array.Resize(ref pages[0], Math.Min(PageSize, (int)BitOperations.RoundUpToPowerOf2((uint)offset + 1)));
            return;
        }

        if (page == pages.Length) Array.Resize(ref pages, page * 2);
        pages[page] = new T[PageSize];
    }
}
