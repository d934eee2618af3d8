using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>Somebody stops everything at the moment at which the journal can no longer be written.</summary>
public sealed class FailStopTests
{
    // Waits for the word, and then lets a system call of the service fail, where it is of the journal; the tracer becomes
    // the service's parent.
    private const string Wrapper = """
        word=$1; trace=$2; call=$3; fault=$4; segments=$5; shift 5
        "$@" & child=$!
        trap 'kill -9 $child' TERM
        while [ ! -e "$word" ]; do sleep 0.05; done
        trap - TERM
        files=(); for file in "$segments"/*.seg; do files+=(-P "$file"); done
        exec strace -f -q -o "$trace" "${files[@]}" -e trace=$call -e inject=$call:$fault -p $child
        """;

    [Theory]
    [InlineData("fdatasync", "error=EIO")]
    [InlineData("pwrite64", "error=ENOSPC")]
    [InlineData("fdatasync", "delay_enter=25s")]
    public async Task A_kill_while_the_journal_fails_takes_orders_back_lets_nothing_out_and_outlives_the_run(
        string call, string fault)
    {
        using StateFolder folder = new();
        string word = Path.Combine(folder.Root, "word");
        string trace = Path.Combine(folder.Root, "trace");
        string book = Path.Combine(folder.State, "venues", "SIM.log");
        string configuration = Quiet(folder);
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
        using (TruefillProcess service = TruefillProcess.ServeWith(
            configuration, folder.State, "bash", "-c", Wrapper, "wrapper", word, trace, call, fault,
            Path.Combine(folder.State, "journal")))
        {
            string url = (await service.Ready.WaitAsync(TimeSpan.FromSeconds(90)))!;
            Assert.True(await TryOrder(http, url, "RESTS"));
            await Eventually.Holds(() => Reports(book, "New") == 1, "the order rests at the venue");
            await File.WriteAllTextAsync(word, "");
            await Eventually.Holds(
                () => IsTraced(service.Id), () => "every such call fails from now on:\n" + service.Output);

            // The sync that fails is the kill's own: nothing else is journaled meanwhile.
            string answer = await EngageAsync(http, url);
            Assert.False(await TryOrder(http, url, "LATE"));
            Assert.True(answer.Length == 0 || answer.Contains("\"journaled\":false", StringComparison.Ordinal), answer);

            // Also where the call that hangs goes on hanging.
            await Eventually.Holds(() => Reports(book, "Canceled") == 1, "the order is taken back");
            await service.WaitAsync();
            Assert.Contains("STOPPED: ", service.Output, StringComparison.Ordinal);
            Assert.Contains("nothing was acknowledged after this failure", service.Output, StringComparison.Ordinal);
        }

        // The venue heard of one order, and was told to cancel it.
        Assert.Contains(File.ReadLines(trace), line => line.Contains("exited with 74", StringComparison.Ordinal));
        Assert.Equal((1, 1), (Reports(book, "New"), Reports(book, "Canceled")));

        using TruefillProcess next = TruefillProcess.ServeWith(configuration, folder.State);
        string again = (await next.Ready.WaitAsync(TimeSpan.FromSeconds(90)))!;
        Assert.Contains("HELD: the journal failed in the last run", next.Output, StringComparison.Ordinal);
        Assert.Contains("kill switch global was asked for by ann", next.Output, StringComparison.Ordinal);
        using Client client = new();
        JsonElement state = await Eventually.Found(
            () => client.GetAsync(again, "admin/kill-switch"),
            each => each.GetProperty("kill_switch_engaged").GetBoolean(),
            "the kill switch is engaged");
        Assert.Equal("the desk is on fire", state.GetProperty("switches")[0].GetProperty("reason").GetString());
        Assert.False(await TryOrder(http, again, "AFTER"));
    }

    // A venue without a price: nothing is journaled but what comes in.
    private static string Quiet(StateFolder folder)
    {
        string prices = Path.Combine(folder.Root, "prices.csv");
        File.WriteAllText(prices, "time_utc,symbol,price,size\n");
        string configuration = Path.Combine(folder.Root, "quiet.yaml");
        File.WriteAllText(configuration, $$"""
            reconciliation: { interval: 1h }
            venues: [ { id: SIM, type: simulated, prices: {{prices}} } ]
            """);
        return configuration;
    }

    private static async Task<bool> TryOrder(HttpClient http, string url, string id)
    {
        (int status, _) = await PostAsync(http, url + "api/v1/orders",
            $$"""{"symbol":"IBM","side":"buy","qty":"10","type":"limit","price":"10","cl_ord_id":"{{id}}"}""");
        return status == 201;
    }

    private static async Task<string> EngageAsync(HttpClient http, string url) =>
        (await PostAsync(http, url + "admin/kill-switch", """{"reason":"the desk is on fire","by":"ann"}""")).Answer;

    // 0: the line was cut.
    private static async Task<(int Status, string Answer)> PostAsync(HttpClient http, string url, string body)
    {
        try
        {
            using StringContent content = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri(url), content);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
        catch (OperationCanceledException)
        {
            return (0, "");
        }
    }

    private static int Reports(string book, string type)
    {
        if (!File.Exists(book)) return 0;
        using FileStream file = new(book, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        return reader.ReadToEnd().Split('\n').Count(line => line.Contains($"\"exec_type\":\"{type}\"", StringComparison.Ordinal));
    }

    // Of the wrapper's child that serves, every thread.
    private static bool IsTraced(int wrapper)
    {
        try
        {
            string? service = File.ReadAllText($"/proc/{wrapper}/task/{wrapper}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(child => File.ReadAllText($"/proc/{child}/cmdline").Contains("serve", StringComparison.Ordinal));
            return service is not null && Directory.GetDirectories($"/proc/{service}/task").All(thread =>
                !File.ReadAllText(thread + "/status").Contains("TracerPid:\t0\n", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // A process or a thread that has just ended.
            return false;
        }
    }
}
