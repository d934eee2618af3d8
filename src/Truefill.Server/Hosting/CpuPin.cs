using System.Runtime.InteropServices;

namespace Truefill.Server.Hosting;

/// <summary>Keeps the calling thread on one processor (<c>engine.cpu</c>), so that its caches stay warm.</summary>
internal static partial class CpuPin
{
    // As many processors as the kernel's mask of this size names.
    private const int MaskWords = 16;

    /// <summary>
    /// Error number of the system call, 0 when it worked. The process itself is never pinned: the JIT needs the others.
    /// </summary>
    public static int Pin(int cpu)
    {
        ulong[] mask = new ulong[MaskWords];
        if (cpu < 0 || cpu >= MaskWords * 64) return 22;
        mask[cpu / 64] = 1UL << (cpu % 64);
        return SetAffinity(0, (nuint)(MaskWords * sizeof(ulong)), mask) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    // Thread id 0 is the calling thread.
    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int threadId, nuint maskBytes, ulong[] mask);
}
