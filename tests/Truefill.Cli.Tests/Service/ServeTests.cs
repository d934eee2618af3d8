using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>What a machine or a directory cannot give is said before anything starts, and holds nothing.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_processor_that_the_process_may_not_use_is_an_error_of_the_configuration()
    {
        string state = await Init("state");
        Run run = await Serve(state, "--set", "engine.cpu=4095");
        Assert.Equal(5, run.Code);
        Assert.Contains("engine.cpu", run.Error);
        Assert.False(File.Exists(Path.Combine(state, "held")));
        Assert.Contains(0, CpuPin.Allowed()!);
    }

    [Fact]
    public async Task A_directory_too_deep_for_a_socket_is_an_error_of_the_configuration()
    {
        string folder = Path.Combine(root, new string('a', 60), new string('b', 60));
        Directory.CreateDirectory(folder);
        string state = await Init(Path.Combine(folder, "state"));
        Run run = await Serve(state);
        Assert.Equal(5, run.Code);
        Assert.Contains("Unix socket", run.Error);
        Assert.False(File.Exists(Path.Combine(state, "held")));
        Assert.Empty(Directory.GetFiles(state, "order_events*"));
    }

    [Theory]
    [InlineData("prices: nowhere.csv", "venues.0.prices")]
    [InlineData("script: nowhere.jsonl", "venues.0.script")]
    [InlineData("prices: PLACE/bad.csv", "bad.csv:1: the header has to be")]
    [InlineData("script: PLACE/bad.csv", "bad.csv:1:")]
    public async Task A_file_of_a_venue_that_cannot_be_read_is_an_error_of_the_configuration(string key, string said)
    {
        await File.WriteAllTextAsync(Path.Combine(root, "bad.csv"), "neither prices nor a script\n");
        string state = await Init("state");
        string[] before = Directory.GetFiles(Path.Combine(state, "journal"));
        Run run = await Serve(
            state, "--set", $"venues=[{{id: A, type: simulated, {key.Replace("PLACE", root, StringComparison.Ordinal)}}}]");
        Assert.Equal(5, run.Code);
        Assert.Contains(said, run.Error);
        Assert.Equal(before, Directory.GetFiles(Path.Combine(state, "journal")));
    }

    [Theory]
    [InlineData("urls=http://127.0.0.1:PORT", "urls")]
    [InlineData("api.grpc_port=PORT", "api.grpc_port")]
    [InlineData("fix_gateway={port: PORT, sessions: [{sender_comp_id: A, target_comp_id: B}]}", "fix_gateway.port")]
    public async Task A_port_that_is_taken_is_told_with_its_key(string set, string key)
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string state = await Init("state");
        Run run = await Serve(state, "--set", set.Replace("PORT", $"{port}", StringComparison.Ordinal));
        Assert.Equal(5, run.Code);
        Assert.Contains(key + ": ", run.Error);
        Assert.Contains("cannot be listened on", run.Error);
    }

    [Fact]
    public void A_port_that_two_are_to_have_is_told_before_anything_starts()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        LiveLoopOptions plan = new()
        {
            StateDirectory = root,
            Urls = [$"http://127.0.0.1:{port}"],
            FixGateway = new FixGatewayOptions { Address = "127.0.0.1", Port = port, Tls = null, Sessions = [] },
        };
        Assert.Equal("fix_gateway.port", Refused(plan));
        Assert.Equal("urls", Refused(plan with { Urls = [.. plan.Urls, $"http://localhost:{port}"] }));
        Assert.Equal(
            "api.grpc_port",
            Refused(plan with { FixGateway = null, Api = new ApiPlan { GrpcPort = port } }));
        ListenAddresses.RequireFree(plan with { FixGateway = null });

        static string Refused(LiveLoopOptions plan) =>
            Assert.Throws<ServiceSettingException>(() => ListenAddresses.RequireFree(plan)).Setting;
    }

    [Theory]
    [InlineData("http://192.0.2.1:0")]
    [InlineData("http://nowhere.invalid:0")]
    public void An_address_that_the_machine_does_not_have_is_told_with_its_key(string url)
    {
        LiveLoopOptions plan = new() { StateDirectory = root, Urls = [url] };
        ServiceSettingException refused = ListenAddresses.Refusal(plan, new IOException("one of them"));
        Assert.Equal("urls", refused.Setting);
        Assert.StartsWith($"urls: {url} cannot be listened on: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_before_it_is_up_it_has_stopped_cleanly()
    {
        string state = await Init("state");
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        Run run = await Serve(state, stopped.Token);
        Assert.True(run.Code == 0, $"exit {run.Code}: {run.Out}{run.Error}");
        Assert.Equal(0, (await Cli.In("--state-dir", state, "journal", "verify")).Code);
    }

    [Fact]
    public async Task What_is_configured_and_does_nothing_is_told_at_the_start()
    {
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        Run run = await Serve(await Init("state"), stopped.Token, "--set", "streams={}", "--set", "logs.format=off");
        Assert.Contains("warning: --set streams: 'streams' is planned and has no effect yet", run.Error);
    }

    [Fact]
    public async Task Localhost_takes_a_free_port_too()
    {
        string state = await Init("state");
        using LiveLoop service = await LiveLoop.StartAsync(
            SmallService.In(state) with { Urls = ["http://localhost:0"] }, CancellationToken.None);
        await using WebHost web = await WebHost.StartAsync(service);
        Assert.NotEqual(0, new Uri(Assert.Single(web.Urls)).Port);
    }

    private async Task<string> Init(string name)
    {
        string state = Path.Combine(root, name);
        Assert.Equal(0, (await Cli.In("--state-dir", state, "init")).Code);
        return state;
    }

    private Task<Run> Serve(string state, params string[] more) => Serve(state, CancellationToken.None, more);

    private Task<Run> Serve(string state, CancellationToken cancel, params string[] more) => Cli.In(
        ["--state-dir", state, "--set", "urls=http://127.0.0.1:0", .. more, "serve"], directory: root, cancel: cancel);
}
