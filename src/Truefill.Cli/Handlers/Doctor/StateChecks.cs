using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Truefill.Cli.Frame;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Doctor;

/// <summary>
/// The state directory: whose it is, whether its disk has room and keeps its word, whether the journal reads.
/// </summary>
internal static class StateChecks
{
    private const UnixFileMode Foreign = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.OtherRead;
    private const int Syncs = 16;
    private const int SyncBytes = 4096;

    // A disk that has written something needs longer than this; memory that says so does not.
    private static readonly TimeSpan Incredible = TimeSpan.FromMicroseconds(5);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    /// <summary>A service has it. Not known of a directory that is refused, which has a row of its own.</summary>
    public static bool IsInUse(string directory)
    {
        try
        {
            return Directory.Exists(directory) && StateDirectory.IsInUse(directory);
        }
        catch (Exception e) when (e is StateDirectoryException or IOException)
        {
            return false;
        }
    }

    public static IEnumerable<Diagnosis> Run(string directory, TruefillOptions options)
    {
        Diagnosis state = Look(directory, options.StateId);
        yield return state;
        yield return SocketPath(directory);
        yield return Space(directory, options.Storage);
        if (state.Verdict == Verdict.Fail) yield break;
        yield return new Diagnosis("lock", Verdict.Ok, IsInUse(directory) ? "a service has the directory" : "free");
        yield return Sync(StateDirectory.Look(directory).Path);
        Replica? newest = null;
        Diagnosis journal = Journal(directory, ref newest);
        yield return journal;
        if (newest is not null) yield return Clock(newest);
    }

    private static Diagnosis Look(string directory, string? stateId)
    {
        const string check = "state_dir";
        try
        {
            (string path, StateIdentity identity) = StateDirectory.Look(directory);
            if (stateId is not null && identity.StateId != stateId)
            {
                return new Diagnosis(
                    check, Verdict.Fail, $"{path} is of '{identity.StateId}', the configuration expects '{stateId}'",
                    "point state_dir at the right directory, or correct state_id");
            }

            UnixFileMode mode = File.GetUnixFileMode(path);
            if ((mode & Foreign) != UnixFileMode.None)
                return new Diagnosis(check, Verdict.Fail, $"{path} is open to others ({mode})", $"chmod 700 {path}");
            string probe = Path.Combine(path, ".doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Diagnosis(check, Verdict.Ok, path);
        }
        catch (StateDirectoryException e)
        {
            return new Diagnosis(check, Verdict.Fail, e.Message, $"truefill init --state-dir {directory}, or restore");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Diagnosis(check, Verdict.Fail, e.Message, $"give it to the user who runs the service: chown");
        }
    }

    private static Diagnosis SocketPath(string directory)
    {
        const string check = "socket";
        try
        {
            return new Diagnosis(check, Verdict.Ok, ServiceSettings.SocketPathIn(RealPath(directory)));
        }
        catch (ServiceSettingException e)
        {
            return new Diagnosis(check, Verdict.Fail, e.Message, "choose a state_dir with a shorter path");
        }
    }

    // The service uses the real path; a directory that is refused, which has a row of its own, is taken as it is named.
    private static string RealPath(string directory)
    {
        try
        {
            return StateDirectory.Look(directory).Path;
        }
        catch (Exception e) when (e is StateDirectoryException or IOException or UnauthorizedAccessException)
        {
            return directory;
        }
    }

    private static Diagnosis Space(string directory, StorageOptions storage)
    {
        string place = directory;
        while (!Directory.Exists(place)) place = Path.GetDirectoryName(place) ?? "/";
        DriveInfo drive = new(place);
        long free = drive.AvailableFreeSpace;
        string detail = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1L << 30):0.0} GiB free");
        const string fix = "make room, or archive: truefill journal archive; bounds: storage.*";
        if (free < storage.StopOrdersFreeBytes)
            return new Diagnosis("free_space", Verdict.Fail, detail + ": new orders are refused", fix);
        return free < storage.WarnFreeBytes
            ? new Diagnosis("free_space", Verdict.Warn, detail, fix)
            : new Diagnosis("free_space", Verdict.Ok, detail);
    }

    private static Diagnosis Sync(string directory)
    {
        string probe = Path.Combine(directory, ".doctor");
        try
        {
            TimeSpan median = MedianSync(probe);
            string format = new DriveInfo(directory).DriveFormat;
            string detail = string.Create(
                CultureInfo.InvariantCulture, $"{median.TotalMilliseconds:0.000} ms in the middle, on {format}");
            if (format is "tmpfs" or "ramfs" || median < Incredible)
            {
                return new Diagnosis(
                    "fsync", Verdict.Warn, detail + ": what is synced may not outlive a power cut",
                    "put state_dir on a disk that keeps what it confirms");
            }

            return median > Slow
                ? new Diagnosis("fsync", Verdict.Warn, detail + ": every answer waits for one", "use a faster disk")
                : new Diagnosis("fsync", Verdict.Ok, detail);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalIoException
            or JournalWriteException)
        {
            return new Diagnosis("fsync", Verdict.Fail, e.Message, "check the disk: dmesg, smartctl");
        }
        finally
        {
            File.Delete(probe);
        }
    }

    private static TimeSpan MedianSync(string probe)
    {
        byte[] block = new byte[SyncBytes];
        List<TimeSpan> times = [];
        File.Delete(probe);
        using PosixStorage storage = new(Path.GetDirectoryName(probe)!);
        using IJournalFile file = storage.Create(Path.GetFileName(probe));
        for (int i = 0; i < Syncs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            file.WriteAt(i * SyncBytes, block);
            file.SyncData();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        times.Sort();
        return times[Syncs / 2];
    }

    private static Diagnosis Journal(string directory, ref Replica? newest)
    {
        try
        {
            (Replica replica, ulong from) = StatePlace.Read(directory, state => (state.Newest(), state.ReadFrom));
            newest = replica;
            string before = from > 1 ? "; what is older, 'truefill journal verify' reads" : "";
            return new Diagnosis(
                "journal", Verdict.Ok, $"reads from sequence {from} to its end, sequence {replica.Seq}{before}");
        }
        catch (CliException e)
        {
            return new Diagnosis("journal", Verdict.Fail, e.Message, "truefill journal verify, then journal repair");
        }
    }

    private static Diagnosis Clock(Replica newest)
    {
        double behind = (newest.At.Value - new EngineClock().Now.Value) / 1e9;
        return behind > 1
            ? new Diagnosis(
                "clock", Verdict.Fail,
                string.Create(CultureInfo.InvariantCulture, $"{behind:0.0} s behind the journal's last input"),
                "set the clock and keep it: timedatectl set-ntp true")
            : new Diagnosis("clock", Verdict.Ok, "not behind the journal");
    }
}
