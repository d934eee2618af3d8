using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Truefill.Domain.Time;

namespace Truefill.Server.Hosting;

/// <summary>The real clocks of this machine.</summary>
internal sealed partial class SystemClocks : MachineClocks
{
    // CLOCK_BOOTTIME of clock_gettime(2): CLOCK_MONOTONIC, which the framework reads, plus the time of suspends.
    // Setting the time of day moves neither.
    private const int BootClock = 7;

    public override long Monotonic => Nanos(Stopwatch.GetTimestamp());

    public override long Wall => UtcNanos.Of(DateTimeOffset.UtcNow).Value;

    public override long Boot =>
        OperatingSystem.IsLinux() && GetTime(BootClock, out TimeSpec time) == 0
            ? time.Seconds * UtcNanos.PerSecond + time.Nanos
            : Monotonic;

    private static long Nanos(long timestamp) => Stopwatch.Frequency == UtcNanos.PerSecond
        ? timestamp
        : (long)((Int128)timestamp * UtcNanos.PerSecond / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    // struct timespec: both fields are as wide as a pointer.
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanos;
    }
}
