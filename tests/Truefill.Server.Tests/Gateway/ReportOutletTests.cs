using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Gateway;

namespace Truefill.Server.Tests.Gateway;

/// <summary>What a client had not been told it is told, however the service ends and however slow it is.</summary>
public sealed class ReportOutletTests
{
    [Fact]
    public void After_a_kill_at_any_moment_the_store_and_the_cursor_agree_on_what_was_told()
    {
        using OutletDay day = new(seq: 100);
        ConcurrentQueue<(byte[] Cursor, IReadOnlyList<byte[]> Left)> kills = new();
        day.Store.Step = left => kills.Enqueue((ReadCursor(day), left));

        // Three batches that wait, and one by one.
        ulong[] first = [.. Enumerable.Range(101, 150).Select(n => (ulong)n * 2)];
        day.Play(first);
        day.Client.Connect();
        day.Client.Until(() => day.Told.Count() == first.Length, "all are told");
        for (ulong seq = 600; seq < 610; seq++)
        {
            day.Play(seq);
            day.Client.Until(() => day.Told.Last() == seq, "the next is told");
        }

        day.Close();
        Assert.True(kills.Count > first.Length);
        foreach ((byte[] cursor, IReadOnlyList<byte[]> left) in kills) AssertAgree(cursor, left, otherwise: 100);
    }

    [Fact]
    public void A_client_that_is_logged_on_and_too_slow_is_told_the_rest_out_of_the_journal()
    {
        const int many = 100_100;
        using OutletDay day = new(seq: 10) { Journal = Between(Enumerable.Range(11, many).Select(n => (ulong)n)) };
        using SemaphoreSlim gate = new(0);
        using SemaphoreSlim inside = new(0);
        day.Client.Connect();
        day.Store.Step = _ =>
        {
            inside.Release();
            gate.Wait();
        };
        day.Play(11);
        Assert.True(inside.Wait(Eventually.Patience), "the first is being told");
        day.Outlet.Add(OutletDay.Report(0) with { ExecId = "E7" });
        day.Play([.. Enumerable.Range(12, many - 1).Select(n => (ulong)n)]);
        day.Store.Step = null;
        gate.Release(1000);
        day.Client.Until(() => day.Client.Received.Count == many + 1, "all are told");

        Assert.Equal(Enumerable.Range(11, many).Select(n => (ulong)n), day.Told.Where(seq => seq != 7));
        Assert.Single(day.Told, seq => seq == 7);
        Assert.Empty(day.Said);
    }

    [Fact]
    public void What_the_replica_gave_up_ahead_of_its_own_count_is_told_too()
    {
        using OutletDay day = new(seq: 100, covered: 50) { Journal = Between([60, 105]) };
        day.Outlet.Add(OutletDay.Report(105));
        day.Client.Connect();
        day.Client.Until(() => day.Told.Any(), "the first is told");
        day.Play(107);
        day.Client.Until(() => day.Told.Contains(107UL), "the last is told");

        Assert.Equal([60, 105, 107], day.Told);
    }

    [Fact]
    public void What_cannot_be_read_in_the_journal_is_said_and_not_taken_for_told()
    {
        using OutletDay day = new(seq: 100, covered: 50);
        bool isMissing = true;
        day.Journal = (after, upTo) => isMissing
            ? throw new JournalCorruptException("00000002.seg", 0, 51, JournalFinding.MissingSegment)
            : Between([60])(after, upTo);
        Record.Exception(() => day.Client.Connect(TimeSpan.FromMilliseconds(1)));
        day.Client.Until(() => day.Said.Count > 1, "it is said at each logon");
        Assert.Contains("what was not told cannot be read in the journal", day.Said[0], StringComparison.Ordinal);
        Assert.Equal(50UL, ReportCursor.Look(day.CursorPath));

        // Somebody has brought the segment back.
        isMissing = false;
        day.Client.Until(() => day.Told.Any(), "it is told after all");
        Assert.Equal([60], day.Told);
        day.Close();
        Assert.Equal(100UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void After_an_end_with_something_unreadable_it_still_has_to_be_told()
    {
        using OutletDay day = new(seq: 100, covered: 50)
        {
            Journal = (_, _) => throw new JournalCorruptException("00000002.seg", 0, 51, JournalFinding.MissingSegment),
        };
        Record.Exception(() => day.Client.Connect(TimeSpan.FromMilliseconds(1)));
        day.Client.Until(() => day.Said.Count > 0, "it is said");
        day.Close();

        Assert.Equal(50UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void Who_can_be_told_nothing_more_is_not_let_in()
    {
        using OutletDay day = new(seq: 100, covered: 50)
        {
            Journal = (_, _) => throw new InvalidOperationException("a mistake"),
        };
        Record.Exception(() => day.Client.Connect(TimeSpan.FromMilliseconds(1)));
        day.Client.Until(() => day.Outlet.Failure is not null, "the outlet has ended");
        day.Client.Disconnect();

        Assert.ThrowsAny<Exception>(() => day.Client.Connect(TimeSpan.FromMilliseconds(500)));
        Assert.Equal("nothing more is sent: a mistake", Assert.Single(day.Said));
        day.Close();
        Assert.Equal(50UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void A_client_that_is_away_and_has_nothing_to_be_told_keeps_up()
    {
        using OutletDay day = new(seq: 100);
        day.Outlet.Advance(140);
        day.Client.Until(() => ReportCursor.Look(day.CursorPath) == 140UL, "the cursor follows");
        day.Play(150);
        Thread.Sleep(1500);
        Assert.Equal(140UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void A_cursor_ahead_of_a_journal_that_was_cut_begins_at_its_end_and_says_so()
    {
        using OutletDay day = new(seq: 100, covered: 500);
        Assert.Equal("it was told facts up to 500, and the journal ends at 100", Assert.Single(day.Said));
        day.Client.Connect();
        day.Play(101);
        day.Client.Until(() => day.Told.Contains(101UL), "what comes after is told");
        day.Close();
        Assert.Equal(101UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void What_was_told_ahead_of_the_replicas_own_count_stays_told()
    {
        using OutletDay day = new(seq: 100);
        day.Client.Connect();
        day.Outlet.Add(OutletDay.Report(105));
        day.Outlet.Advance(103);
        day.Client.Until(() => day.Told.Contains(105UL), "it is told");
        day.Close();
        Assert.Equal(105UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void A_report_that_cannot_be_written_does_not_count_as_told_and_nothing_is_told_without_it()
    {
        using OutletDay day = new(seq: 100);
        day.Client.Connect();
        day.Outlet.Add(OutletDay.Report(101) with { ExecId = "" });
        day.Play(102);
        day.Client.Until(() => day.Outlet.Failure is not null, "the outlet has ended");
        day.Close();

        Assert.Contains("a report could not be written: EmptyValue at tag 17", Assert.Single(day.Said), StringComparison.Ordinal);
        Assert.Empty(day.Told);
        Assert.Equal(100UL, ReportCursor.Look(day.CursorPath));
    }

    [Fact]
    public void An_answer_that_cannot_be_written_is_said_and_left_out()
    {
        using OutletDay day = new(seq: 100);
        day.Client.Connect();
        day.Outlet.Add(OutletDay.Report(0) with { ExecId = "" });
        day.Play(101);
        day.Client.Until(() => day.Told.Contains(101UL), "what comes behind it is told");

        Assert.EndsWith("the answer was left out", Assert.Single(day.Said), StringComparison.Ordinal);
    }

    private static Func<ulong, ulong, IEnumerable<ClientReport>> Between(IEnumerable<ulong> journal) =>
        (after, upTo) => journal.Where(seq => seq > after && seq <= upTo).Select(OutletDay.Report);

    private static byte[] ReadCursor(OutletDay day)
    {
        using FileStream file = new(day.CursorPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void AssertAgree(byte[] cursor, IReadOnlyList<byte[]> left, ulong otherwise)
    {
        ulong told = left.Select(SeqOf).DefaultIfEmpty().Max();
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, cursor);
            using MemoryMessageStore store = LossyStore.After(left);
            using ReportCursor next = ReportCursor.Open(path, 1, store);
            Assert.Equal(Math.Max(told, otherwise), next.Covered);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ulong SeqOf(byte[] message)
    {
        string? id = Encoding.ASCII.GetString(message).Split('\x01')
            .FirstOrDefault(field => field.StartsWith("17=", StringComparison.Ordinal));
        return id is null ? 0 : OutletDay.SeqOf(id[3..]);
    }
}
