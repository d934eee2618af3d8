using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>
/// The engine with a venue of <c>type: fix</c>, against QuickFIX in C++ as the venue: whatever is refused, canceled,
/// replaced, busted or corrected, and whether or not the line is cut, the books are the venue's own.
/// </summary>
public sealed class FixVenueTests
{
    private const int Orders = 300;

    [Theory]
    [InlineData("FIX.4.2")]
    [InlineData("FIX.4.4")]
    [InlineData("FIX.5.0SP2")]
    public async Task A_day_of_orders_leaves_us_and_the_venue_with_the_same_books(string begin)
    {
        using FixDay day = await FixDay.Start(begin);
        await day.Enter(1, Orders);
        await day.Until(() => day.Venue.State("received") == Orders, "all orders arrive");
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        Assert.Equal(0, day.Venue.State("duplicates"));
        Assert.True(day.Count(order => order.Closing == OrderClosing.Rejected) > 10, "orders are rejected");
        Assert.True(day.Count(order => order.Closing == OrderClosing.Canceled) > 10, "orders are canceled");
        Assert.True(day.Executions(execution => execution.IsBusted) > 0, "trades are busted");
        Assert.True(day.Executions(execution => execution.IsCorrected) > 0, "trades are corrected");
        Assert.Equal(0, day.Service.Host.Read(replica => replica.Books.DeadLetters.LastId));
        await HasTheLifecycleOfEachOrder(day);
    }

    [Theory]
    [InlineData("FIX.4.2")]
    [InlineData("FIX.4.4")]
    public async Task A_line_that_is_cut_loses_and_doubles_nothing(string begin)
    {
        using FixDay day = await FixDay.Start(begin);
        await day.Enter(1, 100);
        day.Line.Cut();
        await day.Enter(101, 200);
        await day.Until(() => day.Venue.State("logons") >= 2, "the session comes back");
        await day.Enter(201, Orders);
        await day.UntilSettled();
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        Assert.Equal(0, day.Venue.State("duplicates"));
    }

    [Theory]
    [InlineData("FIX.4.2")]
    [InlineData("FIX.4.4")]
    public async Task A_drop_copy_brings_the_same_executions_and_each_counts_once(string begin)
    {
        using FixDay day = await FixDay.Start(begin, dropCopy: true);

        // What is on its way when the line is cut may never arrive, all of it.
        await day.Enter(1, 60);
        await day.UntilSettled();
        int first = day.Executions(_ => true);
        Assert.True(first > 30, "orders are filled");
        await day.Enter(61, 100);
        day.Line.Cut();
        await day.Enter(101, 200);
        await day.UntilSettled();
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        int executions = day.Executions(_ => true);
        Assert.True(executions >= first, "what was executed before the cut is still there");
        Assert.True(day.Executions(execution => execution.IsBusted) > 0, "trades are busted");
        await day.Until(() => day.Duplicates >= executions, "every execution came a second time");
        Assert.Equal(executions, day.Executions(_ => true));
        Assert.Equal(0, day.Service.Host.Read(replica => replica.Books.DeadLetters.LastId));
        Assert.Equal(["FIX1", "FIX1/drop_copy"], day.Service.FixSessions.Select(session => session.Id));
    }

    [Fact]
    public async Task A_kill_switch_cancels_all_by_one_request_and_each_cancel_is_confirmed()
    {
        using FixDay day = await FixDay.Start("FIX.4.4", more: ", mass_cancel: true");
        await day.Enter(1, 180);
        await day.UntilSettled();
        int open = day.Count(order => order.IsOpen);
        Assert.True(open > 5, "orders rest");
        await day.Engage();
        await day.UntilSettled();

        Assert.Equal(1, day.Venue.State("masscancels"));
        Assert.Equal(0, day.Count(order => order.IsOpen));
        Assert.Equal(open, day.Count(order => order.Closing == OrderClosing.Canceled));
        Assert.Equal(0, day.Service.Host.Read(replica => replica.Books.DeadLetters.LastId));
    }

    [Fact]
    public async Task Why_shows_the_message_that_a_fill_came_in_as_the_venue_sent_it()
    {
        using FixDay day = await FixDay.Start("FIX.4.4");
        await day.Enter(1, 2);
        await day.UntilSettled();
        string fill = day.Service.Host.Read(replica => replica.Books.Executions.All.First().Key.ExecId.ToString());
        await using WebHost web = await WebHost.StartAsync(day.Service);
        using HttpClient http = new() { BaseAddress = new Uri(web.Urls[0]) };
        using JsonDocument why = JsonDocument.Parse(
            await http.GetStringAsync(new Uri("api/v1/why/fill/" + fill, UriKind.Relative)));

        JsonElement input = why.RootElement.GetProperty("causes").EnumerateArray()
            .Single(cause => cause.GetProperty("facts")[0].GetProperty("type").GetString() == "order_executed")
            .GetProperty("input");
        string raw = Encoding.Latin1.GetString(input.GetProperty("raw").GetBytesFromBase64());
        string sent = (await File.ReadAllLinesAsync(Path.Combine(day.Venue.Folder, "journal")))
            .Single(line => line.Contains($"\u000117={fill}\u0001", StringComparison.Ordinal));
        Assert.Equal("venue:FIX1", input.GetProperty("source").GetString());
        Assert.StartsWith("8=FIX.4.4\u00019=", raw, StringComparison.Ordinal);
        Assert.Matches("\u000110=[0-9]{3}\u0001$", raw);
        foreach (int tag in (int[])[11, 14, 17, 31, 32, 37, 60, 150])
        {
            string field = Regex.Match(sent, $"\u0001{tag}=[^\u0001]*\u0001").Value;
            Assert.NotEmpty(field);
            Assert.Contains(field, raw, StringComparison.Ordinal);
        }

        await ShowsTheSession(http, fill);
    }

    [Fact]
    public async Task Ids_of_digits_behind_a_prefix_are_the_same_orders()
    {
        using FixDay day = await FixDay.Start("FIX.4.4", more: ", cl_ord_ids: numeric, cl_ord_id_prefix: \"77-\"");
        await day.Enter(1, 60);
        await day.UntilSettled();
        await day.AmendWhatIsOpen();
        await day.UntilSettled();
        await day.Restart();
        await day.Enter(61, 100);
        await day.UntilSettled();

        Assert.Equal(0, day.Venue.State("duplicates"));
        Assert.True(day.Executions(_ => true) > 50, "orders are filled");
        string journal = await File.ReadAllTextAsync(Path.Combine(day.Venue.Folder, "journal"));
        Assert.Matches("\u000111=77-[0-9]{15,}\u0001", journal);
        Assert.DoesNotContain("\u000111=T", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_of_ours_the_session_and_the_books_go_on()
    {
        using FixDay day = await FixDay.Start("FIX.4.4");
        await day.Enter(1, 60);
        await day.Restart();
        await day.Enter(61, 120);
        await day.UntilSettled();
        await day.AmendWhatIsOpen();
        await day.UntilSettled();

        Assert.Equal(2, day.Venue.State("logons"));
        Assert.Equal(0, day.Venue.State("duplicates"));
    }

    // As fix status and fix log do.
    private static async Task ShowsTheSession(HttpClient http, string fill)
    {
        JsonElement session = (await Items(http, "fix/sessions?session=FIX1")).Single();
        Assert.Equal(
            ("initiator", "logged_on", "CLIENT"),
            (session.GetProperty("role").GetString(), session.GetProperty("state").GetString(), session.GetProperty("sender_comp_id").GetString()));
        Assert.StartsWith("127.0.0.1:", session.GetProperty("remote").GetString(), StringComparison.Ordinal);
        JsonElement line = (await Items(http, "fix/log?session=FIX1"))
            .Single(each => each.GetProperty("text").GetString()!.Contains($"|17={fill}|", StringComparison.Ordinal));
        Assert.Equal(("in", "8"), (line.GetProperty("direction").GetString(), line.GetProperty("msg_type").GetString()));
    }

    private static async Task<JsonElement[]> Items(HttpClient http, string path)
    {
        using JsonDocument document = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v1/" + path, UriKind.Relative)));
        return [.. document.RootElement.Clone().GetProperty("items").EnumerateArray()];
    }

    // Document A's names, each as often as the books have it, and what happened to whom beside it.
    private static async Task HasTheLifecycleOfEachOrder(FixDay day)
    {
        (string Name, int Count)[] expected =
        [
            ("acknowledged", day.Count(order => order.Closing != OrderClosing.Rejected)),
            ("rejected", day.Count(order => order.Closing == OrderClosing.Rejected)),
            ("cancelled", day.Count(order => order.Closing == OrderClosing.Canceled)),
            ("trade_cancel", day.Executions(execution => execution.IsBusted)),
            ("trade_correct", day.Executions(execution => execution.IsCorrected)),
        ];
        JsonElement[] events = [];
        await day.Until(
            () =>
            {
                events = day.Events();
                return expected.All(each => events.Count(line => Is(line, each.Name)) >= each.Count);
            },
            "the event log has " + string.Join(", ", expected));
        Assert.Equal(expected, expected.Select(each => (each.Name, events.Count(line => Is(line, each.Name)))));
        JsonElement[] fills = [.. events.Where(line => Is(line, "partial_fill") || Is(line, "filled"))];
        Assert.Equal(day.Executions(_ => true), fills.Length);
        Assert.All(fills, fill => Assert.True(decimal.Parse(fill.GetProperty("last_px").GetString()!, CultureInfo.InvariantCulture) > 0));
        Assert.All(events, line =>
        {
            Assert.StartsWith("ACC", line.GetProperty("account").GetString(), StringComparison.Ordinal);
            Assert.Contains(line.GetProperty("symbol").GetString(), (string[])["IBM", "MSFT"]);
            Assert.Contains(line.GetProperty("side").GetString(), (string[])["buy", "sell"]);
            Assert.NotNull(line.GetProperty("order").GetProperty("price").GetString());
        });

        static bool Is(JsonElement line, string name) => line.GetProperty("event").ValueEquals(name);
    }
}
