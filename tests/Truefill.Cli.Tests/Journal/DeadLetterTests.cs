using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

public class DeadLetterTests
{
    private const string Mended = """
        {"symbol":"IBM","side":"buy","order_id":"","fill_qty":"7","fill_price":"10","exec_id":"M1",
        "timestamp":1767225600000,"account":"ACC1"}
        """;

    [Fact]
    public async Task Edited_bytes_are_replayed_move_the_position_and_close_the_letter()
    {
        using var state = new StateFixture();
        using LiveLoop service = await state.Start();
        await StateFixture.Refuse(service, "{\"symbol\":\"IBM\",");
        await StateFixture.Refuse(service, "nonsense");
        await using WebHost web = await WebHost.StartAsync(service);

        JsonElement listed = await state.Json("deadletters", "list");
        Assert.Equal(2, listed.GetProperty("items").GetArrayLength());
        string socket = "unix:" + Path.Combine(state.Path, "api.sock");
        Run online = await Cli.In("deadletters", "list", "--endpoint", socket, "-o", "json");
        Assert.Equal("", online.Error);
        Assert.Equal(listed.ToString(), StateFixture.Parse(online.Out).ToString());
        JsonElement shown = await state.Json("deadletters", "show", "1");
        Assert.Equal("{\"symbol\":\"IBM\",", shown.GetProperty("raw_text").GetString());
        Assert.Equal(3, (await state.Cli("deadletters", "show", "9")).Code);

        string file = state.Inside("mended.json");
        await File.WriteAllTextAsync(file, Mended);
        Assert.Equal(0, (await state.Cli("deadletters", "edit", "1", "--file", file)).Code);
        JsonElement replayed = await state.Json("deadletters", "replay", "1", "--by", "ann");
        Assert.Equal("applied", replayed.GetProperty("outcome").GetString());
        Assert.Equal("replayed", replayed.GetProperty("dead_letter").GetProperty("state").GetString());
        Assert.Equal("7", service.Host.Read(replica => Position(replica)));
        Assert.Empty(Directory.GetFiles(Path.Combine(state.Path, "deadletters")));

        Assert.Equal(0, (await state.Cli("deadletters", "close", "2", "--reason", "noise", "--by", "ann")).Code);
        Assert.Equal(0, (await state.Json("deadletters", "list")).GetProperty("items").GetArrayLength());
        JsonElement all = (await state.Json("deadletters", "list", "--all")).GetProperty("items");
        Assert.Equal(2, all.GetArrayLength());

        // Of those that are done with, the journal alone has the bytes.
        Assert.Equal("nonsense", all[1].GetProperty("raw_text").GetString());
        Assert.Empty(service.Host.Read(replica => replica.Index.DeadLetters[1].Raw));
        Run whole = await Cli.In("deadletters", "list", "--all", "--endpoint", socket, "-o", "json");
        Assert.Equal(all.ToString(), StateFixture.Parse(whole.Out).GetProperty("items").ToString());
    }

    [Fact]
    public async Task Letters_are_replayed_and_closed_without_a_service_too()
    {
        using var state = new StateFixture();
        using (LiveLoop service = await state.Start())
        {
            await StateFixture.Refuse(service, "{\"symbol\":\"IBM\",");
            await StateFixture.Refuse(service, "nonsense");
        }

        string file = state.Inside("mended.json");
        await File.WriteAllTextAsync(file, Mended);
        JsonElement replayed = await state.Json("deadletters", "replay", "1", "--file", file, "--by", "ann");
        Assert.Equal("applied", replayed.GetProperty("outcome").GetString());
        JsonElement closed = await state.Json("deadletters", "close", "2", "--reason", "noise", "--by", "ann");
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        Assert.Equal("ann", closed.GetProperty("closed_by").GetString());
        Assert.Equal(0, (await state.Json("deadletters", "list")).GetProperty("items").GetArrayLength());
        Assert.Equal(3, (await state.Cli("deadletters", "close", "9", "--reason", "noise", "--by", "ann")).Code);
        Assert.Equal(0, (await state.Cli("journal", "verify", "--redecide")).Code);
        Assert.False(File.Exists(Path.Combine(state.Path, "api.sock")));
        using LiveLoop again = await state.Start();
        Assert.Equal("7", again.Host.Read(replica => Position(replica)));
    }

    [Fact]
    public async Task A_letter_is_shown_in_words_that_programs_know()
    {
        using var state = new StateFixture();
        using (LiveLoop service = await state.Start()) await StateFixture.Refuse(service, "nonsense");
        string shown = (await state.Cli("deadletters", "show", "1", "-o", "csv")).Out;
        Assert.Contains("raw_complete,true", shown, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mended_bytes_on_stdin_are_kept_as_they_are()
    {
        using var state = new StateFixture();
        using (LiveLoop service = await state.Start()) await StateFixture.Refuse(service, "nonsense");
        byte[] mended = [0x38, 0x3D, 0xE9, 0x01, 0xFF, 0x0A];
        Run edit = await Cli.In(
            ["deadletters", "edit", "1", "--file", "-", "--state-dir", state.Path, "--yes", "-o", "json"],
            inputBytes: mended);
        Assert.True(edit.Code == 0, edit.Error);
        Assert.Equal(mended.Length, StateFixture.Parse(edit.Out).GetProperty("bytes").GetInt32());
    }

    [Fact]
    public async Task What_was_kept_for_a_letter_is_not_sent_for_another_one_of_its_number()
    {
        using var desk = new StateFixture();
        using (LiveLoop service = await desk.Start()) await StateFixture.Refuse(service, "nonsense");
        string file = desk.Inside("mended.json");
        await File.WriteAllTextAsync(file, Mended);
        Assert.Equal(0, (await desk.Cli("deadletters", "edit", "1", "--file", file)).Code);

        using var other = new StateFixture();
        using LiveLoop running = await other.Start();
        await StateFixture.Refuse(running, Mended.Replace("\"7\"", "\"8\"", System.StringComparison.Ordinal));
        await using WebHost web = await WebHost.StartAsync(running);
        string socket = "unix:" + Path.Combine(other.Path, "api.sock");
        Run replay = await desk.Cli("deadletters", "replay", "1", "--by", "ann", "--endpoint", socket);
        Assert.True(replay.Code == 0, replay.Error);
        Assert.Contains("is of another dead letter 1", replay.Error, System.StringComparison.Ordinal);
        Assert.Equal("8", running.Host.Read(replica => Position(replica)));
        Assert.Single(Directory.GetFiles(Path.Combine(desk.Path, "deadletters")));
    }

    private static string Position(Engine.Reading.Replica replica)
    {
        foreach (Domain.Positions.Position position in replica.Books.Positions.All) return position.Qty.ToString()!;
        return "none";
    }
}
