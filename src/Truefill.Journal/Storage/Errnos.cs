using System.Globalization;
using System.Runtime.InteropServices;

namespace Truefill.Journal;

/// <summary>Error numbers of Linux that are named here.</summary>
internal static class Errnos
{
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int WouldBlock = 11;
    public const int Exists = 17;
    public const int Invalid = 22;
    public const int NoSpace = 28;
    public const int TimerExpired = 62;
    public const int QuotaExceeded = 122;

    /// <summary>Text of the system, with the number.</summary>
    public static string Describe(int errno) =>
        string.Create(CultureInfo.InvariantCulture, $"{Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})");
}
