using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

/// <summary>What resends, second copies and another order of arrival do to the books: nothing.</summary>
public sealed class RepeatedLogTests
{
    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Every_line_twice_counts_once(string day)
    {
        List<byte[]> lines = RecordedLog.Lines(day);
        DryRunResult once = RecordedLog.Run(lines);
        DryRunResult twice = RecordedLog.Run(lines.Concat(lines));
        Assert.Equal(RecordedLog.Positions(once), RecordedLog.Positions(twice));
        Assert.Equal(
            once.Orders.Select(order => (order.ClOrdId, order.CumQty, order.OrderQty)),
            twice.Orders.Select(order => (order.ClOrdId, order.CumQty, order.OrderQty)));
        Assert.Equal(2L * lines.Count, twice.Messages);
        Assert.Equal(0, twice.DeadLetters);
        Assert.Equal(lines.Count(IsExecution), twice.Duplicates - lines.Count(line => RecordedLog.Field(line, 35) is "D" or "F" or "G"));
    }

    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Every_fill_again_as_a_possible_duplicate_changes_nothing(string day)
    {
        List<byte[]> lines = RecordedLog.Lines(day);
        List<byte[]> resent = [];
        foreach (byte[] line in lines)
        {
            resent.Add(line);
            if (IsExecution(line)) resent.Add(RecordedLog.WithFields(line, [.. RecordedLog.Fields(line), (43, "Y")]));
        }

        DryRunResult once = RecordedLog.Run(lines);
        DryRunResult result = RecordedLog.Run(resent);
        Assert.Equal(RecordedLog.Positions(once), RecordedLog.Positions(result));
        Assert.Equal(once.Applied, result.Applied);
        Assert.Equal(lines.Count(IsExecution), result.Duplicates);
        Assert.False(result.HasFindings);
    }

    // Requests keep their place before everything: a venue cannot answer what was not asked. The answers come in any order.
    [Theory]
    [InlineData(RecordedLog.Day42, 1)]
    [InlineData(RecordedLog.Day42, 2)]
    [InlineData(RecordedLog.Day44, 3)]
    [InlineData(RecordedLog.Day44, 4)]
    public void Reports_in_any_order_give_the_same_positions(string day, ulong seed)
    {
        SplitMix chance = new(seed);
        List<byte[]> lines = RecordedLog.Lines(day);
        List<byte[]> requests = [.. lines.Where(line => RecordedLog.Field(line, 35) is "D" or "F" or "G")];
        List<byte[]> reports = [.. lines.Where(line => RecordedLog.Field(line, 35) == "8")];
        reports.AddRange(reports.Where(IsExecution).ToList());
        for (int i = reports.Count - 1; i > 0; i--)
        {
            int other = chance.Below(i + 1);
            (reports[i], reports[other]) = (reports[other], reports[i]);
        }

        DryRunResult result = RecordedLog.Run(requests.Concat(reports));
        Assert.Equal(RecordedLog.Positions(RecordedLog.Run(lines)), RecordedLog.Positions(result));
        Assert.Equal(0, result.DeadLetters);
        Assert.Equal(reports.Count(IsExecution) / 2, result.Duplicates);
    }

    [Fact]
    public void An_execution_id_again_with_other_content_is_a_conflict_and_does_not_count()
    {
        List<byte[]> lines = RecordedLog.Lines(RecordedLog.Day44);
        string books = RecordedLog.Positions(RecordedLog.Run(lines));
        byte[] fill = lines.First(IsExecution);
        lines.Add(RecordedLog.WithFields(fill, RecordedLog.Fields(fill).Select(field => field.Tag == 31 ? (31, "1.5") : field)));
        DryRunResult result = RecordedLog.Run(lines);
        Assert.Equal(books, RecordedLog.Positions(result));
        Assert.StartsWith("conflict: ", Assert.Single(result.DeadLettersDetail).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", ExecType.TradeCancel, "100", "-1000")]
    [InlineData("2", ExecType.TradeCorrect, "150", "-1550")]
    public void A_4_2_bust_and_correction_refer_to_the_trade(string transType, ExecType type, string qty, string cash)
    {
        const string Order = "49=V|56=C|52=20260105-10:00:00|60=20260105-10:00:00|1=A|11=O1|37=V1|55=X|54=1|38=200|";
        List<byte[]> lines =
        [
            Message($"35=8|34=2|{Order}20=0|150=0|39=0|17=E1|14=0|151=200|6=0|"),
            Message($"35=8|34=3|{Order}20=0|150=1|39=1|17=E2|14=100|151=100|6=10|31=10|32=100|"),
            Message($"35=8|34=4|{Order}20=0|150=1|39=1|17=E3|14=150|151=50|6=10|31=10|32=50|"),
            Message($"35=8|34=5|{Order}20={transType}|150=1|39=1|17=E4|19=E3|14=150|151=50|6=10|31=11|32=50|"),
        ];
        DryRunResult result = RecordedLog.Run(lines);
        Assert.Equal(0, result.DeadLetters);
        Assert.Equal(qty, Assert.Single(result.Positions).Qty.ToString());
        Assert.Equal(cash, result.Positions[0].NetCash.Amount.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(type, result.HistoryOf(Assert.Single(result.Orders).Handle)[^1].ExecType);
        static byte[] Message(string body) => RecordedLog.Message(body, "FIX.4.2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_charge_of_a_fill_counts_once_and_a_correction_states_them_anew(bool comesFirst)
    {
        const string Order = "49=V|56=C|52=20260105-10:00:00|60=20260105-10:00:0";
        const string Trade = "|1=A|11=O1|37=V1|55=X|54=1|38=200|39=1|14=100|151=100|6=10|31=10|32=100|12=1|13=3|136=3|";
        byte[] fill = RecordedLog.Message(
            $"35=8|34=2|{Order}1|17=E1|150=F{Trade}137=2|138=USD|139=2|137=1|138=USD|139=1|137=2|138=USD|139=7|");
        byte[] correction = RecordedLog.Message(
            $"35=8|34=3|{Order}2|17=E2|19=E1|150=G{Trade}137=1|138=USD|139=2|137=1|138=USD|139=1|137=3|138=USD|139=7|");
        List<byte[]> lines = comesFirst ? [correction, fill, fill, correction] : [fill, fill, correction, correction];
        DryRunResult result = RecordedLog.Run(lines);
        Assert.Equal(0, result.DeadLetters);
        Assert.Equal(2, result.Duplicates);
        Assert.Equal(
            "Commission 1 USD, Tax 1 USD, Other 4 USD",
            string.Join(", ", Assert.Single(result.Positions).Fees.OrderBy(fee => fee.Kind).Select(fee => $"{fee.Kind} {fee.Amount}")));
    }

    [Fact]
    public void A_bust_before_its_fill_waits_for_it()
    {
        List<byte[]> lines = RecordedLog.Lines(RecordedLog.Day44);
        int bust = lines.FindIndex(line => RecordedLog.Field(line, 150) == "H");
        string refersTo = RecordedLog.Field(lines[bust], 19)!;
        int fill = lines.FindIndex(line => RecordedLog.Field(line, 17) == refersTo);
        string books = RecordedLog.Positions(RecordedLog.Run(lines));
        (lines[bust], lines[fill]) = (lines[fill], lines[bust]);
        Assert.Equal(books, RecordedLog.Positions(RecordedLog.Run(lines)));
    }

    private static bool IsExecution(byte[] line) => RecordedLog.Field(line, 35) == "8" && RecordedLog.Field(line, 32) is not null;
}
