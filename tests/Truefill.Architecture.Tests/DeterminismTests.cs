using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Truefill.Architecture.Tests;

/// <summary>The analyzer reports each use of a banned member; what it cannot see is found here in the text and, in
/// <see cref="CoreSignatureTests"/>, in the compiled assemblies. docs/determinism.md tells why.</summary>
public partial class DeterminismTests
{
    private static readonly string[] Core = ["src/Truefill.Domain", "src/Truefill.Engine", "src/Truefill.Journal"];

    private static readonly (Regex Pattern, string Why)[] Banned =
    [
        (Locks(), "the core has one thread, so there is nothing to lock"),
        (Asynchrony(), "the core starts nothing and waits for nothing"),
        (Clocks(), "time comes in as data"),
        (Chance(), "chance comes in as data"),
        (Surroundings(), "the environment is read at the edge"),
        (BinaryFractions(), "money, prices and quantities are decimal"),
    ];

    [Theory]
    [InlineData("lock (gate) { }")]
    [InlineData("private readonly System.Threading.Lock gate = new();")]
    [InlineData("async Task F() { }")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("var t = DateTime.UtcNow;")]
    [InlineData("var t = DateTimeOffset.Now;")]
    [InlineData("long t = Stopwatch.GetTimestamp();")]
    [InlineData("var g = Guid.NewGuid();")]
    [InlineData("int r = Random.Shared.Next();")]
    [InlineData("string? v = Environment.GetEnvironmentVariable(name);")]
    [InlineData("var c = CultureInfo.CurrentCulture;")]
    [InlineData("double x;")]
    [InlineData("var x = 1.5;")]
    [InlineData("var x = 2e6;")]
    [InlineData("var x = 3f;")]
    public void The_scan_finds(string line) => Assert.NotEmpty(Nondeterminism(new SourceFile("src/X.cs", line)));

    [Theory]
    [InlineData("// lock (gate): DateTime.Now would be wrong here")]
    [InlineData("string text = \"async double 1.5\";")]
    [InlineData("string text = @\"a \"\" lock (x)\"; char quote = '\"';")]
    [InlineData("string text = \"\"\"a \" lock (x)\"\"\";")]
    [InlineData("decimal x = 1.5m; int mask = 0x1F; var y = values[1..5]; block(x); int taskCount = 0;")]
    [InlineData("/* double */ long x = 1_000;")]
    public void The_scan_lets_pass(string line) => Rule.Holds(Nondeterminism(new SourceFile("src/X.cs", line)));

    [Fact]
    public void The_core_reads_no_clock_no_chance_and_no_environment_and_takes_no_lock() =>
        Rule.Holds(Repository.Sources.Where(InCore).SelectMany(Nondeterminism));

    [Fact]
    public void The_core_is_built_with_the_banned_symbols()
    {
        Rule.Finds(1, WithoutBans([new SourceFile("src/Truefill.Domain/Truefill.Domain.csproj", "<Project />")]));
        Rule.Holds(WithoutBans(Core.Select(folder => Repository.Read($"{folder}/{folder[4..]}.csproj"))));
    }

    [Fact]
    public void No_flush_that_hides_a_failed_sync_is_called_anywhere()
    {
        Rule.Finds(2, HiddenSyncFailures(new SourceFile("src/X.cs", "file.Flush(true);\nRandomAccess.FlushToDisk(handle);")));
        Rule.Finds(1, HiddenSyncFailures(new SourceFile("src/X.cs", "file.Flush( flushToDisk: true );")));
        Rule.Holds(HiddenSyncFailures(new SourceFile("src/X.cs", "file.Flush(); // not Flush(true)")));
        Rule.Holds(Repository.Sources.SelectMany(HiddenSyncFailures));
    }

    private static IEnumerable<string> Nondeterminism(SourceFile file) =>
        Banned.SelectMany(ban => file.Find(ban.Pattern, ban.Why));

    private static IEnumerable<string> HiddenSyncFailures(SourceFile file) =>
        file.Find(FlushToDisk(), "call fdatasync and check what it returns");

    private static IEnumerable<string> WithoutBans(IEnumerable<SourceFile> projects) => projects
        .Where(file => !file.Text.Contains("<DeterministicCore>true</DeterministicCore>", StringComparison.Ordinal))
        .Select(file => $"{file.Path}: is not marked DeterministicCore, so nothing bans clocks in it");

    private static bool InCore(SourceFile file) => Core.Any(folder => Repository.IsUnder(file.Path, folder));

    [GeneratedRegex(@"\block\s*\(|\b(Monitor|Mutex|Semaphore|SemaphoreSlim|SpinLock|ReaderWriterLockSlim|Threading\.Lock)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Locks();

    [GeneratedRegex(@"\b(async|await|Task|ValueTask|Thread|ThreadPool|ThreadLocal|Parallel|Timer|PeriodicTimer)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Asynchrony();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\b(Stopwatch|TimeProvider|TickCount(64)?)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Clocks();

    [GeneratedRegex(@"\b(Random|RandomNumberGenerator|Guid\.(NewGuid|CreateVersion7))\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Chance();

    [GeneratedRegex(@"\bEnvironment\.|\bProcess\.|\bCultureInfo\.Current(UI)?Culture\b|\bTimeZoneInfo\.Local\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Surroundings();

    [GeneratedRegex(@"\b(float|double|Half)\b|(?<![\w.])\d[\d_]*(\.\d[\d_]*([eE][+-]?\d+)?|[eE][+-]?\d+)(?![\dmM_])|(?<![\w.])\d[\d_]*(\.\d+)?[fFdD]\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex BinaryFractions();

    [GeneratedRegex(@"\.Flush\s*\(\s*(flushToDisk\s*:\s*)?true\s*\)|\bFlushToDisk\b", RegexOptions.ExplicitCapture)]
    private static partial Regex FlushToDisk();
}
