using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Simulation.Tests.Driving;

namespace Truefill.Simulation.Tests.Reproduction;

/// <summary>
/// From a planted bug to a test of it: found by the simulation, its journal made a test, the test compiled and run by
/// xUnit, once against the build with the bug and once against the right one.
/// </summary>
[Collection(PlantedBuild.Name)]
public sealed class PlantedReproTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-repro-").FullName;

    [Fact]
    public async Task A_test_made_of_a_journal_fails_as_the_simulation_did_and_passes_without_the_bug()
    {
        const string Bug = "BustIgnored";
        await PlantedBuild.Hunt(Bug);
        string state = Path.Combine(folder, "state");
        string source = Path.Combine(folder, "Found.cs");
        Outcome sim = await Run(
            Bug, PlantedBuild.Program, "sim", "--seed", "1", "--seeds", "100", "--steps", "2000", "--until-found",
            "--journal", state, "-o", "json");
        Assert.Equal(1, sim.Code);
        JsonElement failure = JsonDocument.Parse(sim.Out).RootElement.GetProperty("failures")[0];
        JsonElement first = failure.GetProperty("divergences")[0];
        string divergence = $"{first.GetProperty("key").GetString()} {first.GetProperty("field").GetString()}: "
            + $"expected {first.GetProperty("expected").GetString()}, found {first.GetProperty("found").GetString()}";

        Outcome verify = await Run(Bug, PlantedBuild.Program, "journal", "verify", "--state-dir", state, "-o", "json");
        long last = JsonDocument.Parse(verify.Out).RootElement.GetProperty("last_seq").GetInt64();
        Outcome repro = await Run(
            Bug, PlantedBuild.Program, "repro", "--state-dir", state, "--from", "1", "--to", $"{last}", "--file", source,
            "-o", "json");
        Assert.True(repro.Code == 0, repro.Out);
        JsonElement made = JsonDocument.Parse(repro.Out).RootElement;
        Assert.Equal(divergence, made.GetProperty("finding").GetString());
        Assert.Equal("model", made.GetProperty("against").GetString());

        Outcome wrong = await RunTest(source, Path.GetDirectoryName(PlantedBuild.Program)!, "wrong", Bug);
        Assert.Contains(divergence, wrong.Out, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Code);
        Outcome right = await RunTest(source, AppContext.BaseDirectory, "right", "");
        Assert.True(right.Code == 0, right.Out);
        Assert.Contains("Passed", right.Out, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // The runner of this very suite beside another build of the product.
    private async Task<Outcome> RunTest(string source, string product, string name, string bug)
    {
        string at = Path.Combine(folder, name);
        Directory.CreateDirectory(at);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(f => !IsProduct(f)))
            File.Copy(file, Path.Combine(at, Path.GetFileName(file)));
        foreach (string file in Directory.EnumerateFiles(product, "Truefill.*.dll").Where(f => !f.Contains(".Tests.")))
            File.Copy(file, Path.Combine(at, Path.GetFileName(file)));
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "Truefill.Simulation.Tests.runtimeconfig.json"),
            Path.Combine(at, "Found.runtimeconfig.json"));
        string test = Path.Combine(at, "Found.dll");
        IEnumerable<string> references = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "System*.dll")
            .Append(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "netstandard.dll"))
            .Concat(Directory.EnumerateFiles(at, "Truefill.*.dll"))
            .Concat(Directory.EnumerateFiles(at, "xunit*.dll"))
            .Where(IsManaged)
            .Select(file => "-r:" + file);
        Outcome compiled = await Run(
            "", Host, ["exec", Compiler(), "-nologo", "-target:library", "-nullable:enable", "-out:" + test, .. references, source]);
        Assert.True(compiled.Code == 0, compiled.Out);
        return await Run(bug, Host, "test", test);
    }

    private static bool IsProduct(string file) =>
        Path.GetFileName(file).StartsWith("Truefill.", StringComparison.Ordinal);

    private static bool IsManaged(string file) =>
        !Path.GetFileName(file).Contains(".Native", StringComparison.Ordinal);

    private static string Host => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static string Compiler() => Directory.EnumerateFiles(
            Path.Combine(Path.GetDirectoryName(Host)!, "sdk"), "csc.dll", SearchOption.AllDirectories)
        .First(file => file.EndsWith("Roslyn/bincore/csc.dll", StringComparison.Ordinal));

    private static async Task<Outcome> Run(string bug, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLANTED_BUG"] = bug;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string said = await output;
        await error;
        return new Outcome(process.ExitCode, said);
    }

    private sealed record Outcome(int Code, string Out);
}
