using System.Runtime.InteropServices;

namespace Truefill.Tests;

/// <summary>Signals by their numbers on Linux, sent without the program kill, which is not on every machine.</summary>
internal static partial class OsSignal
{
    public const int HangUp = 1;
    public const int Kill = 9;
    public const int User1 = 10;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>A process that has ended gets nothing, which is no error here.</summary>
    public static void Send(int processId, int signal) => _ = SendSignal(processId, signal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);
}
