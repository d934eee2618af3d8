using System;
using System.IO;
using System.Runtime.Versioning;

namespace Truefill.Journal.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class StateBackupTests : IDisposable
{
    private readonly string _root = TempFolder.Make();

    private string State => Path.Combine(_root, "state");

    private string Copy => Path.Combine(_root, "copy");

    public void Dispose() => TempFolder.Remove(_root);

    [Fact]
    public void What_is_put_into_a_copy_before_it_opens_is_there_before_its_identity_and_under_its_lock()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        string? seen = null;
        (string path, _) = StateBackup.Copy(State, Copy, beforeItOpens: copy =>
        {
            seen = copy;
            Assert.False(File.Exists(Path.Combine(copy, "identity")));
            Assert.True(StateDirectory.IsInUse(copy));
        });
        Assert.Equal(path, seen);
        StateDirectory.Open(Copy, "desk-1").Dispose();
    }

    [Fact]
    public void A_copy_has_the_epoch_that_it_is_to_go_on_from()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        StateDirectory.Open(State, "desk-1").Dispose();
        StateBackup.Copy(State, Copy, epoch => epoch + 41);
        Assert.Equal(42ul, StateDirectory.Look(Copy).Identity.Epoch);
    }
}
