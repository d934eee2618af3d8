using System.Collections.Generic;

namespace Truefill.Journal.Tests;

/// <summary>Opens a journal, commits blocks over several segments while the next is prepared, and seals it.</summary>
internal sealed class Workload(JournalOptions options, bool prepare = true)
{
    public const int Blocks = 24;

    /// <summary>Highest sequence that was reported durable.</summary>
    public ulong Durable { get; private set; }

    /// <summary>What was appended, acknowledged or not.</summary>
    public ulong Appended { get; private set; }

    /// <summary>The journal was opened, so it exists.</summary>
    public bool Opened { get; private set; }

    /// <summary>The run got to its end.</summary>
    public bool Sealed { get; private set; }

    /// <summary>Goes on from where the journal ends. Throws what the disk throws.</summary>
    public void Run(IJournalStorage disk, int blocks = Blocks)
    {
        using SegmentedJournal journal = Journals.Open(disk, options);
        Opened = true;
        Durable = journal.DurableSeq;
        using var preparer = new SegmentPreparer(disk, options, journal);
        for (int i = 0; i < blocks; i++)
        {
            int bytes = i % 5 == 0 ? 1500 : 40;
            Appended = journal.NextSeq + 1;
            journal.Append(Journals.Block(journal.NextSeq, 2, bytes, i % 3 == 0 ? 100 : 0));
            Assert.Equal(Durable, journal.DurableSeq);
            journal.Sync();
            Durable = journal.DurableSeq;
            Assert.Equal(journal.NextSeq - 1, Durable);
            if (prepare && i % 2 == 0)
                preparer.Step();
        }

        journal.Seal("state"u8);
        Sealed = true;
    }

    /// <summary>The records of the journal are those that were appended, and all that were durable are there.</summary>
    public void Check(IJournalStorage disk, JournalTail tail)
    {
        Assert.InRange(tail.NextSeq - 1, Durable, System.Math.Max(Durable, Appended));
        List<string> records = Journals.Read(disk, options);
        List<string> expected = [];
        for (ulong seq = 1; seq < tail.NextSeq; seq += 2)
            Expect(expected, seq);
        Assert.Equal(expected, records);
    }

    private static void Expect(List<string> expected, ulong seq)
    {
        int i = (int)((seq - 1) / 2) % Blocks;
        BlockBuilder block = Journals.Block(seq, 2, i % 5 == 0 ? 1500 : 40, i % 3 == 0 ? 100 : 0);
        Journals.Add(expected, Journals.View(block));
    }
}
