using System.IO;

namespace Truefill.Journal;

/// <summary>
/// What the files and folders of a state directory are called. All of them are here, also those that the service and
/// its commands make, so that no two get the same name.
/// </summary>
public static class StateLayout
{
    /// <summary>Who has the directory open.</summary>
    public const string Lock = "lock";

    /// <summary>Whose state it is.</summary>
    public const string Identity = "identity";

    /// <summary>Folder of the segments, the watermark, and copies of what was cut.</summary>
    public const string Journal = "journal";

    /// <summary>Folder with a file for each follower of the journal.</summary>
    public const string Cursors = "cursors";

    /// <summary>Folder of the states that a start replays from.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Why the next start comes up held; as a rule not there.</summary>
    public const string Held = "held";

    /// <summary><see cref="Held"/> while it is written.</summary>
    public const string HeldBeingWritten = "held.new";

    /// <summary>Of which state this is to become a copy, while it is none yet.</summary>
    public const string Copying = "copying";

    /// <summary>Inputs at which the engine broke; as a rule not there.</summary>
    public const string FatalInputs = "fatal-inputs";

    /// <summary>Engages the global kill switch by being there.</summary>
    public const string Kill = "kill";

    /// <summary>The Unix socket of the API.</summary>
    public const string Socket = "api.sock";

    /// <summary>Folder of the stores of FIX sessions.</summary>
    public const string Fix = "fix";

    /// <summary>Folder of what simulated venues remember.</summary>
    public const string Venues = "venues";

    /// <summary>The lines of order events.</summary>
    public const string OrderEvents = "order_events.parquet.jsonl";

    /// <summary>The lines of inputs that could not be understood.</summary>
    public const string OrderEventDeadLetters = "order_events.parquet.deadletter.jsonl";

    /// <summary>Folder of dead letters that somebody mended and has not replayed yet.</summary>
    public const string DeadLetters = "deadletters";

    /// <summary>Folder of comparisons of positions with a venue's.</summary>
    public const string Reports = "reports";

    /// <summary>Who repaired the journal, and why.</summary>
    public const string Repairs = "repairs.log";

    public static string JournalIn(string stateDirectory) => Path.Combine(stateDirectory, Journal);

    public static string CursorsIn(string stateDirectory) => Path.Combine(stateDirectory, Cursors);

    public static string CheckpointsIn(string stateDirectory) => Path.Combine(stateDirectory, Checkpoints);

    public static string FixIn(string stateDirectory) => Path.Combine(stateDirectory, Fix);

    public static string SocketIn(string stateDirectory) => Path.Combine(stateDirectory, Socket);
}
