namespace Truefill.Journal.Tests;

/// <summary>
/// The Nth call fails, for every N until a run gets through: nothing durable is lost, nothing is told too early.
/// </summary>
public sealed class FailingCallsTests
{
    private static readonly JournalOptions Options = Journals.Options(8 << 10);

    [Fact]
    public void A_failed_write_latches_and_a_restart_recovers_all_that_was_durable()
    {
        int failures = 0;
        while (Fails(new SimFaults { FailWrite = failures + 1, Chance = new Prng((ulong)failures) }))
            failures++;
        Assert.InRange(failures, 60, 1000);
    }

    [Fact]
    public void A_failed_sync_latches_and_a_restart_recovers_all_that_was_durable()
    {
        int failures = 0;
        while (Fails(new SimFaults { FailSync = failures + 1, Chance = new Prng((ulong)failures) }))
            failures++;
        Assert.InRange(failures, 40, 1000);
    }

    [Fact]
    public void Recovery_fails_at_every_call_and_succeeds_when_run_again()
    {
        for (int n = 1; n < 20; n++)
        {
            SimDisk disk = Journals.Mixed(Journals.Options());
            JournalPosition end = Journals.Positions(disk, Journals.Options())[^1];
            CorruptionSweepTests.Unfinished(disk, end, 3000, 2048);
            foreach (bool write in new[] { true, false })
            {
                var faults = new SimFaults { FailWrite = write ? n : 0, FailSync = write ? 0 : n };
                SimDisk failing = disk.Copy().WithFaults(faults);
                try
                {
                    JournalRecovery.Run(failing, Journals.Options());
                }
                catch (JournalWriteException)
                {
                    // Expected for small n.
                }

                JournalTail tail = JournalRecovery.Run(failing.AfterKill(), Journals.Options());
                Assert.Equal(end, tail.Position);
            }
        }
    }

    [Fact]
    public void After_a_failed_sync_no_call_succeeds_any_more()
    {
        var faults = new SimFaults();
        SimDisk disk = Journals.Empty(faults);
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 2);
        faults.FailSync = faults.Syncs + 1;
        journal.Append(Journals.Block(3, 1));
        JournalWriteException e = Assert.Throws<JournalWriteException>(journal.Sync);
        Assert.Equal((SimFaults.Io, "fdatasync", Journals.Segment(1)), (e.Errno, e.Operation, e.File));
        Assert.Throws<JournalWriteException>(journal.Sync);
        Assert.Throws<JournalWriteException>(() => journal.Append(Journals.Block(4, 1)));
        Assert.Throws<JournalWriteException>(() => journal.Seal("x"u8));
        Assert.Equal(2UL, journal.DurableSeq);
    }

    [Fact]
    public void What_a_failed_sync_left_in_the_page_cache_is_made_durable_before_it_is_taken_over()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var chance = new Prng(seed);
            var faults = new SimFaults { Chance = chance };
            SimDisk disk = Journals.Empty(faults);
            SegmentedJournal journal = Journals.Open(disk, Options);
            Journals.Commit(journal, 2);
            faults.FailSync = faults.Syncs + 1;
            journal.Append(Journals.Block(3, 1, 3000));
            Assert.Throws<JournalWriteException>(journal.Sync);

            // The process restarts, sees the block in the page cache and takes it over; then the power fails.
            SimDisk restarted = disk.AfterKill();
            using SegmentedJournal second = Journals.Open(restarted, Options);
            Assert.Equal(3UL, second.DurableSeq);
            SimDisk after = restarted.AfterPowerFailure(chance);
            Assert.Equal(4UL, JournalRecovery.Run(after, Options).NextSeq);
        }
    }

    // False when the run got to its end.
    private static bool Fails(SimFaults faults)
    {
        SimDisk disk = Journals.Empty();
        disk = disk.WithFaults(faults);
        var work = new Workload(Options);
        try
        {
            work.Run(disk);
            return false;
        }
        catch (JournalWriteException)
        {
            SimDisk next = disk.AfterKill();
            work.Check(next, JournalRecovery.Run(next, Options));
            return true;
        }
    }
}
