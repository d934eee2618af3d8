using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

/// <summary>Two days recorded from an independent engine, with what the venue's own books were at the end.</summary>
public sealed class RecordedDayTests
{
    public static TheoryData<string, LotMethod> DaysByMethod()
    {
        TheoryData<string, LotMethod> data = [];
        foreach (LotMethod method in Enum.GetValues<LotMethod>())
        {
            data.Add(RecordedLog.Day42, method);
            data.Add(RecordedLog.Day44, method);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(DaysByMethod))]
    public void Every_account_and_symbol_equals_the_venues_books_to_the_last_digit(string day, LotMethod method)
    {
        DryRunResult result = RecordedLog.Run(RecordedLog.Lines(day), method);
        Assert.Equal(RecordedLog.Truth(day), TruthOf(result));
        Assert.All(result.Positions, position => Assert.Equal("", result.Books.Names.Of(position.Key.Strategy)));
        Assert.All(result.Positions, position => Assert.Equal(method, position.Method));
    }

    [Theory]
    [InlineData(RecordedLog.Day42, 2107, 4)]
    [InlineData(RecordedLog.Day44, 4179, 4)]
    public void Every_line_is_accounted_for(string day, int messages, int sessionMessages)
    {
        DryRunResult result = RecordedLog.Run(RecordedLog.Lines(day));
        Assert.Equal(messages, result.Messages);
        Assert.Empty(result.DeadLettersDetail);
        Assert.Equal(0, result.DeadLetters);
        Assert.Equal(0, result.Duplicates);
        Assert.Empty(result.Violations);
        Assert.Equal(sessionMessages, result.Ignored);
    }

    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Each_report_and_cancel_reject_is_one_row_of_one_history(string day)
    {
        List<byte[]> lines = RecordedLog.Lines(day);
        DryRunResult result = RecordedLog.Run(lines);
        List<long> expected = [];
        for (int i = 0; i < lines.Count; i++)
            if (RecordedLog.Field(lines[i], 35) is "8" or "9") expected.Add(i + 1);
        List<long> rows = [.. result.Orders.SelectMany(order => result.HistoryOf(order.Handle)).Select(row => row.Line).Order()];
        Assert.Equal(expected, rows);
    }

    // Where the recorded engine and FIX's matrices part. A fill while a cancel is pending leaves it pending (C.1.b; the engine
    // says partially filled). In 4.2, Partially Filled stands above Replaced. A bust gives its quantity back to the order: the
    // engine leaves LeavesQty at zero, and calls an order with no execution left partially filled.
    [Theory]
    [InlineData(RecordedLog.Day42, 3, 6, 3, 0)]
    [InlineData(RecordedLog.Day44, 4, 0, 12, 1)]
    public void Every_row_says_what_its_report_says(string day, int pending, int replaced, int busts, int bustedToNothing)
    {
        List<byte[]> lines = RecordedLog.Lines(day);
        DryRunResult result = RecordedLog.Run(lines);
        List<string> differences = [];
        foreach (Order order in result.Orders)
        {
            foreach (HistoryRow row in result.HistoryOf(order.Handle))
            {
                if (row.ExecType is null) continue;
                byte[] line = lines[(int)row.Line - 1];
                Compare("OrdStatus", row.OrdStatus, (OrdStatus)RecordedLog.Field(line, 39)![0]);
                Compare("CumQty", row.CumQty.ToString(), RecordedLog.Field(line, 14)!);
                Compare("OrderQty", row.OrderQty.ToString(), RecordedLog.Field(line, 38)!);
                if (Math.Abs(row.AvgPx.Value - Number(RecordedLog.Field(line, 6)!)) > 0.00005m) differences.Add($"{row.ExecType} AvgPx");
                if (row.LeavesQty.ToString() != RecordedLog.Field(line, 151)) differences.Add($"{row.ExecType} LeavesQty");
                void Compare<T>(string what, T ours, T theirs)
                {
                    if (!EqualityComparer<T>.Default.Equals(ours, theirs)) differences.Add($"{row.ExecType} {what} {ours} {theirs}");
                }
            }
        }

        Dictionary<string, int> expected = new(StringComparer.Ordinal)
        {
            ["Trade OrdStatus PendingCancel PartiallyFilled"] = pending,
            ["Replaced OrdStatus PartiallyFilled Replaced"] = replaced,
            ["TradeCancel LeavesQty"] = busts,
            ["TradeCancel OrdStatus New PartiallyFilled"] = bustedToNothing,
        };
        Assert.Equal(
            expected.Where(each => each.Value > 0).OrderBy(each => each.Key, StringComparer.Ordinal),
            differences.CountBy(each => each).OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Every_order_ends_as_its_last_row_says(string day)
    {
        DryRunResult result = RecordedLog.Run(RecordedLog.Lines(day));
        Assert.All(result.Orders, order =>
        {
            HistoryRow last = result.HistoryOf(order.Handle)[^1];
            Assert.Equal((last.OrdStatus, last.CumQty, last.LeavesQty), (order.OrdStatus, order.CumQty, order.LeavesQty));
        });
    }

    [Theory]
    [InlineData(RecordedLog.Day42)]
    [InlineData(RecordedLog.Day44)]
    public void Fees_are_the_sum_of_the_trades_commissions(string day)
    {
        List<byte[]> lines = RecordedLog.Lines(day);
        decimal charged = lines
            .Where(line => RecordedLog.Field(line, 35) == "8" && RecordedLog.Field(line, 20) is null or "0")
            .Where(line => RecordedLog.Field(line, 150) is "F" or "1" or "2")
            .Sum(line => decimal.Parse(RecordedLog.Field(line, 12)!, CultureInfo.InvariantCulture));
        decimal booked = RecordedLog.Run(lines).Positions.SelectMany(position => position.Fees).Sum(fee => fee.Amount.Amount);
        Assert.Equal(charged, booked);
    }

    [Fact]
    public void Both_days_in_one_run_keep_apart_although_their_ids_are_the_same()
    {
        DryRunResult result = DryRunner.Run(
            [
                new DryRunFile("a.log", RecordedLog.Join(RecordedLog.Lines(RecordedLog.Day42))),
                new DryRunFile("b.log", RecordedLog.Join(RecordedLog.Lines(RecordedLog.Day44))),
            ],
            DryRunFormat.Fix);
        List<(string, string, string, string)> sums =
        [
            .. RecordedLog.Truth(RecordedLog.Day42).Concat(RecordedLog.Truth(RecordedLog.Day44))
                .GroupBy(row => (row.Account, row.Symbol))
                .Select(g => (g.Key.Account, g.Key.Symbol, Sum(g.Select(r => r.Qty)), Sum(g.Select(r => r.NetCash)))),
        ];
        Assert.Equal(sums, TruthOf(result));
        Assert.False(result.HasFindings);
    }

    [Fact]
    public void Separators_may_be_pipes_and_the_last_one_may_be_missing()
    {
        List<byte[]> lines = RecordedLog.Lines(RecordedLog.Day44);
        string expected = RecordedLog.Books(RecordedLog.Run(lines));
        foreach (byte[] line in lines) line.AsSpan().Replace((byte)1, (byte)'|');
        Assert.Equal(expected, RecordedLog.Books(RecordedLog.Run(lines)));
        Assert.Equal(expected, RecordedLog.Books(RecordedLog.Run(lines.Select(line => line[..^1]))));
    }

    [Fact]
    public void The_json_is_the_promised_one()
    {
        DryRunResult result = RecordedLog.Run(RecordedLog.Lines(RecordedLog.Day44));
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream)) DryRunJson.Write(writer, result);
        using JsonDocument json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        JsonElement root = json.RootElement;
        Assert.Equal(
            root.GetProperty("messages").GetInt64(),
            root.GetProperty("applied").GetInt64() + root.GetProperty("duplicates").GetInt64()
                + root.GetProperty("dead_letters").GetInt64() + root.GetProperty("ignored").GetInt64());
        JsonElement order = root.GetProperty("orders")[0];
        Assert.Equal(
            ("{'cl_ord_id':'C7-0','chain':['C7-0'],'account':'ACC1','symbol':'TSLA','side':'buy',"
                + State("filled", 110, 0, "99.9966363636") + ",'overfill_qty':'0','unknown':false,'reports':4,'history':["
                + "{'line':4,'exec_type':'new'," + State("new", 0, 110, "0") + "},"
                + "{'line':5,'exec_type':'trade'," + State("partially_filled", 36, 74, "100") + "},"
                + "{'line':6,'exec_type':'trade'," + State("partially_filled", 73, 37, "99.9949315068") + "},"
                + "{'line':7,'exec_type':'trade'," + State("filled", 110, 0, "99.9966363636") + "}]}").Replace('\'', '"'),
            order.GetRawText());
        JsonElement position = root.GetProperty("positions").EnumerateArray().First(p => p.GetProperty("symbol").GetString() == "TSLA");
        Assert.Equal(JsonValueKind.Null, position.GetProperty("unrealized_pnl").ValueKind);
        Assert.Equal("-2641", position.GetProperty("qty").GetString());
        Assert.Equal("340787.87", position.GetProperty("net_cash").GetString());
        decimal lots = position.GetProperty("lots").EnumerateArray().Sum(lot => Number(lot, "qty"));
        Assert.Equal(-2641, lots);
        decimal realized = root.GetProperty("closed_lots").EnumerateArray()
            .Where(lot => lot.GetProperty("account").GetString() == "ACC1" && lot.GetProperty("symbol").GetString() == "TSLA")
            .Sum(lot => Number(lot, "realized_pnl"));
        Assert.Equal(Number(position, "realized_pnl"), realized);
        Assert.Equal(0, root.GetProperty("violations").GetArrayLength());
        Assert.Equal(0, root.GetProperty("dead_letters_detail").GetArrayLength());
    }

    [Fact]
    public void Without_histories_the_books_are_the_same()
    {
        List<byte[]> lines = RecordedLog.Lines(RecordedLog.Day42);
        DryRunResult lean = RecordedLog.Run(lines, options: new DryRunOptions { KeepHistory = false });
        Assert.Equal(RecordedLog.Books(RecordedLog.Run(lines), withHistory: false), RecordedLog.Books(lean, withHistory: false));
        Assert.All(lean.Orders, order => Assert.Empty(lean.HistoryOf(order.Handle)));
    }

    private static string State(string status, int done, int open, string average) =>
        $"'ord_status':'{status}','order_qty':'110','cum_qty':'{done}','leaves_qty':'{open}','avg_px':'{average}'";

    private static decimal Number(JsonElement parent, string name) => Number(parent.GetProperty(name).GetString()!);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static List<(string, string, string, string)> TruthOf(DryRunResult result) =>
    [
        .. result.Positions.Select(position => (
            result.Books.Names.Of(position.Key.Account),
            result.Books.Names.Of(position.Key.Symbol),
            position.Qty.ToString(),
            Shown(position.NetCash.Amount))),
    ];

    private static string Sum(IEnumerable<string> numbers) =>
        Shown(numbers.Sum(number => decimal.Parse(number, CultureInfo.InvariantCulture)));

    private static string Shown(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
