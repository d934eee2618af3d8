using System;
using System.Runtime.InteropServices;

namespace Truefill.Journal;

/// <summary>Zeros at an address to which every disk can be written past the page cache.</summary>
internal static unsafe class ZeroPages
{
    private const int Bytes = 1 << 20;

    /// <summary>Bytes; the largest logical block of a disk.</summary>
    public const int Alignment = 4096;

    private static readonly byte* Zeros = Allocate();

    private static ReadOnlySpan<byte> Span => new(Zeros, Bytes);

    public static void WriteTo(IJournalFile file, long offset, long count)
    {
        for (long end = offset + count; offset < end; offset += Bytes)
            file.WriteAt(offset, Span[..(int)Math.Min(Bytes, end - offset)]);
    }

    private static byte* Allocate()
    {
        void* zeros = NativeMemory.AlignedAlloc(Bytes, Alignment);
        NativeMemory.Clear(zeros, Bytes);
        return (byte*)zeros;
    }
}
