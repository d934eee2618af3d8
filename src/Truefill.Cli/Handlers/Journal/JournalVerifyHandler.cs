using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Offline;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>Every checksum and link of the chain, then the state that the facts lead to.</summary>
internal sealed class JournalVerifyHandler : IHandler<JournalVerifyOptions>
{
    public Task<ExitCode> RunAsync(JournalVerifyOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.OfFiles(context);
        VerifyOutcome outcome = StatePlace.Guard(path, () => Verify(path, options.Redecide, cancel));
        context.Output.Write(VerifyRendering.Of(path, outcome));
        if (context.Output.Format != OutputFormat.Json)
        {
            foreach (string line in VerifyRendering.Findings(path, outcome)) context.Note(line);
        }

        return Task.FromResult(outcome.IsGood ? ExitCode.Ok : ExitCode.Error);
    }

    private static VerifyOutcome Verify(string path, bool redecide, CancellationToken cancel)
    {
        bool running = StateDirectory.IsInUse(path);
        using OfflineState state = OfflineState.Open(path);
        ReadScope scope = running ? ReadScope.Durable : ReadScope.All;
        var outcome = new VerifyOutcome
        {
            Running = running,
            Report = JournalVerifier.Run(state.Journal, state.Options, scope),
        };
        if (!outcome.Report.IsSound) return outcome;
        return Replay(outcome, state, redecide, cancel);
    }

    // To the place that was verified, and not further: somebody may be writing.
    private static VerifyOutcome Replay(
        VerifyOutcome outcome, OfflineState state, bool redecide, CancellationToken cancel)
    {
        Replica replica = new();
        Redecider? redecider = redecide ? new Redecider() : null;
        Checkpoint? start = Start(state, outcome.Report.End.NextSeq);
        if (start is not null)
        {
            if (redecide)
                throw new OfflineStateException("The first segments were archived: use the archive's journal.");
            replica.Load(start);
        }

        ulong? differs = null;
        using JournalReader reader = new(state.Journal, state.Options, start?.Position);
        while (reader.Position.NextSeq < outcome.Report.End.NextSeq && reader.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
            differs ??= redecider?.Check(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }

        return outcome with
        {
            StateHash = StateHash.Text(StateHash.Of(replica.Books)),
            Inputs = redecider?.Inputs,
            Differs = differs,
        };
    }

    // Null: the journal is whole.
    private static Checkpoint? Start(OfflineState state, ulong endSeq)
    {
        if (SegmentName.AllIn(state.Journal).FirstOrDefault(1UL) == 1) return null;
        using PosixStorage checkpoints = new(StateLayout.CheckpointsIn(state.Path));
        return CheckpointChoice.Newest(state.Journal, state.Options, checkpoints, endSeq)
            ?? throw new OfflineStateException(
                "The first segments were archived and there is no checkpoint of this journal.");
    }
}
