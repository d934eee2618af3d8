using System;
using System.IO;
using Truefill.Journal;

namespace Truefill.Server.Service;

/// <summary>A state directory opened for writing: its lock, and the places inside it.</summary>
public sealed class StateSession : IDisposable
{
    private const string CheckpointsName = "checkpoints";
    private const string HeldMark = "held";

    private readonly StateDirectory directory;

    private StateSession(StateDirectory directory)
    {
        this.directory = directory;
        Journal = new PosixStorage(directory.JournalPath);
        Cursors = new PosixStorage(directory.CursorsPath);
        string checkpoints = System.IO.Path.Combine(directory.Path, CheckpointsName);
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

    public PosixStorage Cursors { get; }

    public PosixStorage Checkpoints { get; }

    public ChainHash Genesis => directory.Genesis;

    /// <summary>Why the last run asked that the next one starts held; null as a rule.</summary>
    public string? HeldReason => File.Exists(HeldPath) ? File.ReadAllText(HeldPath).Trim() : null;

    private string HeldPath => System.IO.Path.Combine(Path, HeldMark);

    /// <exception cref="StateDirectoryException">Missing, foreign, insecure, or somebody else has it.</exception>
    public static StateSession Open(string path, string? stateId) =>
        new(StateDirectory.Open(path, stateId, $"since {DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}"));

    /// <summary>The next start on that directory comes up held for this reason, and says so in the journal.</summary>
    public static void MarkHeld(string stateDirectory, string reason)
    {
        string path = System.IO.Path.Combine(stateDirectory, HeldMark);
        File.WriteAllText(path, reason + "\n");
        File.SetUnixFileMode(path, PrivateFile);
    }

    /// <summary>Best effort: the disk that failed may refuse this too.</summary>
    public void MarkHeld(string reason)
    {
        try
        {
            MarkHeld(Path, reason);
        }
        catch (IOException)
        {
            // The failure that led here is being reported; this mark only helps the next start to say why it waits.
        }
    }

    public void ClearHeld() => File.Delete(HeldPath);

    public void Dispose()
    {
        Checkpoints.Dispose();
        Cursors.Dispose();
        Journal.Dispose();
        directory.Dispose();
    }
}
