using System;
using System.Text;

namespace Truefill.Journal;

/// <summary>
/// The directory that an engine owns: made once, then opened by one process at a time, and only the right one.
/// </summary>
/// <remarks>
/// <code>
/// lock        who has it open; locked by the kernel, never removed
/// identity    UUID, state id, epoch, in two slots
/// journal/    segments, watermark, copies of what was cut
/// cursors/    one file per follower
/// </code>
/// Directories are 0700 and files 0600 whatever the umask.
/// </remarks>
public sealed class StateDirectory : IDisposable
{
    private readonly DirectoryLock directoryLock;

    private StateDirectory(string path, StateIdentity identity, DirectoryLock held)
    {
        Path = path;
        Identity = identity;
        directoryLock = held;
    }

    /// <summary>The real path, without symbolic links.</summary>
    public string Path { get; }

    /// <summary>With the epoch of this opening.</summary>
    public StateIdentity Identity { get; }

    public string JournalPath => StateLayout.JournalIn(Path);

    public string CursorsPath => StateLayout.CursorsIn(Path);

    /// <summary>
    /// What the first block of this directory's journal carries: see <see cref="JournalOptions.Genesis"/>.
    /// </summary>
    public ChainHash Genesis => GenesisOf(Identity.Uuid);

    /// <summary>
    /// Makes a state directory with an empty journal. The parent must exist; the directory must not, or be empty.
    /// </summary>
    /// <exception cref="StateDirectoryException">It holds something, or others may write to it.</exception>
    public static void Init(string path, string stateId, Guid uuid)
    {
        if (stateId.Length == 0 || Encoding.UTF8.GetByteCount(stateId) > StateIdentity.StateIdBytesMax)
            throw new ArgumentException("A state id has 1 to 64 bytes.", nameof(stateId));
        StateFolders.Make(path);
        string real = StateFolders.RealPath(path);
        using var root = StateFolders.Open(real);
        using var held = DirectoryLock.Take(root, real, "initialising");
        if (StateFolders.HoldsMoreThan(real, StateLayout.Lock))
        {
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty,
                real,
                "is not empty. Only an empty directory is initialised; nothing is replaced.");
        }

        StateFolders.Restrict(root, real);
        StateFolders.MakeInside(root, StateLayout.Cursors);
        StateFolders.MakeInside(root, StateLayout.Journal);
        using (var journal = new PosixStorage(StateLayout.JournalIn(real)))
            SegmentedJournal.Initialize(journal);

        // Last, because its presence says that all the rest is there.
        using var storage = new PosixStorage(real);
        using (var identity = new IdentityFile(storage.Create(StateLayout.Identity)))
        {
            identity.Save(new StateIdentity(uuid, stateId, 0));
            identity.Save(new StateIdentity(uuid, stateId, 0));
        }

        storage.SyncDirectory();
        StateFolders.SyncParent(real);
    }

    /// <summary>Locks the directory, checks that it is the right one and nobody else's, and raises its epoch.</summary>
    /// <param name="path">May lead through symbolic links.</param>
    /// <param name="expectedStateId">As given to <see cref="Init"/>; null: whatever it is.</param>
    /// <param name="holder">
    /// What a refused second process is told besides the process id, such as the start time.
    /// </param>
    /// <exception cref="StateDirectoryException">Refused, with the reason.</exception>
    public static StateDirectory Open(string path, string? expectedStateId, string holder = "")
    {
        string real = StateFolders.RealPath(path);
        var root = StateFolders.Open(real);
        DirectoryLock? held = null;
        bool opened = false;
        try
        {
            StateFolders.RequireInitialised(root, real, [StateLayout.Journal, StateLayout.Cursors]);
            held = DirectoryLock.Take(root, real, holder);
            using var storage = new PosixStorage(real);
            using var file = new IdentityFile(storage.Open(StateLayout.Identity, writable: true));
            StateIdentity identity = Claim(file, real, expectedStateId);
            opened = true;
            return new StateDirectory(real, identity, held);
        }
        finally
        {
            if (!opened)
            {
                held?.Dispose();
                root.Dispose();
            }
        }
    }

    /// <summary>Whose state it is, read beside whoever has the directory open. Nothing is locked or changed.</summary>
    /// <exception cref="StateDirectoryException">It is none, or not one to be trusted.</exception>
    public static (string Path, StateIdentity Identity) Look(string path)
    {
        string real = StateFolders.RealPath(path);
        using var root = StateFolders.Open(real);
        StateFolders.RequireInitialised(root, real, [StateLayout.Journal, StateLayout.Cursors]);
        using var storage = new PosixStorage(real);
        using var file = new IdentityFile(storage.Open(StateLayout.Identity, writable: false));
        return (real, file.Read() ?? throw Damaged(real));
    }

    /// <summary>A process has the directory open right now.</summary>
    /// <exception cref="StateDirectoryException">There is no such directory, or not one to be trusted.</exception>
    public static bool IsInUse(string path)
    {
        string real = StateFolders.RealPath(path);
        using var root = StateFolders.Open(real);
        return DirectoryLock.IsHeld(root);
    }

    /// <summary>The genesis hash of the directory with that UUID.</summary>
    public static ChainHash GenesisOf(Guid uuid) => ChainHash.Of(uuid.ToByteArray(bigEndian: true));

    /// <summary>Lets the next process in.</summary>
    public void Dispose() => directoryLock.Dispose();

    private static StateIdentity Claim(IdentityFile file, string path, string? expectedStateId)
    {
        StateIdentity read = file.Read() ?? throw Damaged(path);
        if (expectedStateId is not null && read.StateId != expectedStateId)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.ForeignState,
                path,
                $"belongs to \"{read.StateId}\", not to \"{expectedStateId}\".");
        }

        StateIdentity claimed = read with { Epoch = file.NextEpoch(read) };
        file.Save(claimed);
        return claimed;
    }

    private static StateDirectoryException Damaged(string path) =>
        new(StateDirectoryFault.BadIdentity, path, "the file identity is damaged. Restore it from a backup.");
}
