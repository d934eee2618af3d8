using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

public class PagingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Pages_neither_skip_nor_repeat_while_rows_arrive(string direction)
    {
        string symbol = "PAGE" + direction;
        for (int i = 0; i < 40; i++) await api.Fill(symbol, "buy", "1", "1");
        List<string> before = [.. (await api.Get($"/api/v1/fills?symbol={symbol}&limit=1000")).Items.Select(IdOf)];
        using CancellationTokenSource done = new();
        Task writer = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested) await api.Fill(symbol, "buy", "1", "1");
        });
        List<string> seen = [];
        string? cursor = null;
        for (int pages = 0; pages < 12; pages++)
        {
            Reply page = await api.Get($"/api/v1/fills?symbol={symbol}&limit=7&direction={direction}" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(page.Items.Select(IdOf));
            cursor = page.Json.GetProperty("next").GetString();
            if (cursor is null) break;
        }

        await done.CancelAsync();
        await writer;
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(direction == "asc" ? before : before.AsEnumerable().Reverse(), seen.Where(before.Contains));
    }

    [Theory]
    [InlineData("/api/v1/orders")]
    [InlineData("/api/v1/fills")]
    [InlineData("/api/v1/positions")]
    [InlineData("/api/v1/deadletters")]
    [InlineData("/api/v1/accounts")]
    public async Task A_page_ends_with_a_cursor_or_null_and_bad_ones_are_refused(string path)
    {
        await api.Fill("A", "buy", "1", "1");
        await api.Fill("B", "buy", "1", "1", "ACC2");
        await api.Order("A");
        await api.Order("B");
        await api.Post("/api/v1/executions?reason=x", "bad");
        await api.Post("/api/v1/executions?reason=x", "bad");
        Reply first = await api.Get(path + "?limit=1");
        Assert.Single(first.Items);
        string next = first.Field("next");
        Assert.NotEqual(first.Items[0].GetRawText(), (await api.Get($"{path}?limit=1&cursor={next}")).Items[0].GetRawText());
        Assert.Equal(JsonValueKind.Null, (await api.Get(path + "?limit=1000")).Json.GetProperty("next").ValueKind);
        Assert.Equal("invalid_cursor", (await api.Get($"{path}?direction=desc&cursor={next}")).Code);
        Assert.Equal("invalid_cursor", (await api.Get(path + "?cursor=x")).Code);
        foreach (string limit in new[] { "0", "1001", "-1", "x", "1e2" })
            Assert.Equal("invalid_parameter", (await api.Get($"{path}?limit={limit}")).Code);
        Assert.Equal("invalid_parameter", (await api.Get($"{path}?limit=1&limit=2")).Code);
    }

    [Fact]
    public async Task Marks_come_in_pages_when_they_are_asked_for_and_all_at_once_when_not()
    {
        for (int i = 0; i < 3; i++)
            await api.Post("/api/v1/marks", $$"""{"symbol":"{{api.NewId("MARKED")}}","price":"{{i + 1}}"}""");
        string[] all = [.. (await api.Get("/api/v1/marks")).Items.Select(SymbolOf)];
        List<string> paged = [];
        for (string? next = ""; next is not null;)
        {
            Reply page = await api.Get("/api/v1/marks?limit=1" + (next.Length == 0 ? "" : "&cursor=" + next));
            paged.AddRange(page.Items.Select(SymbolOf));
            Assert.Equal(JsonValueKind.Array, page.Json.GetProperty("rates").ValueKind);
            next = page.Json.GetProperty("next").GetString();
        }

        Assert.Equal(all, paged.Take(all.Length));
        Assert.True(all.Length >= 3);
        Assert.Equal(all[^1], SymbolOf((await api.Get("/api/v1/marks?symbol=" + all[^1])).Items.Single()));
        Assert.Empty((await api.Get("/api/v1/venues?limit=1&venue=NOWHERE")).Items);

        static string SymbolOf(JsonElement mark) => mark.GetProperty("symbol").GetString()!;
    }

    [Fact]
    public async Task The_journal_is_read_from_any_sequence_without_a_gap()
    {
        for (int i = 0; i < 30; i++) await api.Fill("JOURNAL", "buy", "1", "1");
        List<ulong> seqs = [];
        string after = "0";
        Reply page;
        do
        {
            page = await api.Get($"/api/v1/journal?after_seq={after}&limit=13");
            seqs.AddRange(page.Items.Select(row => row.GetProperty("seq").GetUInt64()));
            after = page.Json.GetProperty("next").GetString() ?? "";
        }
        while (after.Length > 0);
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(i => (ulong)i), seqs);
        Assert.Equal(page.Seq, seqs[^1]);
        Reply tail = await api.Get($"/api/v1/journal?after_seq={seqs[^1] - 2}");
        Assert.Equal(["input_settled"], tail.Items.Skip(1).Select(row => row.GetProperty("type").GetString()));
        Assert.Empty((await api.Get("/api/v1/journal?after_seq=99999999")).Items);
        Assert.Equal("invalid_parameter", (await api.Get("/api/v1/journal?after_seq=x")).Code);
    }

    [Fact]
    public async Task Whoever_was_answered_reads_what_was_done()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async worker =>
        {
            for (int i = 0; i < 10; i++)
            {
                string id = await api.Order($"RYW{worker}");
                Assert.Equal(200, (await api.Get("/api/v1/orders/" + id)).Status);
                await api.Fill($"RYW{worker}", "buy", "1", "1");
                Reply position = await api.Get($"/api/v1/positions?symbol=RYW{worker}");
                Assert.Equal((i + 1).ToString(), position.Items[0].GetProperty("qty").GetString());
            }
        }));
    }

    [Fact]
    public async Task No_row_of_the_journal_names_a_field_twice()
    {
        string id = await api.Order("ROWS");
        await api.Patch("/api/v1/orders/" + id, """{"qty":"7"}""");
        await api.Delete("/api/v1/orders/" + id);
        string fill = await api.Fill("ROWS", "sell_short", "1", "1");
        await api.Post(
            "/api/v1/executions?reason=x",
            $$"""{"exec_type":"trade_cancel","exec_ref_id":"{{fill}}","exec_id":"{{api.NewId("B")}}","timestamp":1767225600001}""");
        await api.Post("/api/v1/executions?reason=x", "bad");
        await api.Post("/api/v1/marks", """{"items":[{"symbol":"ROWS","price":"1"},{"from":"EUR","to":"USD","rate":"1.1"}]}""");
        string text = (await api.Get("/api/v1/journal?limit=1000")).Text;
        using JsonDocument rows = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.True(rows.RootElement.GetProperty("items").GetArrayLength() > 20);
    }

    private static string IdOf(JsonElement fill) => fill.GetProperty("exec_id").GetString()!;
}
