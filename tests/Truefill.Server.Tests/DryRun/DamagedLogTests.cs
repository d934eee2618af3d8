using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

public sealed class DamagedLogTests
{
    /// <summary>The same in each run; another seed is another sample.</summary>
    private const ulong Seed = 20261120;

    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Damaged_lines_are_dead_letters_and_the_others_give_the_same_books(string day)
    {
        SplitMix chance = new(Seed);
        List<byte[]> lines = RecordedLog.Lines(day);
        List<byte[]> damaged = [];
        List<byte[]> intact = [];
        List<long> expected = [];
        for (int i = 0; i < lines.Count; i++)
        {
            if (i % 37 == 5)
            {
                damaged.Add(LogDamage.All[i / 37 % LogDamage.All.Length](lines[i], chance));
                expected.Add(damaged.Count);
            }
            else
            {
                damaged.Add(lines[i]);
                intact.Add(lines[i]);
            }

            if (i % 100 == 0) damaged.Add(i % 200 == 0 ? [] : [(byte)' ', (byte)'\t']);
        }

        DryRunResult result = RecordedLog.Run(damaged);
        Assert.Equal(expected, result.DeadLettersDetail.Select(dead => dead.Line).Where(line => expected.Contains(line)));
        DryRunResult clean = RecordedLog.Run(intact);
        Assert.Equal(RecordedLog.Books(clean), RecordedLog.Books(result));
        Assert.Equal(clean.DeadLetters + expected.Count, result.DeadLetters);
        Assert.Equal(lines.Count, result.Messages);
        Assert.All(result.DeadLettersDetail, dead => Assert.NotEmpty(dead.Reason));
        Assert.All(result.DeadLettersDetail, dead => Assert.True(dead.Raw.Length is > 0 and <= 4096));
    }

    // Each line of the sample in each way; a slice of the log around it, so that hundreds of runs take seconds.
    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Any_single_damaged_line_costs_that_line_and_no_other(string day)
    {
        SplitMix chance = new(Seed);
        List<byte[]> lines = RecordedLog.Lines(day);
        List<string> wrong = [];
        for (int sample = 0; sample < 150; sample++)
        {
            int from = chance.Below(lines.Count - 250);
            List<byte[]> slice = lines[from..(from + 250)];
            int at = chance.Below(slice.Count);
            byte[] original = slice[at];
            slice.RemoveAt(at);
            DryRunResult without = RecordedLog.Run(slice);
            string expected = RecordedLog.Books(without);
            for (int i = 0; i < LogDamage.All.Length; i++)
            {
                // Ten megabytes hundreds of times are only slow: the other test has them.
                if (LogDamage.All[i] == LogDamage.HugeLine && sample % 25 != 0) continue;
                byte[] damaged = LogDamage.All[i](original, chance);
                slice.Insert(at, damaged);
                DryRunResult result = RecordedLog.Run(slice);
                slice.RemoveAt(at);
                if (RecordedLog.Books(result) == expected && result.DeadLetters == without.DeadLetters + 1
                    && result.DeadLettersDetail.Count(dead => dead.Line == at + 1 && dead.Reason.Length > 0) == 1)
                    continue;
                wrong.Add($"{LogDamage.All[i].Method.Name}: {Encoding.Latin1.GetString(damaged[..Math.Min(300, damaged.Length)])}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("35=8", "35=~", "MsgType(35) '~' is not a type of message, MsgSeqNum(34) 3")]
    [InlineData("150=F", "150=Z", "ExecType(150) 'Z' is not a type of execution, MsgSeqNum(34) 3")]
    [InlineData("150=F|", "", "ExecType(150) is missing, MsgSeqNum(34) 3")]
    [InlineData("39=1", "39=?", "OrdStatus(39) '?' is not a status of an order, MsgSeqNum(34) 3")]
    [InlineData("54=1", "54=8", "Side(54) '8' is neither buy nor sell, MsgSeqNum(34) 3")]
    [InlineData("32=36", "32=0", "LastQty(32) '0' is not the quantity of a trade, MsgSeqNum(34) 3")]
    [InlineData("31=100", "31=1e2", "LastPx(31) '1e2' is not a number, MsgSeqNum(34) 3")]
    [InlineData("31=100", "31=100.00000000001", "LastPx(31) '100.00000000001' has more than 10 decimals, MsgSeqNum(34) 3")]
    [InlineData("14=36", "14=-36", "CumQty(14) '-36' is negative, MsgSeqNum(34) 3")]
    [InlineData("60=20261120-18:48:19.2", "60=20261120 18:48:19", "TransactTime(60) '20261120 18:48:19' is not a UTC time, MsgSeqNum(34) 3")]
    public void A_dead_letter_names_the_field_its_value_and_the_sequence_number(string old, string changed, string reason)
    {
        byte[] line = RecordedLog.Lines(RecordedLog.Day44)[4];
        int start = line.AsSpan().IndexOf("8=FIX"u8);
        string text = Encoding.Latin1.GetString(line).Replace('\u0001', '|');
        string body = text[(text.IndexOf("|35=", start, StringComparison.Ordinal) + 1)..(text.IndexOf("|10=", start, StringComparison.Ordinal) + 1)];
        byte[] bad = RecordedLog.Message(body.Replace(old, changed, StringComparison.Ordinal));
        DryRunDeadLetter dead = Assert.Single(RecordedLog.Run([bad]).DeadLettersDetail);
        Assert.EndsWith(": " + reason, dead.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 3), (dead.Line, dead.MsgSeqNum));
    }

    [Fact]
    public void The_sequence_number_is_read_from_a_damaged_message_too()
    {
        byte[] line = RecordedLog.Lines(RecordedLog.Day44)[4];
        DryRunDeadLetter dead = Assert.Single(RecordedLog.Run([line[..^20]]).DeadLettersDetail);
        Assert.Equal(3, dead.MsgSeqNum);
        Assert.Contains("MsgSeqNum(34) 3", dead.Reason, StringComparison.Ordinal);
        Assert.StartsWith("20261120-18:48:19", dead.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_one_dead_letter_and_the_day_goes_on()
    {
        List<byte[]> lines = RecordedLog.Lines(RecordedLog.Day44);
        string books = RecordedLog.Books(RecordedLog.Run(lines));
        lines.Insert(1000, LogDamage.HugeLine(lines[1000], new SplitMix(Seed)));
        DryRunResult result = RecordedLog.Run(lines);
        DryRunDeadLetter dead = Assert.Single(result.DeadLettersDetail);
        Assert.Equal("oversized: the line has 10485760 bytes, more than 1048576", dead.Reason);
        Assert.Equal(books, RecordedLog.Books(result));
    }
}
