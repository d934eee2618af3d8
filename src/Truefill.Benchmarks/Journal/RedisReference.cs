using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Benchmarks.Journal;

/// <summary>
/// Redis with an append-only file that is synced before every answer, 128 B per entry, 8 clients with 128 requests in
/// flight each, measured by its own benchmark program. Absent programs are said to be absent.
/// </summary>
internal static class RedisReference
{
    private const string Server = "redis-server";
    private const string Client = "redis-benchmark";

    private static bool IsThere => Finds(Server) && Finds(Client);

    public static string Description => IsThere
        ? "Redis, appendfsync always, XADD 128 B, 8 clients, pipeline 128"
        : "Redis: not installed, so not measured (Debian: redis-server)";

    /// <summary>Entries per second; null when Redis is not installed or does not answer.</summary>
    public static double? Measure(BenchmarkRun run)
    {
        if (!IsThere) return null;
        run.Progress("journal: Redis for comparison");
        using TemporaryDirectory directory = run.NewDirectory();
        int port = FreePort();
        using Process server = Start(Server,
            "--port", Text(port), "--bind", "127.0.0.1", "--dir", directory.DirectoryPath, "--save", "",
            "--appendonly", "yes", "--appendfsync", "always", "--daemonize", "no");
        try
        {
            return WaitFor(port) ? Best(run, port) : null;
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    private static double? Best(BenchmarkRun run, int port)
    {
        double? best = null;
        string requests = Text(run.Size(400_000, 4000));
        for (int round = 0; round < run.Rounds; round++)
        {
            using Process client = Start(Client,
                "-h", "127.0.0.1", "-p", Text(port), "-c", "8", "-P", "128", "-n", requests, "--csv",
                "XADD", "bench", "*", "d", new string('x', 128));
            string output = client.StandardOutput.ReadToEnd();
            client.WaitForExit();

            // The last line: "XADD ...","rate","average ms",...
            string[] cells = output.Split('\n').Last(line => line.Length > 0).Split("\",\"");
            if (cells.Length > 1 && double.TryParse(cells[1].Trim('"'), CultureInfo.InvariantCulture, out double rate))
                best = Math.Max(best ?? 0, rate);
        }

        return best;
    }

    private static bool Finds(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        }) ?? throw new InvalidOperationException($"{program} did not start");

    private static bool WaitFor(int port)
    {
        for (int i = 0; i < 100; i++)
        {
            try
            {
                using TcpClient probe = new("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
