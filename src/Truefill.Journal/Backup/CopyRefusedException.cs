using System.Globalization;
using System.IO;

namespace Truefill.Journal;

/// <summary>
/// A journal is not copied, because the target holds what the copy would take away. Nothing was written.
/// </summary>
public sealed class CopyRefusedException : IOException
{
    public CopyRefusedException(string file, long offset, string reason)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The copy's {file} at offset {offset}: {reason}. Nothing was written; use another directory."))
    {
        File = file;
        Offset = offset;
    }

    /// <summary>Name of the segment.</summary>
    public string File { get; }

    /// <summary>Bytes into the segment.</summary>
    public long Offset { get; }
}
