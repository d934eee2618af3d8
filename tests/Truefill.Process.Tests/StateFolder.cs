using System;
using System.IO;
using Truefill.Journal;

namespace Truefill.Process.Tests;

/// <summary>A fresh state directory, removed with everything beside it when the test is over.</summary>
internal sealed class StateFolder : IDisposable
{
    public StateFolder()
    {
        Root = Path.Combine(Path.GetTempPath(), "truefill-process-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Root);
        State = Path.Combine(Root, "state");
        StateDirectory.Init(State, "test", Guid.NewGuid());
    }

    private StateFolder(string from)
    {
        Root = Path.Combine(Path.GetTempPath(), "truefill-process-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Root);
        State = Path.Combine(Root, "state");
        using System.Diagnostics.Process copy = System.Diagnostics.Process.Start("cp", ["-r", "--sparse=always", from, State]);
        copy.WaitForExit();
        if (copy.ExitCode != 0) throw new IOException($"cp of {from} ended with {copy.ExitCode}");
    }

    /// <summary>Another directory with the same content; zeros take no room in it.</summary>
    public static StateFolder CopyOf(StateFolder from) => new(from.State);

    /// <summary>A directory of the test's own around the state directory.</summary>
    public string Root { get; }

    public string State { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
