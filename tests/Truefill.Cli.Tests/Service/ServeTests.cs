using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Server.Hosting;

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

    private async Task<string> Init(string name)
    {
        string state = Path.Combine(root, name);
        Assert.Equal(0, (await Cli.In("--state-dir", state, "init")).Code);
        return state;
    }

    private Task<Run> Serve(string state, params string[] more) => Cli.In(
        ["--state-dir", state, "--set", "urls=http://127.0.0.1:0", .. more, "serve"], directory: root);
}
