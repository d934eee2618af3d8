using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Engine.Reading;
using Truefill.Server.Offline;
using Truefill.Server.Views;
using Truefill.Server.Views.Why;

namespace Truefill.Cli.Tests.Service;

public sealed class WhyTests : IAsyncLifetime
{
    private readonly ServiceFixture fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await fixture.Json("positions import " + fixture.Write(
            "lots.csv", "account,symbol,qty,px,reference\nACC1,IBM,100,50,L1\n"));
        await fixture.Fill("E1", "buy", "10", "100");
        await fixture.Fill("E2", "buy", "20", "101");
        await fixture.Json("inject - --reason late", """
            {"exec_id":"B1","exec_ref_id":"E1","exec_type":"trade_cancel","timestamp":1767225600001,"account":"ACC1"}
            """);
        await fixture.Fill("E3", "sell", "5", "102");
        await fixture.Json("orders submit --account ACC1 --symbol IBM --side buy --qty 5 --price 9 --cl-ord-id O1");
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_position_is_explained_by_all_that_made_it_with_the_quantity_as_it_ran()
    {
        JsonElement why = await fixture.Json("why position IBM");
        JsonElement[] facts = [.. Facts(why)];
        Assert.Equal(
            ["position_imported 100", "trade_booked 110", "trade_booked 130", "trade_canceled 120", "trade_booked 115"],
            facts.Select(fact => $"{fact.Text("type")} {fact.Text("running_qty")}"));
        Assert.Equal("115", why.GetProperty("subject").Text("qty"));
        Assert.True(why.GetProperty("qty").GetProperty("agrees").GetBoolean());
        HashSet<string> sequences = [.. why.GetProperty("sequences").EnumerateArray().Select(seq => seq.GetRawText())];
        Assert.True(sequences.IsSupersetOf(facts.Select(fact => fact.Text("seq")!)));

        JsonElement input = why.GetProperty("causes")[1].GetProperty("input");
        Assert.Equal("inject", input.Text("source"));
        Assert.Contains("\"exec_id\":\"E1\"", input.Text("raw_text"));
        Assert.NotNull(input.Text("received_at"));
        Assert.True(input.GetProperty("seq").GetInt64() < facts[1].GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task What_was_put_in_by_hand_says_why_and_on_whose_word()
    {
        JsonElement input = (await fixture.Json("why fill E1")).GetProperty("causes")[1].GetProperty("input");
        Assert.Equal(("late", "ann"), (input.Text("reason"), input.Text("by")));
        Run table = await fixture.Run("why fill E1");
        Assert.Contains("late", table.Out);

        Run tail = await fixture.Run("-o json journal tail --limit 1000");
        JsonElement[] rows =
        [
            .. tail.Out.Split('\n').Where(text => text.Length > 0).Select(text => JsonDocument.Parse(text).RootElement),
        ];
        JsonElement journaled = rows.Single(row => IsOf(row, "B1"));
        Assert.Equal(("late", "ann"), (journaled.Text("reason"), journaled.Text("by")));
        Assert.Contains(rows, row => row.Text("type") == "action_audited" && row.Text("after") == "by=ann reason=late");
    }

    private static bool IsOf(JsonElement row, string execId) => row.Text("type") == "input"
        && row.TryGetProperty("exec_id", out JsonElement id) && id.GetString() == execId;

    [Fact]
    public async Task A_fill_and_an_order_are_explained_too()
    {
        JsonElement busted = await fixture.Json("why fill E1");
        Assert.Equal(["trade_booked", "trade_canceled"], Facts(busted).Select(fact => fact.Text("type")));
        Assert.Equal("0", busted.GetProperty("qty").Text("in_books"));
        JsonElement order = await fixture.Json("why order O1");
        Assert.NotEmpty(Facts(order));
        Assert.Equal("O1", order.GetProperty("subject").Text("cl_ord_id"));
        Run table = await fixture.Run("why fill E2");
        Assert.StartsWith("sequences ", table.Out);
        Assert.Contains("\\x0a", table.Out);
        Assert.Equal("115", Facts(await fixture.Json("why position ACC1//IBM")).Last().Text("running_qty"));
    }

    [Fact]
    public async Task Without_any_one_of_its_facts_the_answer_differs()
    {
        await fixture.Stop();
        using OfflineState state = OfflineState.Open(fixture.StateDirectory);
        Replica replica = state.Newest();
        JournalWindow journal = new(state.Journal, state.Options);
        List<WhySubject> subjects =
        [
            .. replica.Books.Positions.All.Select(position => WhySubject.Of(replica, position)),
            .. replica.Books.Executions.All.Select(fill => WhySubject.Of(replica, fill)),
            .. replica.Books.Orders.All.Select(order => WhySubject.Of(replica, order)),
        ];
        int checkedFacts = 0;
        foreach (WhySubject subject in subjects)
        {
            IReadOnlyList<CopiedBlock> blocks = journal.Holding(subject.Seqs, subject.DurableSeq);
            JsonElement whole = Answer(replica, subject, blocks, without: 0);
            Assert.True(whole.GetProperty("qty").GetProperty("agrees").GetBoolean());
            foreach (JsonElement fact in Facts(whole))
            {
                JsonElement part = Answer(replica, subject, blocks, fact.GetProperty("seq").GetUInt64());
                Assert.NotEqual(whole.GetProperty("sequences").GetRawText(), part.GetProperty("sequences").GetRawText());
                bool moves = fact.Text("type") is "position_imported" or "trade_canceled"
                    || (fact.Text("type") == "trade_booked" && fact.Text("exec_id") != "E1");
                Assert.Equal(!moves, part.GetProperty("qty").GetProperty("agrees").GetBoolean());
                checkedFacts++;
            }
        }

        Assert.True(checkedFacts >= 10);
    }

    private static IEnumerable<JsonElement> Facts(JsonElement why) =>
        why.GetProperty("causes").EnumerateArray().SelectMany(cause => cause.GetProperty("facts").EnumerateArray());

    private static JsonElement Answer(
        Replica replica, WhySubject subject, IReadOnlyList<CopiedBlock> blocks, ulong without)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            HashSet<ulong> wanted = [.. subject.Seqs.Where(seq => seq != without)];
            WhyView.Write(json, replica, subject, WhyCause.Read(replica, blocks, wanted.Contains), replica.At);
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan)).RootElement;
    }
}
