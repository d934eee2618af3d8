using System;
using System.IO;
using System.Linq;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

public class LargePagesTests
{
    private static readonly string[] Maps =
    [
        "00400000-00500000 r-xp 00000000 fd:00 1234 /usr/bin/dotnet",
        "7f0000000000-7f0000400000 rw-p 00000000 00:00 0 ",
        "7f0000400000-7f0000800000 ---p 00000000 00:00 0 ",
        "7f0000800000-7f0000c00000 rw-p 00000000 00:00 0 [anon:GC]",
        "7f0000c00000-7f0000d00000 r--p 00000000 fd:00 99 /usr/lib/libc.so.6",
        "7f0000d00000-7f0000e00000 rw-p 00000000 00:00 0 ",
        "7f0000f00000-7f0001000000 rw-p 00000000 00:00 0 ",
        "7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0 [stack]",
    ];

    [Theory]
    [InlineData(0x7f0000000000)]
    [InlineData(0x7f0000500000)]
    [InlineData(0x7f0000bfffff)]
    public void The_heap_is_every_mapping_of_memory_side_by_side_with_the_one_it_was_found_in(long address)
    {
        var run = LargePages.Around(Maps, (ulong)address);
        Assert.Equal([0x7f0000000000, 0x7f0000400000, 0x7f0000800000], run.Select(m => (long)m.Start));
        Assert.Equal([true, false, true], run.Select(m => m.IsUsed));
    }

    [Fact]
    public void A_gap_ends_it()
    {
        Assert.Equal(0x7f0000e00000UL, Assert.Single(LargePages.Around(Maps, 0x7f0000d00010)).End);
        Assert.Equal(0x7f0001000000UL, Assert.Single(LargePages.Around(Maps, 0x7f0000f00010)).End);
    }

    [Theory]
    [InlineData(0x00450000)]
    [InlineData(0x7f0000c00010)]
    [InlineData(0x7ffc00000010)]
    [InlineData(0x7f0000e00010)]
    public void What_is_not_the_processs_own_memory_is_left_alone(long address) =>
        Assert.Empty(LargePages.Around(Maps, (ulong)address));

    [Fact]
    public void The_kernel_gives_large_pages_for_what_is_gathered()
    {
        // Where it has none to give, only that nothing breaks can be seen.
        byte[] kept = GC.AllocateUninitializedArray<byte>(64 << 20, pinned: true);
        kept.AsSpan().Fill(1);
        LargePages.Ask();
        LargePages.Gather();
        Assert.True(kept.AsSpan().IndexOfAnyExcept((byte)1) < 0);
        if (IsModern() && IsOffered()) Assert.True(LargeKib() > 0);
    }

    private static bool IsModern() =>
        OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(6, 1);

    private static bool IsOffered() =>
        !File.ReadAllText("/sys/kernel/mm/transparent_hugepage/enabled").Contains("[never]", StringComparison.Ordinal);

    private static long LargeKib() => File.ReadLines("/proc/self/smaps_rollup")
        .Where(l => l.StartsWith("AnonHugePages:", StringComparison.Ordinal))
        .Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null));
}
