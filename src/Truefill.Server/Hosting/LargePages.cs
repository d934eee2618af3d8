using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace Truefill.Server.Hosting;

/// <summary>
/// Asks Linux to hold the collector's heap in pages of 2 MiB where it can: an order is anywhere among a million, and
/// with pages of 4 KiB the processor first looks for its page, in a virtual machine twice over. Hints only: a kernel
/// that has none to give, or is told never to (<c>transparent_hugepage/enabled</c>), goes on as before.
/// Benchmark: <c>fix.bytes_to_position</c>; docs/adr/0008.
/// </summary>
public static partial class LargePages
{
    private const ulong PageBytes = 1 << 21;

    // Between two looks at the clock.
    private const ulong StepBytes = 32 * PageBytes;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    // madvise(2): from now on, and at once for what is there (Linux 6.1; before it an error that is no matter).
    private const int HugePage = 14;
    private const int Collapse = 25;

    private static volatile bool isAsked;
    private static readonly byte[] Inside = GC.AllocateArray<byte>(1, pinned: true);

    /// <summary>For all memory that the collector takes from now on. Once, at the start of the process.</summary>
    public static void Ask()
    {
        isAsked = IsOffered();
        if (!isAsked) return;
        foreach (Mapping part in Heap()) Advise(part.FirstPage, part.LastPage, HugePage);
    }

    /// <summary>
    /// Moves what the heap holds together: up to a millisecond per 2 MiB in which whoever touches them waits, so when
    /// the books have been recovered and nothing runs yet. What a second does not suffice for stays as it is: a start
    /// is waited for. Nothing, unless <see cref="Ask"/> was called: whose heap it is, the process decides.
    /// </summary>
    public static void Gather()
    {
        if (!isAsked) return;
        long start = Stopwatch.GetTimestamp();
        foreach (Mapping part in Heap())
        {
            if (!part.IsUsed) continue;
            for (ulong at = part.FirstPage; at < part.LastPage; at += StepBytes)
            {
                if (Stopwatch.GetElapsedTime(start) > Most) return;
                Advise(at, Math.Min(part.LastPage, at + StepBytes), Collapse);
            }
        }
    }

    /// <summary>
    /// The mappings side by side, of nothing but memory, that an address lies in: the collector reserves one range and
    /// opens it part by part.
    /// </summary>
    internal static IReadOnlyList<Mapping> Around(IEnumerable<string> maps, ulong address)
    {
        List<Mapping> run = [];
        foreach (string line in maps)
        {
            Mapping? next = Mapping.Read(line);
            if (run.Count > 0 && next?.Start != run[^1].End)
            {
                if (Holds(run, address)) return run;
                run.Clear();
            }

            if (next is { } part) run.Add(part);
        }

        return Holds(run, address) ? run : [];
    }

    private static bool Holds(List<Mapping> run, ulong address) =>
        run.Count > 0 && address >= run[0].Start && address < run[^1].End;

    private static IReadOnlyList<Mapping> Heap() =>
        Around(File.ReadLines("/proc/self/maps"), (ulong)Marshal.UnsafeAddrOfPinnedArrayElement(Inside, 0));

    private static void Advise(ulong start, ulong end, int advice)
    {
        if (end > start) _ = MAdvise((nint)start, (nuint)(end - start), advice);
    }

    private static bool IsOffered()
    {
        try
        {
            return OperatingSystem.IsLinux()
                && !File.ReadAllText("/sys/kernel/mm/transparent_hugepage/enabled").Contains("[never]");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int MAdvise(nint start, nuint bytes, int advice);

    /// <summary>A private mapping without a file behind it, as /proc/self/maps writes one.</summary>
    /// <param name="IsUsed">Can be written: not only reserved.</param>
    internal readonly record struct Mapping(ulong Start, ulong End, bool IsUsed)
    {
        /// <summary>Where the first whole page of 2 MiB starts.</summary>
        public ulong FirstPage => (Start + PageBytes - 1) & ~(PageBytes - 1);

        /// <summary>Where the last one ends; not above <see cref="FirstPage"/> if there is none.</summary>
        public ulong LastPage => End & ~(PageBytes - 1);

        // "7f00-7f10 rw-p 00000000 00:00 0 [anon:...]": addresses, rights, offset, device, file, its path.
        public static Mapping? Read(string line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 5 || parts[4] != "0" || parts[1] is not ("rw-p" or "---p")) return null;
            if (parts.Length > 5 && !parts[5].StartsWith("[anon", StringComparison.Ordinal)) return null;
            int dash = parts[0].IndexOf('-', StringComparison.Ordinal);
            ReadOnlySpan<char> range = parts[0];
            return new Mapping(Address(range[..dash]), Address(range[(dash + 1)..]), parts[1] == "rw-p");
        }

        private static ulong Address(ReadOnlySpan<char> hex) =>
            ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
