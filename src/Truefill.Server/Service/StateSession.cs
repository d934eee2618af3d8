using System;
using System.IO;
using System.Text;
using Truefill.Journal;

namespace Truefill.Server.Service;

/// <summary>A state directory opened for writing: its lock, and the places inside it.</summary>
public sealed class StateSession : IDisposable
{
    private readonly StateDirectory directory;

    private StateSession(StateDirectory directory)
    {
        this.directory = directory;
        Journal = new PosixStorage(directory.JournalPath);
        Cursors = new PosixStorage(directory.CursorsPath);
        Root = new PosixStorage(directory.Path);
        string checkpoints = StateLayout.CheckpointsIn(directory.Path);
        Directory.CreateDirectory(checkpoints, PrivateDirectory);
        Checkpoints = new PosixStorage(checkpoints);
    }

    /// <summary>0700: positions are confidential.</summary>
    public static UnixFileMode PrivateDirectory =>
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>0600.</summary>
    public static UnixFileMode PrivateFile => UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The real path.</summary>
    public string Path => directory.Path;

    public StateIdentity Identity => directory.Identity;

    public PosixStorage Journal { get; }

    /// <summary>The directory itself.</summary>
    public PosixStorage Root { get; }

    public PosixStorage Cursors { get; }

    public PosixStorage Checkpoints { get; }

    public ChainHash Genesis => directory.Genesis;

    /// <summary>Why the last run asked that the next one starts held; null as a rule.</summary>
    public string? HeldReason => !File.Exists(HeldPath) ? null
        : File.ReadAllText(HeldPath).Trim() is { Length: > 0 } reason ? reason
        : "the last run ended before it could write why";

    private string HeldPath => System.IO.Path.Combine(Path, StateLayout.Held);

    /// <exception cref="StateDirectoryException">Missing, foreign, insecure, or somebody else has it.</exception>
    public static StateSession Open(string path, string? stateId) =>
        new(StateDirectory.Open(path, stateId, $"since {DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}"));

    /// <summary>
    /// The next start on that directory comes up held for this reason, and says so in the journal. Durable when it
    /// returns.
    /// </summary>
    /// <param name="stateDirectory">The real path.</param>
    public static void MarkHeld(string stateDirectory, string reason)
    {
        string written = System.IO.Path.Combine(stateDirectory, StateLayout.HeldBeingWritten);
        using PosixStorage storage = new(stateDirectory);
        if (File.Exists(written)) storage.Delete(StateLayout.HeldBeingWritten);
        using (IJournalFile mark = storage.Create(StateLayout.HeldBeingWritten))
        {
            try
            {
                mark.WriteAt(0, Encoding.UTF8.GetBytes(reason + "\n"));
                mark.SyncData();
            }
            finally
            {
                // On a disk that takes nothing more, one without its reason holds the next start too.
                File.Move(written, System.IO.Path.Combine(stateDirectory, StateLayout.Held), overwrite: true);
            }
        }

        storage.SyncDirectory();
    }

    /// <summary>Best effort: the disk that failed may refuse this too.</summary>
    /// <returns>Why it could not be done; null: it is.</returns>
    public string? TryMarkHeld(string reason)
    {
        try
        {
            MarkHeld(Path, reason);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    public void ClearHeld() => File.Delete(HeldPath);

    public void Dispose()
    {
        Checkpoints.Dispose();
        Root.Dispose();
        Cursors.Dispose();
        Journal.Dispose();
        directory.Dispose();
    }
}
