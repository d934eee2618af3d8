using System;
using System.Runtime.InteropServices;

namespace Truefill.Fix.Tests.Support;

/// <summary>The processor time of this thread: what a busy machine does in between is not in it.</summary>
internal static class ThreadTime
{
    private const int ThreadCpuTime = 3;

    public static TimeSpan Now
    {
        get
        {
            Assert.Equal(0, clock_gettime(ThreadCpuTime, out var time));
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanos / 100));
        }
    }

    [DllImport("libc")]
#pragma warning disable SYSLIB1054 // A generated import would need unsafe code in the tests.
    private static extern int clock_gettime(int clock, out Time time);
#pragma warning restore SYSLIB1054

    private struct Time
    {
        public long Seconds;
        public long Nanos;
    }
}
