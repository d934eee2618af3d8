using System;
using System.IO;
using Truefill.Fix;
using Truefill.Server.Gateway;

namespace Truefill.Server.Tests.Gateway;

/// <summary>Which reports were told, found again after a kill.</summary>
public sealed class ReportCursorTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();
    private readonly MemoryMessageStore store = new(createdAt: 7);

    public ReportCursorTests() => File.Delete(path);

    public void Dispose()
    {
        store.Dispose();
        File.Delete(path);
    }

    [Fact]
    public void A_client_that_was_never_told_anything_begins_where_it_is_let_in_and_stays_there()
    {
        Assert.Equal(40UL, Covered(otherwise: 40));
        Assert.Equal(40UL, Covered(otherwise: 90));
    }

    [Fact]
    public void A_report_whose_number_something_else_has_used_since_is_not_told()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store)) cursor.Announce(50, 7, 1);

        // A Heartbeat(0), which the store does not keep.
        store.Append([]);
        Assert.Equal(40UL, Covered());
    }

    [Fact]
    public void What_was_announced_before_the_last_start_is_not_looked_at_again()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store)) cursor.Announce(50, 7, 1);
        Assert.Equal(40UL, Covered());
        store.Append("a BusinessMessageReject"u8);
        Assert.Equal(40UL, Covered());
    }

    [Fact]
    public void A_number_that_a_power_cut_made_a_hole_was_not_told()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store)) cursor.Announce(50, 7, 1);
        store.SkipOutbound(100);
        Assert.Equal(40UL, Covered());
    }

    [Fact]
    public void What_was_announced_before_the_numbers_began_anew_is_over()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store)) cursor.Announce(50, 7, 1);
        store.Reset(8);
        Assert.Equal(50UL, Covered());
    }

    [Fact]
    public void It_is_full_until_the_store_has_written_what_was_announced()
    {
        using ReportCursor cursor = ReportCursor.Open(path, 40, store);
        int count = 0;
        for (; !cursor.IsFull; count++) cursor.Announce(50 + (ulong)count, 7, 1 + count);
        Assert.Equal(64, count);
        cursor.Flushed(new FixMark(7, 10));
        Assert.False(cursor.IsFull);
        cursor.Cover(200);
        Assert.Equal(40UL, cursor.Covered);
        cursor.Flushed(new FixMark(7, 64));
        cursor.Cover(200);
        Assert.Equal(200UL, cursor.Covered);
    }

    [Fact]
    public void Reports_that_were_left_out_do_not_fill_it()
    {
        using ReportCursor cursor = ReportCursor.Open(path, 40, store);
        for (ulong seq = 50; seq < 250; seq++) cursor.Announce(seq, 7, 1);
        Assert.False(cursor.IsFull);
    }

    [Fact]
    public void A_torn_record_is_passed_over()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store))
        {
            store.Append("a report"u8);
            cursor.Announce(50, 7, 1);
            cursor.Announce(60, 7, 2);
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[^20]++;
        File.WriteAllBytes(path, bytes);
        Assert.Equal(50UL, Covered());
    }

    [Fact]
    public void Damage_is_said_and_an_empty_file_is_none()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store)) Assert.False(cursor.WasDamaged);
        File.WriteAllBytes(path, new byte[100]);
        Assert.Null(ReportCursor.Look(path));
        using ReportCursor damaged = ReportCursor.Open(path, 40, store);
        Assert.True(damaged.WasDamaged);
        Assert.Equal(40UL, damaged.Covered);
    }

    [Fact]
    public void What_the_store_kept_through_a_power_cut_was_told_though_the_cursor_lost_its_newest_records()
    {
        using (ReportCursor cursor = ReportCursor.Open(path, 40, store)) cursor.Announce(50, 7, 1);
        Store(50);
        Store(60, "9");
        Store(70);
        Store(80, id: "Q1-1");
        store.Append([]);
        Assert.Equal(70UL, Covered());
    }

    [Fact]
    public void What_was_told_after_the_cursor_last_said_that_nothing_is_to_be_told_was_told()
    {
        Assert.Equal(40UL, Covered(otherwise: 40));
        Store(50);
        Assert.Equal(50UL, Covered());
        store.Reset(8);
        Store(60);
        Assert.Equal(60UL, Covered());
    }

    [Fact]
    public void Reports_from_before_a_journal_that_was_cut_say_nothing_about_what_came_after_the_cut()
    {
        Store(500);
        using (ReportCursor cursor = ReportCursor.Open(path, 500, store)) cursor.Restart(100);
        Assert.Equal(100UL, Covered());
    }

    // As it was sent: an ExecutionReport(8), where nothing else is said.
    private void Store(ulong seq, string type = "8", string? id = null)
    {
        byte[] buffer = new byte[200];
        FixMessageWriter writer = new(buffer, "FIX.4.4"u8, System.Text.Encoding.ASCII.GetBytes(type));
        writer.AppendInt(Tags.MsgSeqNum, store.NextOutbound);
        writer.Append(Tags.ExecID, id ?? seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(writer.TryFinish(out int length));
        store.Append(buffer.AsSpan(0, length));
    }

    private ulong Covered(ulong otherwise = 1)
    {
        using ReportCursor cursor = ReportCursor.Open(path, otherwise, store);
        return cursor.Covered;
    }
}
