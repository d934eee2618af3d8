using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>The doctor names what is wrong and what to do, and its exit code says so.</summary>
public sealed class DoctorTests : System.IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;
    private readonly string[] place;

    public DoctorTests()
    {
        place = ["--state-dir", Path.Combine(root, "state"), "--set", "urls=http://127.0.0.1:0",
            "--set", "storage.warn_free=1B", "--set", "storage.stop_orders_free=1B"];
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_whole_installation_is_healthy()
    {
        await Init();
        (int code, JsonElement found) = await Doctor();
        Assert.True(code == 0, found.GetRawText());
        Assert.True(found.GetProperty("healthy").GetBoolean());
        string[] checks = [.. found.GetProperty("checks").EnumerateArray().Select(row => row.Text("check")!)];
        foreach (string check in (string[])["dotnet", "configuration", "engine.cpu", "state_dir", "socket", "free_space", "lock", "fsync",
            "journal", "tokens", "port", "venue:SIM", "service"])
            Assert.Contains(check, checks);
    }

    [Fact]
    public async Task A_missing_state_directory_fails_with_the_command_that_makes_one()
    {
        (int code, JsonElement found) = await Doctor();
        Assert.Equal(9, code);
        Assert.Contains("truefill init", Row(found, "state_dir", "fail").Text("fix"));
    }

    [Fact]
    public async Task A_directory_open_to_others_fails()
    {
        await Init();
        File.SetUnixFileMode(
            Path.Combine(root, "state"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        (int code, JsonElement found) = await Doctor();
        Assert.Equal(9, code);
        Assert.Contains("chmod 700", Row(found, "state_dir", "fail").Text("fix"));
    }

    [Fact]
    public async Task A_directory_that_a_group_may_write_to_fails_as_a_row_of_its_own()
    {
        await Init();
        File.SetUnixFileMode(Path.Combine(root, "state"), (UnixFileMode)0b111_111_000);
        (int code, JsonElement found) = await Doctor();
        Assert.Equal(9, code);
        Row(found, "state_dir", "fail");
        Row(found, "service", "skip");
    }

    [Fact]
    public async Task A_directory_that_a_link_leads_to_is_healthy()
    {
        await Init();
        Directory.Move(Path.Combine(root, "state"), Path.Combine(root, "real"));
        Directory.CreateSymbolicLink(Path.Combine(root, "state"), Path.Combine(root, "real"));
        (int code, JsonElement found) = await Doctor();
        Assert.True(code == 0, found.GetRawText());
    }

    [Fact]
    public async Task A_bad_configuration_fails_with_every_error()
    {
        (int code, JsonElement found) = await Doctor("--set", "risk.max_order_qty=x", "--set", "mode=y");
        Assert.Equal(9, code);
        Assert.Equal(2, found.GetProperty("checks").EnumerateArray().Count(row => row.Text("status") == "fail"));
    }

    [Fact]
    public async Task A_taken_port_and_a_venue_that_does_not_answer_fail()
    {
        await Init();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int nobody = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        (int code, JsonElement found) = await Doctor(
            "--set", $"urls=http://127.0.0.1:{port}", "--set", "mode=paper", "--set",
            "venues=[{id: FIX1, type: fix, environment: paper, host: 127.0.0.1, "
                + $"port: {nobody}, sender_comp_id: A, target_comp_id: B}}]");
        Assert.Equal(9, code);
        Assert.Contains("--urls", Row(found, "port", "fail").Text("fix"));
        Assert.Contains("firewall", Row(found, "venue:FIX1", "fail").Text("fix"));
    }

    [Fact]
    public async Task A_taken_port_of_the_grpc_api_fails_and_of_the_journal_it_is_said_from_where_it_was_read()
    {
        await Init();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        (int code, JsonElement found) = await Doctor("--set", $"api.grpc_port={port}");
        Assert.Equal(9, code);
        Assert.Contains("api.grpc_port", Row(found, "port", "fail").Text("fix"));
        Assert.StartsWith("reads from sequence 1 to its end, sequence ", Row(found, "journal", "ok").Text("detail"));
    }

    [Fact]
    public async Task A_processor_that_the_engine_may_not_have_and_a_path_too_long_for_a_socket_fail()
    {
        string deep = Path.Combine(root, new string('a', 120));
        Run run = await Cli.In(
            ["--state-dir", deep, "--set", "engine.cpu=4095", "doctor", "-o", "json"], directory: root);
        Assert.Equal(9, run.Code);
        JsonElement found = JsonDocument.Parse(run.Out).RootElement;
        Assert.Contains("engine.cpu", Row(found, "engine.cpu", "fail").Text("fix"));
        Assert.Contains("shorter path", Row(found, "socket", "fail").Text("fix"));
    }

    [Fact]
    public async Task A_damaged_journal_fails()
    {
        await Init();
        await RunOnce();
        string journal = Path.Combine(root, "state", "journal");

        // The one behind it is prepared, as large, and holds nothing yet.
        string segment = Directory.GetFiles(journal, "*.seg").Order(System.StringComparer.Ordinal).First();
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[200] ^= 0xff;
        File.WriteAllBytes(segment, bytes);
        (int code, JsonElement found) = await Doctor();
        Assert.True(code == 9, found.GetRawText());
        Assert.Contains("journal verify", Row(found, "journal", "fail").Text("fix"));
    }

    private static JsonElement Row(JsonElement found, string check, string status) => found.GetProperty("checks")
        .EnumerateArray().First(row => row.Text("check") == check && row.Text("status") == status);

    private async Task Init() => Assert.Equal(0, (await Cli.In([.. place, "init"], directory: root)).Code);

    // Without the checkpoint of the stop, the journal is read from its beginning.
    private async Task RunOnce()
    {
        using (LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions { StateDirectory = Path.Combine(root, "state"), SegmentBytes = 1 << 20 },
            System.Threading.CancellationToken.None))
            service.Stop("test");
        Directory.Delete(Path.Combine(root, "state", "checkpoints"), recursive: true);
    }

    private async Task<(int Code, JsonElement Found)> Doctor(params string[] more)
    {
        Run run = await Cli.In([.. place, .. more, "doctor", "-o", "json"], directory: root);
        return (run.Code, JsonDocument.Parse(run.Out).RootElement);
    }
}
