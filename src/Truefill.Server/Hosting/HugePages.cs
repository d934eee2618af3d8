using System;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Truefill.Server.Hosting;

/// <summary>
/// Asks the kernel to back the managed heap with pages of 2 MiB. The books of a big day are spread over gigabytes, and
/// with small pages every look-up that misses the caches misses the table of pages as well.
/// Benchmark: <c>core.fill</c>.
/// </summary>
public static partial class HugePages
{
    private const int MadvHugepage = 14;

    /// <summary>
    /// Asks for all that the collector has reserved, used already or not. A hint: false where the kernel has no such
    /// pages to give or /proc is not there, and nothing else changes.
    /// </summary>
    public static bool AskForHeap()
    {
        if (!OperatingSystem.IsLinux()) return false;
        object probe = new();
        nuint inside = AddressOf(probe);
        nuint first = 0;
        nuint last = 0;
        bool found = false;
        try
        {
            foreach (string line in File.ReadLines("/proc/self/maps"))
            {
                if (!TryParse(line, out nuint start, out nuint end)) continue;
                if (start != last)
                {
                    if (found) break;
                    first = start;
                }

                last = end;
                found |= inside >= start && inside < end;
            }
        }
        catch (IOException)
        {
            return false;
        }

        GC.KeepAlive(probe);
        return found && MemoryAdvise(first, last - first, MadvHugepage) == 0;
    }

    // Anonymous memory only: "7f00-7f10 rw-p 00000000 00:00 0".
    private static bool TryParse(string line, out nuint start, out nuint end)
    {
        start = end = 0;
        int dash = line.IndexOf('-', StringComparison.Ordinal);
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        return dash > 0 && blank > dash && line.TrimEnd().EndsWith(" 0", StringComparison.Ordinal)
            && nuint.TryParse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out start)
            && nuint.TryParse(
                line.AsSpan(dash + 1, blank - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out end);
    }

    // The object may move right after: any address in the heap will do.
    private static nuint AddressOf(object value) => Unsafe.As<object, nuint>(ref value);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int MemoryAdvise(nuint address, nuint length, int advice);
}
