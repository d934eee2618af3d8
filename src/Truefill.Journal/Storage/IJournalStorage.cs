using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>The directory that a journal lives in: everything it asks of a file system.</summary>
/// <remarks>
/// There is no way to cut a file short: what a journal has written stays, or is overwritten with zeros on purpose.
/// Writing calls throw <see cref="JournalWriteException"/>, reading calls <see cref="JournalIoException"/>. A name is a
/// plain file name.
/// </remarks>
public interface IJournalStorage
{
    /// <summary>Names of the files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Opens a file that exists.</summary>
    IJournalFile Open(string name, bool writable);

    /// <summary>
    /// Creates an empty file, for its owner only, and opens it for writing. Fails if the name is taken.
    /// </summary>
    IJournalFile Create(string name);

    /// <summary>Renames a file. Fails if the new name is taken: nothing is ever replaced.</summary>
    void Rename(string from, string to);

    /// <summary>
    /// Renames a file over one that is there, in one step where the storage can. Only a copy is renewed so, never a
    /// journal.
    /// </summary>
    void Replace(string from, string to)
    {
        Delete(to);
        Rename(from, to);
    }

    /// <summary>Removes a file; used for unfinished temporary files only.</summary>
    void Delete(string name);

    /// <summary>Makes created, renamed and removed names durable.</summary>
    void SyncDirectory();
}
