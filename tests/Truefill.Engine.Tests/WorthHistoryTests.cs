using System.IO;
using System.Linq;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;

namespace Truefill.Engine.Tests;

/// <summary>What accounts were worth over time comes out of the journal, with and without a checkpoint.</summary>
public sealed class WorthHistoryTests
{
    private const long Minute = 60 * UtcNanos.PerSecond;
    private const long Day = 24 * 60 * Minute;

    private readonly EngineRig rig = new();
    private int lastId;

    [Fact]
    public void A_minute_is_shown_as_it_stood_at_its_end()
    {
        Buy(10, 100);
        Mark(101);
        Mark(103);
        rig.Wait(Minute);
        Mark(90);

        WorthSample only = Assert.Single(rig.Replay().Worth.Samples);

        Assert.Equal(0, only.At.Value % Minute);
        Assert.Equal((-1000m, 1030m, 30m, 30m), (only.Rows[0].Cash, only.Rows[0].Net, only.Rows[0].Unrealized, only.Rows[0].Equity));
    }

    [Fact]
    public void A_quiet_minute_and_one_that_changes_nothing_leave_no_row()
    {
        Buy(10, 100);
        Mark(101);
        for (int i = 0; i < 3; i++)
        {
            rig.Wait(5 * Minute);
            Mark(101);
        }

        Assert.Single(rig.Replay().Worth.Samples);
    }

    [Fact]
    public void A_missing_mark_is_no_zero()
    {
        Buy(10, 100);
        rig.Wait(Minute);
        Mark(101);

        WorthSample only = Assert.Single(rig.Replay().Worth.Samples);

        Assert.Equal((-1000m, null, null), (only.Rows[0].Cash, only.Rows[0].Unrealized, only.Rows[0].Equity));
        Assert.Equal(0m, only.Rows[0].Realized);
    }

    [Fact]
    public void A_checkpoint_carries_it_on_and_gives_what_the_whole_journal_gives()
    {
        Buy(10, 100);
        MarkEachMinute(minutes: 7);
        Replica first = rig.Replay();
        int blocks = rig.BlockCount;
        Replica loaded = new();
        loaded.Load(Saved(first));
        MarkEachMinute(minutes: 7);

        Replica whole = rig.Replay();
        Replica continued = rig.Replay(blocks, loaded);

        Assert.Equal(13, whole.Worth.Samples.Count);
        Assert.Equal(whole.Worth.Samples.Select(Text), continued.Worth.Samples.Select(Text));
        Assert.Equal(whole.Worth.Began, continued.Worth.Began);
    }

    [Fact]
    public void Old_rows_thin_out_and_the_last_of_each_stretch_stays()
    {
        Buy(10, 100);
        MarkEachMinute(minutes: 150);
        decimal last = price;
        UtcNanos then = rig.Replay().Worth.Samples[^1].At;
        foreach ((int days, long width) in new[] { (8, 5 * Minute), (28, 60 * Minute), (400, Day) })
        {
            rig.Wait(days * Day);
            MarkEachMinute(minutes: 2);
            WorthSample[] old = [.. rig.Replay().Worth.Samples.Where(sample => sample.At <= then.AddNanos(Minute))];
            long[] stretches = [.. old.Select(sample => WorthHistory.StretchOf(sample.At, width))];
            Assert.Equal(stretches.Distinct(), stretches);
            Assert.Equal(10 * last, old[^1].Rows[0].Net);
        }
    }

    private decimal price = 100;

    private void MarkEachMinute(int minutes)
    {
        for (int i = 0; i < minutes; i++)
        {
            Mark(++price);
            rig.Wait(Minute);
        }
    }

    private void Mark(decimal px) => rig.Step(
        new Input { Kind = InputKind.SetMark, Body = new SetMark("IBM", Px.FromTrusted(px)), Source = "http" });

    private void Buy(decimal qty, decimal px) => rig.Step(new Input
    {
        Kind = InputKind.NormalisedExecution,
        Source = "inject",
        Body = new NormalisedExecution
        {
            Symbol = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(qty),
            LastPx = Px.FromTrusted(px),
            ExecId = new ExecId(ShortText.FromTrusted("E" + ++lastId)),
            TransactTime = new UtcNanos(1_700_000_000_000_000_000),
            Account = "ACC1",
        },
    });

    private static Checkpoint Saved(Replica replica)
    {
        string folder = Directory.CreateTempSubdirectory("truefill-worth-").FullName;
        try
        {
            using PosixStorage storage = new(folder);
            CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq + 1, default));
            return CheckpointStore.Newest(storage)!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(WorthSample sample) => $"{sample.At} {string.Join(' ', sample.Rows)}";
}
