using System;
using Truefill.Journal;

namespace Truefill.Engine.Tests.Support;

/// <summary>A directory of the real disk of which a file cannot be read, or that is full.</summary>
internal sealed class BadStorage(IJournalStorage disk) : StorageOver(disk)
{
    private const int Io = 5;
    private const int NoSpace = 28;

    /// <summary>Name of the file that cannot be read.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Nothing can be synced.</summary>
    public bool IsFull { get; init; }

    /// <summary>Done by somebody else just before a file gets its name.</summary>
    public Action? BeforeRename { get; init; }

    public override void Rename(string from, string to)
    {
        BeforeRename?.Invoke();
        base.Rename(from, to);
    }

    protected override int Read(IJournalFile file, long offset, Span<byte> to) =>
        Unreadable is { } name && file.Name.EndsWith(name, StringComparison.Ordinal)
            ? throw new JournalIoException(Io, "pread", file.Name)
            : base.Read(file, offset, to);

    protected override void Sync(IJournalFile file)
    {
        if (IsFull) throw new JournalWriteException(NoSpace, "fdatasync", file.Name);
        base.Sync(file);
    }
}
