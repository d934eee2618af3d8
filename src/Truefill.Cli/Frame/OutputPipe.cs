using System.Runtime.InteropServices;

namespace Truefill.Cli.Frame;

/// <summary>Whether anybody still reads stdout. .NET takes what is written into a broken pipe without a word.</summary>
internal static partial class OutputPipe
{
    private const int Stdout = 1;
    private const short ErrorOrHangUp = 0x18;

    public static bool IsBroken()
    {
        var asked = new PollFd { Fd = Stdout };
        return Poll(ref asked, 1, 0) > 0 && (asked.Happened & ErrorOrHangUp) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollFd fds, nuint count, int timeoutMs);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Fd;
        public short Asked;
        public short Happened;
    }
}
