using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>What a FIX venue sent and could not be applied is mended and put in again over HTTP.</summary>
public sealed class FixDeadLetterTests : IDisposable
{
    private readonly SloppyVenue venue = new();
    private readonly FixVenueDay day;

    public FixDeadLetterTests() => day = new FixVenueDay(venue);

    public void Dispose() => day.Dispose();

    [Fact]
    public async Task A_mended_execution_report_moves_the_position_once_and_closes_the_letter()
    {
        venue.Symbol = null;
        using LiveLoop service = await day.Open();
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        string raw = (await Get(client, "/api/v1/deadletters/1")).GetProperty("raw_text").GetString()!;
        Assert.Equal("venue:FIX1", (await Get(client, "/api/v1/deadletters/1")).GetProperty("source").GetString());

        // As they came they are refused again, and are a letter of their own.
        (int status, JsonElement again) = await Replay(client, 1, null);
        Assert.Equal((422, "missing_field"), (status, again.GetProperty("code").GetString()));
        Assert.Equal("0", Position(service));

        // A person writes | for SOH and computes no checksum.
        string mended = raw.Replace('\u0001', '|').Replace("|54=1|", "|55=IBM|54=1|", StringComparison.Ordinal) + "\n";
        (status, JsonElement replayed) = await Replay(client, 2, mended);
        Assert.True(status == 200, replayed.ToString());
        Assert.Equal("applied", replayed.GetProperty("outcome").GetString());
        Assert.Equal("replayed", replayed.GetProperty("dead_letter").GetProperty("state").GetString());
        Assert.Equal("25", Position(service));
        (status, _) = await Replay(client, 2, mended);
        Assert.Equal(409, status);

        // The venue mends it too.
        venue.Symbol = "IBM";
        venue.Report(day.Connection);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Intake.Duplicate) == 1, "the venue's own counts as known");
        Assert.Equal("25", Position(service));
    }

    [Fact]
    public async Task A_letter_of_a_venue_may_be_given_as_a_normalised_execution_with_the_venues_ids()
    {
        venue.Symbol = null;
        using LiveLoop service = await day.Open();
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        (int status, JsonElement replayed) = await Replay(
            client, 1,
            """{"symbol":"IBM","side":"buy","order_id":"","fill_qty":"25","fill_price":"10","exec_id":"X1","timestamp":1767225600000,"account":"ACC1"}""");
        Assert.True(status == 200, replayed.ToString());
        Assert.Equal("25", Position(service));

        venue.Symbol = "IBM";
        venue.Report(day.Connection);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Intake.Duplicate) == 1, "the venue's own counts as known");
        Assert.Equal("25", Position(service));
    }

    [Fact]
    public async Task At_a_venue_whose_ids_start_anew_each_day_a_normalised_execution_is_the_venues_own_of_that_day()
    {
        venue.Symbol = null;
        using LiveLoop service = await day.Open("{ exec_ids: trade_date, time_zone: UTC }");
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        (int status, JsonElement replayed) = await Replay(client, 1, Execution("X1", "2026-01-05T10:00:00Z"));
        Assert.True(status == 200, replayed.ToString());
        venue.Symbol = "IBM";
        venue.Report(day.Connection);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Intake.Duplicate) == 1, "the venue's own counts as known");
        Assert.Equal("25", Position(service));

        // What is put in under the venue's name is the venue's too.
        string bust = Execution("X2", "2026-01-05T11:00:00Z", ""","exec_type":"trade_cancel","exec_ref_id":"X1","venue":"FIX1" """);
        using StringContent content = new(bust, Encoding.UTF8, "application/json");
        Assert.Equal(201, (int)(await client.PostAsync("/api/v1/executions", content)).StatusCode);
        Assert.Equal("0", Position(service));
        Assert.Equal(0, service.Host.Read(r => r.Books.Executions.AwaitedCount));
    }

    [Fact]
    public async Task The_trade_date_that_the_venue_sent_counts_before_the_day_of_the_time()
    {
        (venue.Symbol, venue.TradeDate) = (null, "20260106");
        using LiveLoop service = await day.Open("{ exec_ids: trade_date, time_zone: UTC }");
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        (int status, JsonElement replayed) = await Replay(client, 1, Execution("X1", "2026-01-05T10:00:00Z"));
        Assert.True(status == 200, replayed.ToString());
        venue.Symbol = "IBM";
        venue.Report(day.Connection);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Intake.Duplicate) == 1, "the venue's own counts as known");
        Assert.Equal("25", Position(service));
    }

    [Fact]
    public async Task A_trade_date_that_no_record_holds_is_a_dead_letter_and_stops_nothing()
    {
        (venue.Symbol, venue.TradeDate) = ("IBM", "19691231");
        using LiveLoop service = await day.Open("{ exec_ids: trade_date, time_zone: UTC }");
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        Assert.Contains("TradeDate(75)", service.Host.Read(r => r.Index.DeadLetters[0].Detail), StringComparison.Ordinal);
        Assert.Null(service.Host.Failure);
    }

    [Fact]
    public async Task What_is_mended_of_a_drop_copy_is_put_in_where_it_is_a_trade_and_not_where_it_says_what_an_order_is()
    {
        SloppyVenue copy = new();
        using FixVenueDay both = new(new SilentVenue(), copy);
        using LiveLoop service = await both.Open();
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        string raw = (await Get(client, "/api/v1/deadletters/1")).GetProperty("raw_text").GetString()!;
        string trade = raw.Replace('\u0001', '|').Replace("|54=1|", "|55=IBM|54=1|", StringComparison.Ordinal);
        string status = trade.Replace("|150=F|", "|150=0|", StringComparison.Ordinal)
            .Replace("|39=1|", "|39=0|", StringComparison.Ordinal);
        (int code, JsonElement refused) = await Replay(client, 1, status);
        Assert.Equal((422, "not_replayable"), (code, refused.GetProperty("code").GetString()));
        Assert.Contains("drop copy", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("open", (await Get(client, "/api/v1/deadletters/1")).GetProperty("state").GetString());
        Assert.Empty(service.Host.Read(r => r.Books.Orders.Open.ToList()));

        (code, JsonElement replayed) = await Replay(client, 1, trade);
        Assert.True(code == 200, replayed.ToString());
        Assert.Equal("25", Position(service));
    }

    [Fact]
    public async Task A_message_that_means_something_within_its_session_only_is_not_put_in_and_says_why()
    {
        venue.Symbol = null;
        using LiveLoop service = await day.Open();
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        (int status, JsonElement refused) = await Replay(
            client, 1, "8=FIX.4.4|9=0|35=0|34=7|49=VENUE|56=US|52=20260105-10:00:00|10=000|");
        Assert.Equal((422, "not_replayable"), (status, refused.GetProperty("code").GetString()));
        Assert.Contains("MsgType(35) '0'", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("open", (await Get(client, "/api/v1/deadletters/1")).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mended_report_with_the_brokers_name_of_an_account_is_of_that_account(bool isCopy)
    {
        SloppyVenue broker = new() { Account = "U123" };
        using FixVenueDay named = new(isCopy ? new SilentVenue() : broker, isCopy ? broker : null) { BrokerId = "U123" };
        using LiveLoop service = await named.Open();
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        await Eventually.Holds(() => Letters(service) == 1, "a dead letter");
        string raw = (await Get(client, "/api/v1/deadletters/1")).GetProperty("raw_text").GetString()!;
        string mended = raw.Replace('\u0001', '|').Replace("|54=1|", "|55=IBM|54=1|", StringComparison.Ordinal);
        (int status, JsonElement replayed) = await Replay(client, 1, mended);

        Assert.True(status == 200, replayed.ToString());
        Assert.Equal(
            ["ACC1"],
            service.Host.Read(r => r.Books.Positions.All.Select(p => r.Books.Names.Of(p.Key.Account)).ToArray()));
    }

    private static string Execution(string id, string time, string more = "") =>
        $$"""{"symbol":"IBM","side":"buy","order_id":"","fill_qty":"25","fill_price":"10","exec_id":"{{id}}","timestamp":"{{time}}","account":"ACC1"{{more}}}""";

    private static async Task<JsonElement> Get(HttpClient client, string path) =>
        JsonElement.Parse(await client.GetStringAsync(path));

    private static async Task<(int Status, JsonElement Body)> Replay(HttpClient client, int id, string? mended)
    {
        string body = JsonSerializer.Serialize(mended is null
            ? new() { ["reason"] = "again", ["by"] = "ann" }
            : new System.Collections.Generic.Dictionary<string, string>
            {
                ["reason"] = "mended",
                ["by"] = "ann",
                ["raw"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(mended)),
            });
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        HttpResponseMessage answer = await client.PostAsync($"/api/v1/deadletters/{id}/replay", content);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private static int Letters(LiveLoop service) => service.Host.Read(r => r.Index.DeadLetters.Count);

    private static string Position(LiveLoop service) => service.Host.Read(
        r => r.Books.Positions.All.Select(position => position.Qty.ToString()).SingleOrDefault() ?? "0");

    private sealed class SilentVenue : IFixApplication
    {
        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery) => FixVerdict.Accepted;
    }

    /// <summary>Reports a fill of 25 once the session is open, with the symbol that the test gives it.</summary>
    private sealed class SloppyVenue : IFixApplication
    {
        public string Account { get; init; } = "ACC1";

        public string? Symbol { get; set; }

        public string? TradeDate { get; set; }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery) => FixVerdict.Accepted;

        public void OnLoggedOn(FixSession session)
        {
            long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
            FixMessageWriter report = session.Begin(MsgTypes.ExecutionReport, now);
            Write(ref report);
            session.Send(ref report, now);
        }

        public void Report(FixConnection line) => line.Send(
            MsgTypes.ExecutionReport, this, static (ref FixMessageWriter body, SloppyVenue venue) => venue.Write(ref body));

        private void Write(ref FixMessageWriter report)
        {
            report.Append(Tags.OrderID, "O1");
            report.Append(Tags.ExecID, "X1");
            report.Append(Tags.ExecType, "F");
            report.Append(Tags.OrdStatus, "1");
            report.Append(Tags.Account, Account);
            if (Symbol is not null) report.Append(Tags.Symbol, Symbol);
            report.Append(Tags.Side, "1");
            report.Append(Tags.LastQty, "25");
            report.Append(Tags.LastPx, "10");
            report.Append(Tags.LeavesQty, "75");
            report.Append(Tags.CumQty, "25");
            report.Append(Tags.AvgPx, "10");
            report.Append(Tags.TransactTime, "20260105-10:00:00");
            if (TradeDate is not null) report.Append(Tags.TradeDate, TradeDate);
        }
    }
}
