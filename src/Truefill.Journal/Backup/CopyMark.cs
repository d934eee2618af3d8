using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Truefill.Journal;

/// <summary>
/// Lies in a directory from the beginning of its first copy to the end of it: of which state it is to become a copy,
/// and with which epoch. What is beside it is ours, and whoever was cut off goes on there.
/// </summary>
internal sealed record CopyMark(Guid Uuid, ulong Epoch)
{
    private const string Temporary = StateLayout.Copying + ".tmp";
    private const int MostBytes = 128;

    /// <summary>Null: there is none, or it says nothing.</summary>
    public static CopyMark? In(string directory)
    {
        if (!File.Exists(Path.Combine(directory, StateLayout.Copying)))
            return null;
        using var storage = new PosixStorage(directory);
        using IJournalFile file = storage.Open(StateLayout.Copying, writable: false);
        var bytes = new byte[MostBytes];
        string[] parts = Encoding.ASCII.GetString(bytes, 0, file.ReadAt(0, bytes)).Trim().Split(' ');
        return parts.Length == 2 && Guid.TryParse(parts[0], out Guid uuid)
            && ulong.TryParse(parts[1], CultureInfo.InvariantCulture, out ulong epoch)
                ? new CopyMark(uuid, epoch) : null;
    }

    /// <summary>Nothing is there but what lies there before the mark does.</summary>
    public static bool IsBeforeIt(string directory)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(directory))
        {
            if (Path.GetFileName(entry) is not (StateLayout.Lock or Temporary))
                return false;
        }

        return true;
    }

    /// <summary>Durable when it returns.</summary>
    public void Write(string directory)
    {
        using var storage = new PosixStorage(directory);
        StoredFile.Write(storage, StateLayout.Copying, file => file.WriteAt(0, Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Uuid} {Epoch}\n"))));
    }

    /// <summary>The copy's identity; null while it has none, or was cut off in the middle of it.</summary>
    public static StateIdentity? IdentityIn(string directory)
    {
        if (!File.Exists(Path.Combine(directory, StateLayout.Identity)))
            return null;
        using var storage = new PosixStorage(directory);
        using var file = new IdentityFile(storage.Open(StateLayout.Identity, writable: false));
        return file.Read();
    }
}
