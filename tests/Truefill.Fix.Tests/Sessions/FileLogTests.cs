using System;
using System.IO;
using System.Linq;

namespace Truefill.Fix.Tests.Sessions;

public sealed class FileLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-log").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_session_writes_a_log_per_day_that_the_log_reader_reads_back_without_the_password()
    {
        using (var log = new FixFileLog(folder, "desk"))
        {
            var pair = new Pair(Pair.Initiator with { Password = "s3cret" }, log: log).LoggedOn();
            pair.Now += 24L * 3600 * 1_000_000_000;
            pair.Peer("1", "112=HELLO");
        }

        var days = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["desk-20261120.log", "desk-20261121.log"], days);
        Assert.DoesNotContain("s3cret", File.ReadAllText(Path.Combine(folder, days[0])));
        using var stream = File.OpenRead(Path.Combine(folder, days[1]));
        var reader = new FixLogReader(stream);
        var types = "";
        while (reader.TryRead(out var line))
            if (line.Kind == FixLogLineKind.Message) types += line.Message.IndexOf("35=1"u8) > 0 ? "1" : "0";
        Assert.Equal("10", types);
    }
}
