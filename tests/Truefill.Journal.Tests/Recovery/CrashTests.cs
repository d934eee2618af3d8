using System;

namespace Truefill.Journal.Tests;

/// <summary>The machine stops at every call, with any of the unsynced sectors on the disk.</summary>
public sealed class CrashTests
{
    private const ulong Seeds = 40;

    private static readonly JournalOptions Strict = Journals.Options(8 << 10);
    private static readonly JournalOptions Lenient = Journals.Options(8 << 10, TailPolicy.ZeroSector);

    [Fact]
    public void A_kill_at_any_call_loses_nothing_durable_and_needs_nobody()
    {
        int crashes = Sweep((disk, work, _) =>
        {
            SimDisk after = disk.AfterKill();
            work.Check(after, JournalRecovery.Run(after, Strict));
        });
        Assert.True(crashes > 100 * (int)Seeds / 4, $"{crashes}");
    }

    [Fact]
    public void A_power_failure_at_any_call_loses_nothing_durable()
    {
        Sweep((disk, work, chance) =>
        {
            SimDisk after = disk.AfterPowerFailure(chance);
            work.Check(after, JournalRecovery.Run(after, Lenient));
        });
    }

    [Fact]
    public void A_power_failure_is_refused_only_for_a_hole_and_an_explicit_cut_then_keeps_all_that_was_durable()
    {
        int refused = 0;
        int recovered = 0;
        Sweep((disk, work, chance) =>
        {
            SimDisk after = disk.AfterPowerFailure(chance);
            try
            {
                work.Check(after, JournalRecovery.Run(after, Strict));
                recovered++;
            }
            catch (JournalCorruptException e)
            {
                Assert.Equal(JournalFinding.Hole, e.Finding);
                Assert.True(SegmentName.TryParse(e.File, out ulong segment));
                JournalRepair.Cut(after, Strict, segment, e.Offset);
                work.Check(after, JournalRecovery.Run(after, Strict));
                refused++;
            }
        });
        Assert.True(refused < recovered / 5, $"refused {refused}, recovered {recovered}");
    }

    [Fact]
    public void Crashes_inside_recovery_and_inside_its_repetition_change_nothing()
    {
        Sweep((disk, work, chance) =>
        {
            SimDisk next = disk.AfterPowerFailure(chance);
            for (int depth = 0; depth < 4; depth++)
            {
                next = next.WithFaults(new SimFaults { CrashAt = 1 + chance.Below(8), Chance = chance });
                try
                {
                    JournalRecovery.Run(next, Lenient);
                }
                catch (SimCrashException)
                {
                    next = chance.Chance(50) ? next.AfterKill() : next.AfterPowerFailure(chance);
                }
            }

            next = next.WithFaults(new SimFaults());
            work.Check(next, JournalRecovery.Run(next, Lenient));
        });
    }

    [Fact]
    public void Writing_goes_on_after_any_crash()
    {
        Sweep((disk, work, chance) =>
        {
            SimDisk after = disk.AfterPowerFailure(chance);
            using SegmentedJournal journal = Journals.Open(after, Lenient);
            ulong next = journal.NextSeq;
            Journals.Commit(journal, 2, 3000);
            journal.Seal("again"u8);
            JournalTail tail = JournalRecovery.Run(after, Lenient);
            Assert.Equal((next + 2, true), (tail.NextSeq, tail.Sealed));
            Assert.True(next > work.Durable);
        });
    }

    // Returns the number of crashes.
    private static int Sweep(Action<SimDisk, Workload, Prng> check)
    {
        int crashes = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var chance = new Prng(seed);
            for (int call = 1 + chance.Below(4); ; call += 1 + chance.Below(7))
            {
                SimDisk disk = Journals.Empty().WithFaults(new SimFaults { CrashAt = call, Chance = chance });
                var work = new Workload(Lenient);
                try
                {
                    work.Run(disk);
                    break;
                }
                catch (SimCrashException)
                {
                    crashes++;
                    Attempt(() => check(disk, work, chance), seed, call);
                }
            }
        }

        return crashes;
    }

    private static void Attempt(Action check, ulong seed, int call)
    {
        try
        {
            check();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}, crash at call {call}: {e.Message}", e);
        }
    }
}
