using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Intake;
using Truefill.Engine.Inputs;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>
/// The inputs at which the engine broke, in a file that outlives the process. Nothing of such an input is in the
/// journal, so its sender sends it again: who broke the engine twice is not decided a third time, or every start would
/// end there. Only of the same build, since the next one may have the mistake mended.
/// </summary>
public sealed class FatalInputs
{
    private const string FileName = StateLayout.FatalInputs;
    private const int Twice = 2;
    private const char Separator = '\t';

    private readonly IJournalStorage storage;
    private readonly string build;

    // Replaced and never changed: those who put inputs in look while the engine's thread adds.
    private volatile Dictionary<string, int> counts;

    /// <summary>A file that cannot be read counts as none: it only spares starts that end again.</summary>
    /// <param name="storage">The state directory.</param>
    /// <param name="build">Version and commit of this program.</param>
    public FatalInputs(IJournalStorage storage, string build)
    {
        this.storage = storage;
        this.build = build;
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        foreach (string line in Text().Split('\n'))
        {
            if (line.Split(Separator) is [var count, var print, var of] && of == build
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int times))
                known[print] = times;
        }

        counts = known;
    }

    /// <summary>It broke the engine twice.</summary>
    public bool Holds(in Input input) => counts.Count > 0 && CanWait(input.Kind)
        && counts.TryGetValue(InputFingerprint.Of(in input), out int times) && times >= Twice;

    /// <summary>What is put in instead: its bytes, or its text where it had none, as a dead letter.</summary>
    public static Input SetAside(in Input input) => new()
    {
        Kind = InputKind.Malformed,
        Source = input.Source,
        ReceivedAt = input.ReceivedAt,
        Raw = input.Raw.IsEmpty ? Encoding.UTF8.GetBytes(InputFingerprint.Text(in input)) : input.Raw,
        Body = new MalformedInput(
            DeadLetterReason.EngineBroke,
            $"{input.Kind}: the engine broke twice at deciding this; it was not decided",
            input.Body is ClientMessage message ? message.MsgSeqNum : input.Report.VenueSeq),
    };

    /// <summary>The engine broke at this input. Durable when it returns.</summary>
    /// <exception cref="JournalWriteException">The disk refused; the next start does not know of it.</exception>
    public void Add(in Input input)
    {
        if (!CanWait(input.Kind)) return;
        string print = InputFingerprint.Of(in input);
        Dictionary<string, int> more = new(counts, StringComparer.Ordinal);
        more[print] = more.GetValueOrDefault(print) + 1;
        StringBuilder text = new();
        foreach ((string of, int times) in more)
            text.Append(CultureInfo.InvariantCulture, $"{times}{Separator}{of}{Separator}{build}\n");
        counts = more;
        StoredFile.Write(storage, FileName, file => file.WriteAt(0, Encoding.UTF8.GetBytes(text.ToString())));
    }

    // A start or a stop is nobody's message, time comes of itself, and a kill switch is never refused.
    private static bool CanWait(InputKind kind) =>
        kind is not (InputKind.Start or InputKind.Stop or InputKind.Tick or InputKind.SetKillSwitch or InputKind.Audit);

    private string Text()
    {
        if (!storage.List().Contains(FileName)) return "";
        try
        {
            using IJournalFile file = storage.Open(FileName, writable: false);
            byte[] bytes = new byte[file.Length];
            return Encoding.UTF8.GetString(bytes, 0, file.ReadAt(0, bytes));
        }
        catch (JournalIoException)
        {
            return "";
        }
    }
}
