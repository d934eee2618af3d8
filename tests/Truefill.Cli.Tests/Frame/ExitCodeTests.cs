using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Tests.Frame;

public class ExitCodeTests
{
    [Fact]
    public void The_numbers_are_frozen() => Assert.Equal(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 74, 130],
        ExitCodes.Table.Select(row => (int)row.Code));

    [Theory]
    [InlineData(0, "version")]
    [InlineData(0, "--help")]
    [InlineData(0, "")]
    [InlineData(0, "config check")]
    [InlineData(2, "stauts")]
    [InlineData(2, "orders")]
    [InlineData(2, "version --nonsense")]
    [InlineData(2, "version -o yaml")]
    [InlineData(2, "orders submit --symbol IBM")]
    [InlineData(2, "orders submit --symbol IBM --side buy --qty 0")]
    [InlineData(2, "version --timeout 0")]
    [InlineData(2, "serve --demo --mode paper")]
    [InlineData(5, "serve --demo --set api.tokens_file=t")]
    [InlineData(1, "serve --state-dir /dev/null")]
    [InlineData(2, "completion tcsh")]
    [InlineData(3, "config show --section nothing")]
    [InlineData(2, "config check --set x")]
    [InlineData(2, "journal verify --endpoint http://127.0.0.1:1")]
    [InlineData(5, "config check --config nothing.yaml")]
    [InlineData(5, "config show --set mode=dream")]
    [InlineData(5, "--set mode=dream config check -o json")]
    [InlineData(5, "serve --state-dir /none/here")]
    [InlineData(5, "journal stats --state-dir /none/here")]
    [InlineData(1, "router")]
    public async Task Each_outcome_has_its_code(int expected, string line)
    {
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Run inside = await Cli.In(args), outside = await Cli.Process(Cli.Program, args);
        Assert.Equal(expected, inside.Code);
        Assert.Equal(expected, outside.Code);

        // The findings of "config check -o json" are its data.
        bool data = expected == 0 || line.Contains("json", StringComparison.Ordinal);
        Assert.Equal((data, !data), (outside.Out.Length > 0, outside.Error.Length > 0));
    }

    [Theory]
    [InlineData("stauts", "error: unknown command 'stauts'\ntry: did you mean 'status'?\n")]
    [InlineData("orders lst", "error: unknown command 'lst'\ntry: did you mean 'list'?\n")]
    [InlineData(
        "--state-dir /none/here status",
        "error: State directory /none/here: does not exist. It is never made by starting: use init, --state-dir\n"
        + "try: truefill init\n")]
    [InlineData("version --confg x", "error: unknown option '--confg'\ntry: did you mean '--config'?\n")]
    [InlineData("version -o jsn", "error: 'jsn' is not one of table, json, csv\ntry: did you mean 'json'?\n")]
    [InlineData(
        "--endpoint unix:/none/here.sock status",
        "error: the service is not reachable: there is no such socket, unix:/none/here.sock\ntry: truefill serve\n")]
    [InlineData(
        "serve --state-dir /dev/null",
        "error: open /dev/null: Not a directory (errno 20), /dev/null\n"
        + "try: name a directory that this user can read and write\n")]
    [InlineData("router", "planned: 'truefill router' is not in this version, and nothing was done\n")]
    [InlineData("config check --set risk.max_order_qty=x",
        "error: 'x' is not a decimal number, --set risk.max_order_qty\n")]
    public async Task Errors_say_what_where_and_what_to_do(string line, string expected) =>
        Assert.Equal(expected, (await Cli.In(line.Split(' '))).Error);

    [Theory]
    [InlineData("-o json stauts", "usage", 2)]
    [InlineData("router -o json", "planned", 1)]
    [InlineData("config show -o json --set mode=x", "configuration", 5)]
    public async Task With_json_the_error_is_an_object_too(string line, string code, int exit)
    {
        Run run = await Cli.In(line.Split(' '));
        JsonElement error = JsonDocument.Parse(run.Error).RootElement.GetProperty("error");
        Assert.Equal((code, exit), (error.GetProperty("code").GetString(), error.GetProperty("exit_code").GetInt32()));
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task A_long_run_of_the_simulation_can_be_interrupted()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        string[] args = ["sim", "--seed", "1", "--steps", "2000000000"];
        Assert.Equal(130, (await Cli.In(args, cancel: cancel.Token)).Code);
    }

    [Fact]
    public async Task A_handler_that_is_interrupted_ends_with_130()
    {
        using var cancel = new CancellationTokenSource();
        HandlerTable handlers = new HandlerTable().Add<StatusOptions>(() => new Acting<StatusOptions>(async token =>
        {
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
        }));
        Assert.Equal(130, (await Cli.In(["status"], handlers, cancel: cancel.Token)).Code);
    }

    [Fact]
    public async Task What_goes_on_showing_things_ends_well_once_nobody_reads_them()
    {
        using var gone = new CancellationTokenSource();
        HandlerTable handlers = new HandlerTable().Add<StatusOptions>(() => new Watching(gone));
        Assert.Equal(0, (await Cli.In(["status"], handlers, readerGone: gone.Token)).Code);
    }

    [Fact]
    public async Task A_watched_status_ends_when_the_reader_of_its_pipe_has_gone()
    {
        string state = System.IO.Path.Combine(System.IO.Directory.CreateTempSubdirectory("truefill-").FullName, "s");
        Truefill.Journal.StateDirectory.Init(state, "test", Guid.NewGuid());
        string shell = $"set -o pipefail; timeout 60 '{Cli.Program}' status --watch --state-dir '{state}' | head -1";
        Run run = await Cli.Process("/bin/bash", ["-c", shell]);
        Assert.Equal((0, 1), (run.Code, run.Out.Count(c => c == '\n')));
    }

    [Theory]
    [InlineData("--state-dir")]
    [InlineData("--config")]
    [InlineData("--endpoint")]
    public async Task A_place_that_is_empty_is_not_taken_for_the_usual_one(string option)
    {
        Run run = await Cli.In("config", "check", option, "");
        Assert.Equal((2, "error: option '" + option + "' is empty"), (run.Code, run.Error.Split('\n')[0]));
    }

    [Theory]
    [InlineData("--symbol", "orders", "submit")]
    [InlineData("--limit", "orders", "list")]
    [InlineData("-o", "status")]
    public async Task An_option_without_its_value_is_named(string option, params string[] command)
    {
        Run run = await Cli.In([.. command, option]);
        Assert.Equal((2, $"error: option '{option}' needs a value"), (run.Code, run.Error.Split('\n')[0]));
    }

    [Fact]
    public async Task A_command_for_programs_only_is_not_offered_where_one_is_missing()
    {
        Run run = await Cli.In("--no-color");
        Assert.Contains("a command is missing: init, serve", run.Error);
        Assert.DoesNotContain("checkpoint", run.Error);
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_an_error_and_no_bug()
    {
        Run full = await Cli.Process("/bin/sh", ["-c", $"'{Cli.Program}' version > /dev/full"]);
        Assert.Equal(1, full.Code);
        Assert.StartsWith("error: the output cannot be written: ", full.Error);
        Assert.DoesNotContain("bug", full.Error);
    }

    [Fact]
    public async Task A_bug_is_not_hidden_by_the_frame()
    {
        HandlerTable handlers = new HandlerTable().Add<StatusOptions>(() => new Acting<StatusOptions>(
            _ => throw new KeyNotFoundException()));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Cli.In(["status"], handlers));
    }

    [Fact]
    public async Task What_cannot_be_taken_back_asks_for_yes_where_nobody_can_be_asked()
    {
        HandlerTable handlers = new HandlerTable().Add<OrdersCancelAllOptions>(() => new Asking());
        Assert.Equal(2, (await Cli.In(["orders", "cancel-all"], handlers)).Code);
        Assert.Equal(0, (await Cli.In(["orders", "cancel-all", "--yes"], handlers)).Code);
        Assert.Equal(0, (await Cli.In(["--yes", "orders", "cancel-all"], handlers)).Code);
    }

    private sealed class Watching(CancellationTokenSource gone) : IHandler<StatusOptions>
    {
        public async Task<ExitCode> RunAsync(StatusOptions options, CommandContext context, CancellationToken cancel)
        {
            using CancellationTokenSource read = context.WhileRead(cancel);
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, read.Token);
            return ExitCode.Error;
        }
    }

    private sealed class Acting<T>(Func<CancellationToken, Task> act) : IHandler<T>
    {
        public async Task<ExitCode> RunAsync(T options, CommandContext context, CancellationToken cancel)
        {
            await act(cancel);
            return ExitCode.Ok;
        }
    }

    private sealed class Asking : IHandler<OrdersCancelAllOptions>
    {
        public Task<ExitCode> RunAsync(OrdersCancelAllOptions options, CommandContext context, CancellationToken cancel)
        {
            context.Confirm("cancels every order");
            return Task.FromResult(ExitCode.Ok);
        }
    }
}
