using System;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Positions;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

public sealed class JsonlTests
{
    private const string Buy = """{"symbol":"AAPL","side":"BUY","fill_qty":10,"fill_price":150.25,"order_id":1,"exec_id":"e1","timestamp":1700000000000}""";

    [Fact]
    public void Executions_need_no_order()
    {
        DryRunResult result = RecordedLog.RunJsonl(
            Buy,
            """{"symbol":"AAPL","side":"sell","fill_qty":"4","fill_price":"151.25","order_id":"2","exec_id":"e2","timestamp":"1700000001000","remaining":0.0,"avg_fill_price":150.333333333333333,"account":"A","commission":0.5,"commission_currency":"USD"}""",
            """{"symbol":"AAPL","side":"SELL","fill_qty":4.0,"fill_price":151.25,"order_id":2,"exec_id":"e3","timestamp":1700000001000}""");
        Assert.Equal(3, result.Messages);
        Assert.Equal(3, result.Applied);
        Assert.Empty(result.Orders);
        Assert.Equal(["A -4 605", "default 6 -897.5"], result.Positions.Select(position => Row(result, position)));
        Assert.Equal(0.5m, Assert.Single(result.Positions[0].Fees).Amount.Amount);
        Assert.Equal("4", Assert.Single(result.Positions[1].ClosedLots(LotMethod.Fifo)).Realized.Amount.ToString("0.##", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Numbers_with_exponents_and_times_as_text_are_read_and_what_would_round_to_nothing_is_refused()
    {
        DryRunResult result = RecordedLog.RunJsonl(
            """{"symbol":"X","side":"buy","order_id":"","fill_qty":1e2,"fill_price":2.5e-1,"exec_id":"e1","exec_type":"","timestamp":"2023-11-14T22:13:20Z"}""",
            """{"symbol":"X","side":"buy","order_id":"","fill_qty":1,"fill_price":1,"commission":1e-40,"exec_id":"e2","timestamp":1700000000000}""");
        Assert.Equal((1, 1), (result.Applied, result.DeadLetters));
        Assert.Equal("default 100 -25", Row(result, Assert.Single(result.Positions)));
    }

    [Fact]
    public void The_same_execution_again_is_a_duplicate_and_with_other_content_a_conflict()
    {
        DryRunResult result = RecordedLog.RunJsonl(Buy, Buy, Buy.Replace("150.25", "150.26", StringComparison.Ordinal));
        Assert.Equal((3, 1, 1, 1, 0), (result.Messages, result.Applied, result.Duplicates, result.DeadLetters, result.Ignored));
        Assert.Equal("default 10 -1502.5", Row(result, Assert.Single(result.Positions)));
        Assert.StartsWith("conflict: ", Assert.Single(result.DeadLettersDetail).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Busts_and_corrections_refer_by_execution_id()
    {
        DryRunResult result = RecordedLog.RunJsonl(
            Buy,
            """{"symbol":"AAPL","exec_id":"e2","exec_ref_id":"e1","exec_type":"trade_cancel","timestamp":1700000001000}""",
            Buy.Replace("e1", "e3", StringComparison.Ordinal),
            """{"symbol":"AAPL","side":"BUY","fill_qty":7,"fill_price":100,"exec_id":"e4","exec_ref_id":"e3","exec_type":"trade_correct","timestamp":1700000002000}""");
        Assert.Equal(0, result.DeadLetters);
        Assert.Equal("default 7 -700", Row(result, Assert.Single(result.Positions)));
    }

    [Fact]
    public void Further_fields_are_ignored_and_counted()
    {
        DryRunResult result = RecordedLog.RunJsonl(Buy.Replace("}", ""","liquidity":"added","legs":[{"a":1}],"x":null}""", StringComparison.Ordinal));
        Assert.Equal((1, 3), (result.Applied, result.IgnoredFields));
    }

    [Fact]
    public void Multiplier_and_currency_of_an_unknown_symbol_are_taken_from_the_message()
    {
        DryRunResult result = RecordedLog.RunJsonl(
            """{"symbol":"TXF","side":"BUY","order_id":"","fill_qty":2,"fill_price":17000,"exec_id":"e1","timestamp":1700000000000,"multiplier":200,"currency":"TWD"}""");
        Position position = Assert.Single(result.Positions);
        Assert.Equal((-6_800_000m, "TWD"), (position.NetCash.Amount, position.Currency.ToString()));
    }

    [Theory]
    [InlineData("not json", "malformed: not JSON")]
    [InlineData("[1]", "malformed: not a JSON object")]
    [InlineData("{}", "missing_field: ")]
    [InlineData("""{"symbol":"A"} x""", "malformed: not JSON")]
    [InlineData("""{"symbol":"\ud800"}""", "malformed: a text that is no Unicode")]
    public void A_line_that_is_no_object_is_a_dead_letter(string line, string reason) => Refused(line, reason);

    [Theory]
    [InlineData("\"AAPL\"", "\"\"", "missing_field: symbol is missing or empty")]
    [InlineData("\"AAPL\"", "null", "missing_field: symbol is missing or empty")]
    [InlineData("\"AAPL\"", "7", "invalid_value: symbol has the wrong type")]
    [InlineData("\"BUY\"", "\"HOLD\"", "invalid_value: side 'HOLD' is not buy, sell or sell_short")]
    [InlineData("\"fill_qty\":10", "\"fill_qty\":0", "invalid_value: fill_qty '0' is not positive")]
    [InlineData("\"fill_qty\":10", "\"fill_qty\":-1", "invalid_value: fill_qty '-1' is not positive")]
    [InlineData("\"fill_qty\":10", "\"fill_qty\":\"ten\"", "invalid_value: fill_qty 'ten' is not a number")]
    [InlineData("\"fill_qty\":10", "\"fill_qty\":[10]", "invalid_value: fill_qty has the wrong type")]
    [InlineData("\"fill_qty\":10", "\"fill_qty\":0.12345678901", "number_out_of_range: fill_qty '0.12345678901' has more than 10 decimals")]
    [InlineData("\"fill_qty\":10", "\"fill_qty\":1e300", "invalid_value: fill_qty '1e300' is not a number")]
    [InlineData("150.25", "0", "invalid_value: ExecID(17)=e1: LastPx(31)=0 is not positive")]
    [InlineData("\"exec_id\":\"e1\"", "\"exec_id\":\"\"", "missing_field: exec_id is missing or empty")]
    [InlineData("1700000000000", "\"yesterday\"", "invalid_value: timestamp 'yesterday' is neither")]
    [InlineData("1700000000000", "0", "invalid_value: timestamp '0' is not after 1970")]
    [InlineData("\"order_id\":1,", "", "missing_field: order_id is missing")]
    [InlineData("\"order_id\":1", "\"order_id\":null", "missing_field: order_id is missing")]
    [InlineData("1700000000000", "-5", "invalid_value: timestamp '-5' is neither")]
    [InlineData("\"order_id\":1", "\"order_id\":1,\"symbol\":\"MSFT\"", "malformed: 'symbol' stands there twice")]
    [InlineData("\"order_id\":1", "\"order_id\":1,\"exec_type\":\"swap\"", "invalid_value: exec_type 'swap' is not trade, trade_cancel or trade_correct")]
    [InlineData("\"order_id\":1", "\"order_id\":1,\"exec_type\":\"trade_cancel\"", "missing_field: exec_ref_id is missing or empty")]
    [InlineData("\"order_id\":1", "\"order_id\":1,\"multiplier\":0", "invalid_value: multiplier '0' is not positive")]
    [InlineData("\"order_id\":1", "\"order_id\":1,\"avg_fill_price\":\"x\"", "invalid_value: avg_fill_price 'x' is not a number")]
    [InlineData("\"order_id\":1", "\"order_id\":1,\"strategy\":\"@manual\"", "invalid_value: strategy @manual: '@' is reserved")]
    public void A_bad_value_is_a_dead_letter_with_its_reason(string old, string changed, string reason) =>
        Refused(Buy.Replace(old, changed, StringComparison.Ordinal), reason);

    [Fact]
    public void A_trade_that_states_that_there_was_no_order_is_booked()
    {
        DryRunResult result = RecordedLog.RunJsonl(
            Buy.Replace("\"order_id\":1", "\"order_id\":\"\"", StringComparison.Ordinal));
        Assert.Equal((1, 0), (result.Applied, result.DeadLetters));
    }

    [Fact]
    public void Fees_of_which_there_were_none_are_0_in_the_table_too()
    {
        DryRunTable table = DryRunTables.Positions(RecordedLog.RunJsonl(Buy));
        int fees = table.Columns.ToList().IndexOf("fees");
        Assert.Equal("0", Assert.Single(table.Rows)[fees]);
    }

    private static void Refused(string line, string reason)
    {
        DryRunResult result = RecordedLog.RunJsonl(Buy.Replace("e1", "e0", StringComparison.Ordinal), line, "", Buy.Replace("e1", "e9", StringComparison.Ordinal));
        Assert.Equal((3, 2, 1), (result.Messages, result.Applied, result.DeadLetters));
        DryRunDeadLetter dead = Assert.Single(result.DeadLettersDetail);
        Assert.StartsWith(reason, dead.Reason, StringComparison.Ordinal);
        Assert.Equal((2, line), (dead.Line, dead.Raw));
    }

    private static string Row(DryRunResult result, Position position) =>
        $"{result.Books.Names.Of(position.Key.Account)} {position.Qty} {position.NetCash.Amount.ToString("0.##", CultureInfo.InvariantCulture)}";
}
