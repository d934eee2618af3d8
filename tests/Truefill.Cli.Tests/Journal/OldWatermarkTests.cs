using System.IO;
using System.Threading.Tasks;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

/// <summary>After a power cut the watermark may be older than what was synced.</summary>
public class OldWatermarkTests
{
    [Theory]
    [InlineData("journal", "export", "--format", "jsonl")]
    [InlineData("journal", "export", "--format", "csv")]
    [InlineData("journal", "stats", "-o", "json")]
    [InlineData("repro", "--from", "20", "--to", "180")]
    public async Task What_is_durable_behind_it_is_in_what_is_read_without_a_service(params string[] command)
    {
        using var state = new StateFixture();
        await FillBeyond(state);
        Run intact = await state.Cli(command);
        Assert.Equal(0, intact.Code);
        CutPower(state);
        Run after = await state.Cli(command);
        Assert.Equal((intact.Code, intact.Out), (after.Code, after.Out));
    }

    [Fact]
    public async Task What_is_durable_behind_it_is_in_a_dry_run_of_the_journal()
    {
        using var state = new StateFixture();
        await FillBeyond(state);
        string[] command = ["dry-run", "--format", "journal", state.Path, "-o", "json"];
        Run intact = await state.Cli(command);
        CutPower(state);
        Run after = await state.Cli(command);
        Assert.Equal((0, intact.Out), (after.Code, after.Out));
    }

    private static string Old(StateFixture state) => state.Inside("old-watermark");

    private static async Task FillBeyond(StateFixture state)
    {
        using LiveLoop service = await state.Start();
        await state.Fill(service, 20);
        File.Copy(Path.Combine(state.JournalPath, "watermark"), Old(state));
        await state.Fill(service, 200);
    }

    private static void CutPower(StateFixture state) =>
        File.Copy(Old(state), Path.Combine(state.JournalPath, "watermark"), overwrite: true);
}
