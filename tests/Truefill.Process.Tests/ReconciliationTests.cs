using System;
using System.IO;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>The service against its simulated venue, as an operator sees it on the command line.</summary>
public sealed class ReconciliationTests
{
    [Fact]
    public async Task Execution_that_the_venue_does_not_know_is_a_break_with_an_alert_and_an_end()
    {
        using StateFolder folder = new();
        using TruefillProcess service = TruefillProcess.Serve(folder.State);
        Assert.NotNull(await service.Ready);
        (int clean, string match) = await Run(folder, "reconcile");
        Assert.True(clean == 0, match);

        string execution = Path.Combine(folder.Root, "execution.json");
        await File.WriteAllTextAsync(
            execution,
            """
            {"symbol":"IBM","side":"buy","fill_qty":7,"fill_price":210,"order_id":"X","exec_id":"X1",
             "timestamp":1767225600000,"account":"default"}
            """);
        (int injected, string said) = await Run(folder, "inject", execution, "--reason", "planted", "--by", "ann");
        Assert.True(injected == 0, said);
        (int broken, string found) = await Run(folder, "reconcile");
        Assert.True(broken == 7, found);
        Assert.Contains("missing_position", found, StringComparison.Ordinal);
        await Eventually.Found(
            () => Run(folder, "alerts", "list"),
            run => run.Output.Contains("reconciliation_break", StringComparison.Ordinal),
            "the break is an alert");

        (int answered, string why) = await Run(folder, "why", "break", "1", "-o", "json");
        Assert.True(answered == 0, why);
        Assert.Contains("\"break_opened\"", why, StringComparison.Ordinal);
        Assert.Contains("\"from_parts\":\"7\",\"in_books\":\"7\",\"agrees\":true", Packed(why), StringComparison.Ordinal);
        Assert.Contains("fill_price", why, StringComparison.Ordinal);
        Assert.Equal(0, (await Run(folder, "breaks", "explain", "1", "--reason", "planted", "--by", "ann")).ExitCode);
        (int resolved, string booked) = await Run(
            folder, "breaks", "resolve", "1", "--provisional", "--reason", "planted", "--by", "ann", "-o", "json");
        Assert.True(resolved == 0, booked);
        Assert.Contains("\"provisional\":\"-7\"", booked.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        (_, string positions) = await Run(folder, "positions", "list");
        Assert.Contains("@provisional", positions, StringComparison.Ordinal);
        (int agreeing, string again) = await Run(folder, "reconcile");
        Assert.True(agreeing == 0, again);
        (_, string after) = await Run(folder, "breaks", "list");
        Assert.Contains("resolved", after, StringComparison.Ordinal);
        (int listed, string suspense) = await Run(folder, "suspense", "list");
        Assert.True(listed == 0, suspense);
        Assert.Equal(3, (await Run(
            folder, "suspense", "assign", "1", "--strategy", "s", "--reason", "none", "--by", "ann")).ExitCode);
    }

    private static Task<(int ExitCode, string Output)> Run(StateFolder folder, params string[] arguments) =>
        TruefillProcess.RunAsync([.. arguments, "--state-dir", folder.State]);

    private static string Packed(string json) =>
        json.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
