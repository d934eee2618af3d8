using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Applied;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A message at which the engine breaks comes again after each restart, since nothing of it is journaled.</summary>
public sealed class FatalInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-fatal-").FullName;
    private readonly PosixStorage journal;
    private readonly PosixStorage root;
    private long epoch;

    public FatalInputTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "journal"));
        journal = new PosixStorage(Path.Combine(folder, "journal"));
        root = new PosixStorage(folder);
        SegmentedJournal.Initialize(journal);
    }

    public void Dispose()
    {
        journal.Dispose();
        root.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_broke_the_engine_twice_is_a_dead_letter_and_the_engine_goes_on()
    {
        await Break("b1");
        await Break("b1");
        using EngineHost host = await Start("b1");
        Letters letters = new();
        host.Watch(_ => letters);

        Assert.True(host.Post(Trade("BAD")));
        Assert.Equal(InputOutcome.Applied, (await host.AskAsync(Trade("GOOD"))).Outcome);
        DeadLettered letter = Assert.Single(letters.Seen);
        Assert.Equal(DeadLetterReason.EngineBroke, letter.Reason);
        Assert.Contains("NormalisedExecution", letter.Detail, StringComparison.Ordinal);
        Assert.Equal(1, host.Read(replica => replica.Books.Positions.All.Count()));
    }

    [Fact]
    public async Task Who_asks_for_that_is_told_so_at_once()
    {
        await Break("b1");
        await Break("b1");
        using EngineHost host = await Start("b1");

        await Assert.ThrowsAsync<InputSetAsideException>(() => host.AskAsync(Trade("BAD")));
        await host.AskAsync(Trade("GOOD"));
        Assert.Equal(1, host.Read(replica => replica.Books.DeadLetters.Open.Count));
    }

    [Fact]
    public async Task After_the_first_time_it_is_decided_again()
    {
        await Break("b1");
        using EngineHost host = await Start("b1", breaks: false);
        Assert.Equal(InputOutcome.Applied, (await host.AskAsync(Trade("BAD"))).Outcome);
    }

    [Fact]
    public async Task Another_build_decides_it_again()
    {
        await Break("b1");
        await Break("b1");
        using EngineHost host = await Start("b2", breaks: false);
        Assert.Equal(InputOutcome.Applied, (await host.AskAsync(Trade("BAD"))).Outcome);
    }

    [Fact]
    public async Task What_only_came_with_it_is_not_taken_for_it()
    {
        for (int i = 0; i < 2; i++)
        {
            using EngineHost host = await Start("b1");
            Assert.True(host.Post(Trade("GOOD")));
            Assert.True(host.Post(Trade("BAD")));
            Assert.True(host.Post(Trade("GOOD", "E9")));
            await Eventually.Holds(() => host.Failure is not null, "the engine has ended");
        }

        using EngineHost last = await Start("b1");
        Assert.NotEqual(InputOutcome.DeadLettered, (await last.AskAsync(Trade("GOOD"))).Outcome);
        Assert.Equal(InputOutcome.Applied, (await last.AskAsync(Trade("GOOD", "E9"))).Outcome);
    }

    [Fact]
    public void A_report_is_known_again_when_it_comes_once_more_with_another_number()
    {
        FatalInputs fatal = new(root, "b1");
        fatal.Add(Report(seq: 5, possDup: false));
        Assert.False(fatal.Holds(Report(seq: 9, possDup: true)));
        fatal.Add(Report(seq: 9, possDup: true));
        Assert.True(fatal.Holds(Report(seq: 12, possDup: true)));
        Assert.False(fatal.Holds(Report(seq: 12, possDup: true, exec: "E2")));
    }

    [Fact]
    public void An_answer_is_known_again_when_it_answers_another_question_and_says_the_same()
    {
        FatalInputs fatal = new(root, "b1");
        fatal.Add(Answer(1, 100));
        fatal.Add(Answer(2, 100));
        Assert.True(fatal.Holds(Answer(3, 100)));
        Assert.False(fatal.Holds(Answer(3, 101)));
    }

    [Fact]
    public void A_kill_switch_and_the_time_are_never_set_aside()
    {
        FatalInputs fatal = new(root, "b1");
        foreach (InputKind kind in (InputKind[])[InputKind.SetKillSwitch, InputKind.Tick, InputKind.Start, InputKind.Stop])
        {
            Input input = new() { Kind = kind, Source = "engine" };
            fatal.Add(in input);
            fatal.Add(in input);
            Assert.False(fatal.Holds(in input), kind.ToString());
        }
    }

    [Fact]
    public void It_outlives_the_process_and_a_damaged_file_holds_nothing()
    {
        FatalInputs fatal = new(root, "b1");
        fatal.Add(Trade("BAD"));
        fatal.Add(Trade("BAD"));
        Assert.True(new FatalInputs(root, "b1").Holds(Trade("BAD")));
        File.WriteAllText(Path.Combine(folder, StateLayout.FatalInputs), "two\tABC\tb1\n\0\0");
        Assert.False(new FatalInputs(root, "b1").Holds(Trade("BAD")));
    }

    private async Task Break(string build)
    {
        using EngineHost host = await Start(build);
        await Assert.ThrowsAsync<NotSupportedException>(() => host.AskAsync(Trade("BAD")).WaitAsync(Eventually.Patience));
    }

    private async Task<EngineHost> Start(string build, bool breaks = true)
    {
        EngineHost host = EngineHost.Open(new EngineHostOptions
        {
            Storage = journal,
            Epoch = ++epoch,
            Build = build,
            Fatal = new FatalInputs(root, build),
        });
        if (breaks) host.Applied.Subscribe(new BreaksAtBad());
        await host.Start();
        return host;
    }

    private static Input Trade(string symbol, string exec = "E1") => new()
    {
        Kind = InputKind.NormalisedExecution,
        Source = "test",
        Body = new NormalisedExecution
        {
            Symbol = symbol,
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(symbol == "BAD" ? 666 : 1),
            LastPx = Px.FromTrusted(1),
            ExecId = new ExecId(ShortText.FromTrusted(symbol + exec)),
            TransactTime = new UtcNanos(1),
            Account = "ACC1",
        },
    };

    private static Input Report(long seq, bool possDup, string exec = "E1") => new()
    {
        Kind = InputKind.ExecutionReport,
        Source = "venue:V",
        Report = new ExecutionReport
        {
            Venue = new VenueId(1),
            ExecType = ExecType.Trade,
            ExecId = ExecId.FromTrusted(exec),
            VenueSeq = seq,
            PossDup = possDup,
        },
    };

    private static Input Answer(long question, decimal qty) => new()
    {
        Kind = InputKind.VenueAnswer,
        Source = "venue:V",
        Body = new VenueAnswer
        {
            QueryId = question,
            Venue = "V",
            Kind = QueryKind.Positions,
            Status = AnswerStatus.Complete,
            Positions = [new VenuePosition("ACC1", "IBM", Qty.FromTrusted(qty))],
        },
    };

    private sealed class Letters : SelectiveFacts
    {
        public List<DeadLettered> Seen { get; } = [];

        public override void Apply(in DeadLettered e) => Seen.Add(e);
    }

    private sealed class BreaksAtBad : IPositionSubscriber
    {
        public void OnPosition(in PositionDelta delta)
        {
            if (delta.Change.Value == 666) throw new NotSupportedException("a mistake");
        }
    }
}
