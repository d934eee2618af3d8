using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

public class VerifyTests
{
    [Fact]
    public async Task A_sealed_journal_verifies_with_the_state_that_its_facts_lead_to()
    {
        using var state = new StateFixture();
        await state.FillAndStop(300);
        JsonElement found = await state.Json("journal", "verify", "--redecide");
        Assert.True(found.GetProperty("good").GetBoolean());
        Assert.True(found.GetProperty("seal_equal").GetBoolean());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("differs_at").ValueKind);
        Assert.True(found.GetProperty("inputs_redecided").GetInt64() >= 300);
        Assert.Equal(found.GetProperty("last_seq").GetInt64(), found.GetProperty("records").GetInt64());
    }

    [Fact]
    public async Task A_running_service_is_verified_up_to_what_is_durable()
    {
        using var state = new StateFixture();
        using LiveLoop service = await state.Start();
        await state.Fill(service, 50);
        Task filling = state.Fill(service, 2000);
        JsonElement found = await state.Json("journal", "verify");
        await filling;
        Assert.True(found.GetProperty("running").GetBoolean());
        Assert.True(found.GetProperty("good").GetBoolean());
        Assert.True(found.GetProperty("last_seq").GetInt64() > 50);
    }

    [Fact]
    public async Task A_flipped_byte_is_named_by_file_offset_and_sequence_and_repair_cuts_before_it()
    {
        using var state = new StateFixture();
        await state.FillAndStop(300);
        Flip(state.Segments()[0], 20_000);
        Run verify = await state.Cli("journal", "verify", "-o", "json");
        Assert.Equal(1, verify.Code);
        JsonElement finding = StateFixture.Parse(verify.Out).GetProperty("findings")[0];
        Assert.Equal(Path.GetFileName(state.Segments()[0]), finding.GetProperty("file").GetString());
        long offset = finding.GetProperty("offset").GetInt64();
        Assert.InRange(offset, 512, 20_000);
        Assert.True(finding.GetProperty("seq").GetInt64() > 1);

        Run advice = await state.Cli("journal", "repair");
        Assert.Contains($"--segment 1 --cut {offset}", advice.Error, System.StringComparison.Ordinal);
        Assert.Contains(finding.GetProperty("finding").GetString()!, advice.Out, System.StringComparison.Ordinal);
        Assert.Equal(1, (await state.Cli("journal", "verify")).Code);

        JsonElement repaired = await state.Json(
            "journal", "repair", "--segment", "1", "--cut", $"{offset}", "--reason", "disk fault", "--by", "ann");
        Assert.Equal(finding.GetProperty("seq").GetInt64() - 1, repaired.GetProperty("last_seq").GetInt64());
        Assert.True((await state.Json("journal", "verify", "--redecide")).GetProperty("good").GetBoolean());
        ulong last = repaired.GetProperty("last_seq").GetUInt64();
        Assert.Contains(
            repaired.GetProperty("moved").EnumerateArray(),
            moved => moved.GetString()!.StartsWith($"cut-{last + 1}-0000", System.StringComparison.Ordinal));
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(state.Path, "checkpoints"), "*.ckpt"),
            file => ulong.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture) > last + 1);
        string log = await File.ReadAllTextAsync(Path.Combine(state.Path, "repairs.log"));
        Assert.Contains("disk fault", log, System.StringComparison.Ordinal);

        using (LiveLoop service = await state.Start())
        {
            Assert.Contains("disk fault", service.Held, System.StringComparison.Ordinal);
            await state.Fill(service, 10);
        }

        // The reason stands in the journal, and the order event log has each sequence once.
        Run tail = await state.Cli("journal", "tail", "--after-seq", "0", "-o", "json");
        Assert.Contains("repaired by ann", tail.Out, System.StringComparison.Ordinal);
        long[] seqs = [.. File.ReadLines(Path.Combine(state.Path, "order_events.parquet.jsonl"))
            .Select(line => StateFixture.Parse(line).GetProperty("seq").GetInt64())];
        Assert.Equal([.. seqs.Distinct().Order()], seqs);
    }

    [Fact]
    public async Task A_deleted_segment_is_missed()
    {
        using var state = new StateFixture();
        await state.FillAndStop(5000);
        string[] segments = state.Segments();
        Assert.True(segments.Length >= 3);
        File.Delete(segments[1]);
        Run verify = await state.Cli("journal", "verify", "-o", "json");
        Assert.Equal(1, verify.Code);
        Assert.Contains(
            StateFixture.Parse(verify.Out).GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("finding").GetString() == "missing_segment"
                && finding.GetProperty("file").GetString() == Path.GetFileName(segments[1]));
    }

    [Fact]
    public async Task A_second_repair_at_the_same_place_goes_through_and_keeps_what_the_first_one_kept()
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        string[] cut = ["journal", "repair", "--segment", "1", "--cut", "0", "--reason", "R", "--by", "ann", "-o", "json"];
        Assert.Equal(0, (await state.Cli(cut)).Code);
        await state.FillAndStop(4000);
        Run second = await state.Cli(cut);
        Assert.True(second.Code == 0, second.Error);
        string[] moved = [.. StateFixture.Parse(second.Out).GetProperty("moved").EnumerateArray()
            .Select(name => name.GetString()!)];
        Assert.Contains("cut-1-order_events.parquet.jsonl.1", moved);
        Assert.Contains("cut-1-00000000000000000002.seg.1", moved);
        Assert.True(File.Exists(Path.Combine(state.Path, "cut-1-order_events.parquet.jsonl")));
        Assert.True((await state.Json("journal", "verify")).GetProperty("good").GetBoolean());
    }

    [Fact]
    public async Task A_repair_that_is_cut_off_half_way_leaves_the_directory_held()
    {
        using var state = new StateFixture();
        await state.FillAndStop(100);
        Directory.CreateDirectory(Path.Combine(state.Path, "repairs.log"));
        Run run = await state.Cli("journal", "repair", "--segment", "1", "--cut", "0", "--reason", "R", "--by", "ann");
        Assert.NotEqual(0, run.Code);
        string held = await File.ReadAllTextAsync(Path.Combine(state.Path, "held"));
        Assert.Contains("by ann was begun and not finished", held, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repair_that_is_refused_does_not_hold_the_next_start()
    {
        using var state = new StateFixture();
        await state.FillAndStop(100);
        Run run = await state.Cli("journal", "repair", "--segment", "1", "--cut", "100", "--reason", "R");
        Assert.Equal(1, run.Code);
        Assert.False(File.Exists(Path.Combine(state.Path, "held")));
    }

    [Fact]
    public async Task Repair_refuses_while_a_service_holds_the_directory()
    {
        using var state = new StateFixture();
        using LiveLoop service = await state.Start();
        Run run = await state.Cli("journal", "repair", "--segment", "1", "--cut", "0", "--reason", "R");
        Assert.Equal(1, run.Code);
        Assert.Contains("in use by pid", run.Error, System.StringComparison.Ordinal);
    }

    private static void Flip(string file, long offset)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = offset;
        int value = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(value ^ 0x10));
    }
}
