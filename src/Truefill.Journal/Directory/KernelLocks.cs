using System;
using System.Globalization;
using System.IO;

namespace Truefill.Journal;

/// <summary>The kernel's list of file locks, <c>/proc/locks</c>.</summary>
/// <remarks>
/// A line is <c>1: FLOCK ADVISORY WRITE pid major:minor:inode start end</c>, device numbers in hexadecimal; waiters
/// have an arrow behind the number. See proc_locks(5).
/// </remarks>
internal static class KernelLocks
{
    private const string List = "/proc/locks";

    /// <summary>
    /// The process that holds the whole file or directory for itself alone; null where the list does not say, as of
    /// processes in another namespace.
    /// </summary>
    public static int? HolderOf(in FileStatus file)
    {
        string identity = string.Create(
            CultureInfo.InvariantCulture, $"{file.Device >> 32:x2}:{file.Device & uint.MaxValue:x2}:{file.Inode}");
        try
        {
            foreach (string line in File.ReadLines(List))
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words is [_, "FLOCK", _, "WRITE", { } holder, { } locked, ..] && locked == identity
                    && int.TryParse(holder, CultureInfo.InvariantCulture, out int process) && process > 0)
                    return process;
            }
        }
        catch (IOException)
        {
            // Without the list the name in the file has to do.
        }
        catch (UnauthorizedAccessException)
        {
            // As above.
        }

        return null;
    }
}
