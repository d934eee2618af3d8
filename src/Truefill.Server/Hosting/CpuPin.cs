using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace Truefill.Server.Hosting;

/// <summary>Keeps the calling thread on one processor (<c>engine.cpu</c>), so that its caches stay warm.</summary>
internal static partial class CpuPin
{
    // As many processors as engine.cpu may name; the kernel ignores what it has not got.
    private const int MaskWords = 64;

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

    /// <summary>
    /// The processors that this process may run on, ascending: a container or a supervisor may leave it some only.
    /// Null: the kernel does not say.
    /// </summary>
    public static IReadOnlyList<int>? Allowed()
    {
        ulong[] mask = new ulong[MaskWords];

        // The main thread's, which is never pinned.
        if (GetAffinity(Environment.ProcessId, (nuint)(MaskWords * sizeof(ulong)), mask) != 0) return null;
        return [.. Enumerable.Range(0, MaskWords * 64).Where(cpu => (mask[cpu / 64] >> (cpu % 64) & 1) != 0)];
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int threadId, nuint maskBytes, ulong[] mask);

    // Thread id 0 is the calling thread.
    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int threadId, nuint maskBytes, ulong[] mask);
}
