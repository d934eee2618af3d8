using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

/// <summary>Archiving beside a running service takes segments away that it has read from.</summary>
public class ArchiveTests
{
    [Fact]
    public async Task What_is_read_of_a_running_service_goes_on_when_the_segments_it_knew_are_archived()
    {
        using var state = new StateFixture();
        using LiveLoop service = await state.Start();
        await state.Fill(service, 4000);
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        JsonElement whole = await Journal(client);
        Assert.Equal(1, whole.GetProperty("items")[0].GetProperty("seq").GetInt32());

        await Archive(state);
        JsonElement left = await Journal(client);
        Assert.True(left.GetProperty("items")[0].GetProperty("seq").GetInt32() > 1);
    }

    [Fact]
    public async Task A_dead_letter_whose_bytes_were_archived_stays_open_until_they_are_given()
    {
        using var state = new StateFixture();
        using LiveLoop service = await state.Start();
        await StateFixture.Refuse(service, new string('x', 5000));
        await state.Fill(service, 4000);
        await using WebHost web = await WebHost.StartAsync(service);
        await Archive(state);

        Run replay = await state.Cli("deadletters", "replay", "1", "--by", "ann");
        Assert.Equal(1, replay.Code);
        Assert.Contains("archived", replay.Error, StringComparison.Ordinal);
        string socket = "unix:" + Path.Combine(state.Path, "api.sock");
        Run online = await Cli.In("deadletters", "show", "1", "--endpoint", socket, "-o", "json");
        Assert.Contains("archived", online.Error, StringComparison.Ordinal);
        JsonElement letter = await state.Json("deadletters", "show", "1");
        Assert.Equal(StateFixture.Parse(online.Out).ToString(), letter.ToString());
        Assert.Equal("open", letter.GetProperty("state").GetString());
        Assert.False(letter.GetProperty("raw_complete").GetBoolean());
        Assert.Equal(new string('x', 4096), letter.GetProperty("raw_text").GetString());
        Run archived = await state.On(state.Inside("archive"), "deadletters", "show", "1", "-o", "json");
        Assert.True(StateFixture.Parse(archived.Out).GetProperty("raw_complete").GetBoolean());
    }

    [Fact]
    public async Task What_the_order_event_log_has_not_written_yet_is_not_archived()
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        string[] lines = File.ReadAllLines(Events(state));
        File.WriteAllLines(Events(state), lines.Take(lines.Length * 3 / 5));
        Run held = await state.Cli("journal", "archive", "--to", state.Inside("archive"), "-o", "json");
        Assert.Equal(0, StateFixture.Parse(held.Out).GetProperty("removed_segments").GetArrayLength());
        Assert.Contains("more stays for the order event log", held.Error, StringComparison.Ordinal);

        using (await state.Start())
        {
            // It catches up before it ends.
        }

        Assert.Equal(lines, File.ReadAllLines(Events(state)));
        JsonElement free = await state.Json("journal", "archive", "--to", state.Inside("archive"));
        Assert.True(free.GetProperty("removed_segments").GetArrayLength() > 0);
    }

    [Fact]
    public async Task A_log_that_lacks_lines_of_archived_segments_fails_and_the_service_starts()
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        JsonElement archived = await state.Json("journal", "archive", "--to", state.Inside("archive"));
        Assert.True(archived.GetProperty("removed_segments").GetArrayLength() > 0);
        string[] lines = [.. File.ReadAllLines(Events(state)).Take(10)];
        File.WriteAllLines(Events(state), lines);
        using (LiveLoop service = await state.Start())
        {
            await state.Fill(service, 5);
            await Eventually.Holds(() => service.Followers[0].Failure is not null, "the log fails");
            Assert.Contains("bring the archived segments back", service.Followers[0].Failure, StringComparison.Ordinal);
        }

        Assert.Equal(lines, File.ReadAllLines(Events(state)));
    }

    [Theory]
    [InlineData(6000, 500, true)]
    [InlineData(10, 4000, false)]
    public async Task Damaged_dead_letters_of_the_log_are_written_anew_where_the_journal_still_tells_them(
        int before, int after, bool isThere)
    {
        using var state = new StateFixture();
        string letters = Path.Combine(state.Path, "order_events.parquet.deadletter.jsonl");
        string[] lines;
        using (LiveLoop service = await state.Start())
        {
            await StateFixture.Refuse(service, "first");
            await state.Fill(service, before);
            if (isThere) Assert.Equal(0, (await state.Cli("checkpoint")).Code);
            await StateFixture.Refuse(service, "second");
            await state.Fill(service, after);
        }

        lines = File.ReadAllLines(letters);
        Assert.Equal(2, lines.Length);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.Equal(0, (await state.Cli("backup", "--to", state.Inside("archive"))).Code);
        using (PosixStorage journal = new(state.JournalPath))
        using (PosixStorage archive = new(Path.Combine(state.Inside("archive"), "journal")))
            Assert.Single(JournalBackup.RemoveArchived(journal, archive, through: 1));
        File.WriteAllText(letters, lines[0] + "\n" + new string('\0', 30) + "\n");

        using (LiveLoop service = await state.Start())
        {
            await Eventually.Holds(IsDone, "the dead letters are written anew, or the log fails");
            if (!isThere)
            {
                Assert.Contains("dead letters of the order event log end", service.Followers[0].Failure, StringComparison.Ordinal);
                return;
            }

            Assert.Null(service.Followers[0].Failure);
            bool IsDone() => isThere ? File.ReadAllLines(letters).Length == 2 : service.Followers[0].Failure is not null;
        }

        Assert.Equal(lines, File.ReadAllLines(letters));
    }

    [Fact]
    public async Task The_bytes_of_an_open_dead_letter_are_not_archived()
    {
        using var state = new StateFixture();
        using (LiveLoop first = await state.Start())
        {
            await StateFixture.Refuse(first, new string('x', 5000));
            await state.Fill(first, 4000);
        }

        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Run held = await state.Cli("journal", "archive", "--to", state.Inside("archive"), "-o", "json");
        Assert.Equal(0, StateFixture.Parse(held.Out).GetProperty("removed_segments").GetArrayLength());
        Assert.Contains("more stays for dead letter 1, which is open", held.Error, StringComparison.Ordinal);

        using (LiveLoop service = await state.Start())
        {
            await using WebHost web = await WebHost.StartAsync(service);
            Assert.Equal(0, (await state.Cli("deadletters", "close", "1", "--reason", "noise", "--by", "ann")).Code);
        }

        JsonElement free = await state.Json("journal", "archive", "--to", state.Inside("archive"));
        Assert.True(free.GetProperty("removed_segments").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("riks: {}\n", true)]
    [InlineData("storage: { archive_after: 30d }\nriks: {}\n", false)]
    public async Task What_else_is_wrong_in_the_configuration_does_not_keep_anything_from_the_archive(
        string yaml, bool isOldEnough)
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Run run = await ArchiveUnder(state, yaml);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(isOldEnough, StateFixture.Parse(run.Out).GetProperty("removed_segments").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("storage: { archive_after: soon }", "'soon' is not a duration")]
    [InlineData("storage: { archve_after: 30d }", "unknown key 'archve_after'")]
    [InlineData("storage: 30d", "expected a section with keys")]
    [InlineData("storage: { archive_after: [30d }", "not readable as YAML")]
    [InlineData("storage: {}\nstorage: { archive_after: 30d }", "the key 'storage' stands here twice")]
    public async Task Nothing_is_archived_while_it_cannot_be_read_how_old_it_has_to_be(string yaml, string expected)
    {
        using var state = new StateFixture();
        await state.FillAndStop(10);
        Run run = await ArchiveUnder(state, yaml);
        Assert.Equal(5, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(state.Inside("archive")));
    }

    private static Task<Run> ArchiveUnder(StateFixture state, string yaml)
    {
        string file = state.Inside("c.yaml");
        File.WriteAllText(file, yaml);
        return state.Cli("--config", file, "journal", "archive", "--to", state.Inside("archive"), "-o", "json");
    }

    private static string Events(StateFixture state) => Path.Combine(state.Path, "order_events.parquet.jsonl");

    private static async Task<JsonElement> Journal(HttpClient client)
    {
        HttpResponseMessage answer = await client.GetAsync("/api/v1/journal?after_seq=0&limit=1000");
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return StateFixture.Parse(body);
    }

    // The first segment, whatever the command would keep for those who still read it.
    private static async Task Archive(StateFixture state)
    {
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.Equal(0, (await state.Cli("backup", "--to", state.Inside("archive"))).Code);
        using PosixStorage journal = new(state.JournalPath);
        using PosixStorage archive = new(Path.Combine(state.Inside("archive"), "journal"));
        Assert.Single(JournalBackup.RemoveArchived(journal, archive, through: 1));
    }
}
