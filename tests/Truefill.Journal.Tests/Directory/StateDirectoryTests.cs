using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Truefill.Journal.Tests;

[UnsupportedOSPlatform("windows")]
public sealed partial class StateDirectoryTests : IDisposable
{
    private static readonly Guid Uuid = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private readonly string root = TempFolder.Make();

    private string State => Path.Combine(root, "state");

    public void Dispose() => TempFolder.Remove(root);

    [Fact]
    public void An_initialised_directory_opens_with_its_identity_and_a_higher_epoch_each_time()
    {
        Init();
        for (ulong epoch = 1; epoch <= 5; epoch++)
        {
            using StateDirectory state = Open();
            Assert.Equal(new StateIdentity(Uuid, "desk-1", epoch), state.Identity);
        }
    }

    [Fact]
    public void Directories_are_for_the_owner_only_and_so_are_files_also_under_umask_zero()
    {
        uint umask = SetUmask(0);
        try
        {
            Init();
            using (StateDirectory state = Open())
            using (var storage = new PosixStorage(state.JournalPath))
                Journals.Open(storage, Journals.Options()).Dispose();
        }
        finally
        {
            _ = SetUmask(umask);
        }

        foreach (string folder in Directory.GetDirectories(root, "*", SearchOption.AllDirectories))
            Assert.Equal(Convert.ToInt32("700", 8), (int)File.GetUnixFileMode(folder));
        string[] files = Directory.GetFiles(State, "*", SearchOption.AllDirectories);
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(Convert.ToInt32("600", 8), (int)File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_directory_that_holds_something_is_not_initialised()
    {
        Directory.CreateDirectory(State);
        File.WriteAllText(Path.Combine(State, "notes"), "mine");
        Assert.Equal(StateDirectoryFault.NotEmpty, Fault(Init));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(State, "notes")));
    }

    [Fact]
    public void A_directory_is_not_initialised_twice()
    {
        Init();
        Assert.Equal(StateDirectoryFault.NotEmpty, Fault(Init));
    }

    [Fact]
    public void A_missing_directory_is_refused() => Assert.Equal(StateDirectoryFault.Missing, Fault(() => Open()));

    [Fact]
    public void A_wiped_directory_is_refused()
    {
        Init();
        Directory.Delete(State, recursive: true);
        Directory.CreateDirectory(State);
        Assert.Equal(StateDirectoryFault.NotInitialised, Fault(() => Open()));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("journal")]
    [InlineData("cursors")]
    public void A_directory_that_lost_a_part_is_refused(string part)
    {
        Init();
        string path = Path.Combine(State, part);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
        Assert.Equal(StateDirectoryFault.NotInitialised, Fault(() => Open()));
    }

    [Fact]
    public void A_journal_folder_that_was_emptied_is_refused_by_recovery()
    {
        Init();
        using StateDirectory state = Open();
        File.Delete(Path.Combine(state.JournalPath, WatermarkFile.FileName));
        using var storage = new PosixStorage(state.JournalPath);
        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(storage, Journals.Options()));
        Assert.Equal(JournalFinding.BadWatermark, e.Finding);
    }

    [Fact]
    public void A_directory_of_another_state_is_refused()
    {
        Init();
        StateDirectoryException e = Assert.Throws<StateDirectoryException>(() => StateDirectory.Open(State, "desk-2"));
        Assert.Equal(StateDirectoryFault.ForeignState, e.Fault);
        Assert.Contains("\"desk-1\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_identity_is_refused()
    {
        Init();
        File.WriteAllBytes(Path.Combine(State, "identity"), new byte[1024]);
        Assert.Equal(StateDirectoryFault.BadIdentity, Fault(() => Open()));
    }

    [Theory]
    [InlineData(".", "770")]
    [InlineData(".", "707")]
    [InlineData("journal", "720")]
    [InlineData("identity", "602")]
    [InlineData("lock", "660")]
    public void What_others_may_write_is_refused(string part, string mode)
    {
        Init();
        File.SetUnixFileMode(Path.Combine(State, part), (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.Equal(StateDirectoryFault.Insecure, Fault(() => Open()));
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("identity")]
    [InlineData("lock")]
    public void A_part_that_lies_elsewhere_is_refused(string part)
    {
        Init();
        string path = Path.Combine(State, part);
        Directory.Move(path, Path.Combine(root, "elsewhere"));
        File.CreateSymbolicLink(path, Path.Combine(root, "elsewhere"));
        Assert.Equal(StateDirectoryFault.Insecure, Fault(() => Open()));
    }

    [Fact]
    public void A_second_opening_is_refused_and_told_who_holds_it()
    {
        Init();
        using StateDirectory first = StateDirectory.Open(State, "desk-1", "started 09:00");
        StateDirectoryException e = Assert.Throws<StateDirectoryException>(() => Open());
        Assert.Equal(StateDirectoryFault.Locked, e.Fault);
        Assert.Contains($"pid {Environment.ProcessId}, started 09:00", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pid 1, started the day before")]
    public void Who_holds_it_is_told_before_the_holder_has_written_its_name(string inFile)
    {
        Init();
        using StateDirectory first = StateDirectory.Open(State, "desk-1", "started 09:00");

        // Not by the framework, which locks what it writes.
        Assert.Equal(0, Run("sh", "-c", $"printf '%s' '{inFile}' > '{Path.Combine(State, "lock")}'"));
        StateDirectoryException e = Assert.Throws<StateDirectoryException>(() => Open());
        Assert.EndsWith($"in use by pid {Environment.ProcessId}.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_opening_through_a_symbolic_link_is_refused()
    {
        Init();
        string link = Path.Combine(root, "link");
        Directory.CreateSymbolicLink(link, State);
        using (StateDirectory.Open(link, "desk-1"))
            Assert.Equal(StateDirectoryFault.Locked, Fault(() => Open()));
        using (Open())
            Assert.Equal(StateDirectoryFault.Locked, Fault(() => StateDirectory.Open(link, "desk-1")));
    }

    [Fact]
    public void A_second_opening_is_refused_after_somebody_deleted_the_lock_file()
    {
        Init();
        using StateDirectory first = Open();
        File.Delete(Path.Combine(State, "lock"));
        Assert.Equal(StateDirectoryFault.Locked, Fault(() => Open()));
    }

    [Fact]
    public void Other_programs_find_the_directory_and_the_lock_file_locked_by_the_kernel()
    {
        Init();
        using StateDirectory first = Open();
        Assert.Equal(1, Run("flock", "-n", State, "true"));
        Assert.Equal(1, Run("flock", "-n", Path.Combine(State, "lock"), "true"));
    }

    [Fact]
    public void A_directory_held_by_another_process_is_refused_and_free_again_after_its_death()
    {
        Init();
        using Process holder = Process.Start(new ProcessStartInfo("flock", [State, "sleep", "60"]))!;
        try
        {
            Eventually.HoldsBlocking(() => Fault(() => Open()) == StateDirectoryFault.Locked, "it is locked");
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
            holder.WaitForExit();
        }

        Eventually.HoldsBlocking(() => Fault(() => Open()) is null, "the lock is gone");
    }

    // As in a process between its birth and its own program.
    [Fact]
    public void A_directory_is_free_as_soon_as_it_is_closed_even_while_copies_of_its_handles_are_open()
    {
        Init();
        StateDirectory state = Open();
        List<int> copies = [];
        foreach (string link in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            string? file = new FileInfo(link).LinkTarget;
            if (file is not null && file.StartsWith(State, StringComparison.Ordinal))
                copies.Add(Duplicate(int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture)));
        }

        Assert.True(copies.Count >= 2);
        state.Dispose();
        try
        {
            Assert.Null(Fault(() => Open()));
        }
        finally
        {
            foreach (int copy in copies) Assert.Equal(0, Close(copy));
        }
    }

    [Fact]
    public void A_child_process_does_not_inherit_the_lock()
    {
        Init();
        StateDirectory state = Open();
        using Process child = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        try
        {
            state.Dispose();
            Assert.Null(Fault(() => Open()));
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Fact]
    public void A_stale_holder_in_the_lock_file_keeps_nobody_out()
    {
        Init();
        File.WriteAllText(Path.Combine(State, "lock"), "pid 1, started long ago");
        Open().Dispose();
        string holder = File.ReadAllText(Path.Combine(State, "lock"));
        Assert.StartsWith($"pid {Environment.ProcessId} ", holder, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_opening_leaves_nothing_locked()
    {
        Init();
        Assert.Equal(StateDirectoryFault.ForeignState, Fault(() => StateDirectory.Open(State, "other")));
        Open().Dispose();
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetUmask(uint mask);

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    // Null when it opens.
    private static StateDirectoryFault? Fault(Action open)
    {
        try
        {
            open();
            return null;
        }
        catch (StateDirectoryException e)
        {
            return e.Fault;
        }
    }

    private static StateDirectoryFault? Fault(Func<StateDirectory> open) => Fault(() => open().Dispose());

    private void Init() => StateDirectory.Init(State, "desk-1", Uuid);

    private StateDirectory Open() => StateDirectory.Open(State, "desk-1");
}
