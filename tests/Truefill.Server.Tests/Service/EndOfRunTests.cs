using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Service;

/// <summary>A run that ends because it has to says so to whoever is to be told.</summary>
public sealed class EndOfRunTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("truefill-end-").FullName;
    private readonly ConcurrentQueue<string> told = new();
    private readonly HttpListener pager = new();

    public void Dispose()
    {
        pager.Close();
        Directory.Delete(parent, recursive: true);
    }

    [Fact]
    public async Task A_journal_that_fails_is_told_to_the_receivers_before_the_run_ends()
    {
        string folder = Path.Combine(parent, "s");
        StateDirectory.Init(folder, "end", Guid.NewGuid());
        string api = Address();
        Task<ServiceEnd> run = ServiceRun.RunAsync(Plan(folder, api, Listen()), TextWriter.Null, CancellationToken.None);
        using HttpClient client = new() { BaseAddress = new Uri(api), Timeout = TimeSpan.FromSeconds(10) };
        await Eventually.Holds(() => IsUp(client), "it runs");

        // The next segment has no place.
        Directory.Move(Path.Combine(folder, "journal"), Path.Combine(folder, "elsewhere"));
        for (int i = 0; i < 500 && !run.IsCompleted; i++)
        {
            using StringContent letter = new($"{{\"symbol\":\"\",\"side\":\"{new string('x', 50_000)}{i}\"}}", Encoding.UTF8, "application/json");
            try
            {
                await client.PostAsync(new Uri("/api/v1/executions?reason=t", UriKind.Relative), letter);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // It ends.
            }
        }

        Assert.Equal(ServiceEnd.JournalFailed, await run.WaitAsync(Eventually.Patience));
        Assert.Contains(told, body => body.Contains("\"journal_failed\"", StringComparison.Ordinal));
    }

    private static async Task<bool> IsUp(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(new Uri("/readyz", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static LiveLoopOptions Plan(string folder, string api, string pager) => new()
    {
        StateDirectory = folder,
        Urls = [api],
        Durability = JournalDurability.Os,
        FollowEvents = false,
        SegmentBytes = 1 << 20,
        Api = new ApiPlan
        {
            Notifications =
            [
                new NotificationOptions
                {
                    Id = "pager",
                    Url = new Secret(pager),
                    MinSeverity = Severity.Critical,
                    Events = [],
                    RetryPause = TimeSpan.FromMilliseconds(50),
                },
            ],
        },
    };

    private string Listen()
    {
        string address = Address() + "/";
        pager.Prefixes.Add(address);
        pager.Start();
        _ = Task.Run(async () =>
        {
            while (pager.IsListening)
            {
                HttpListenerContext call = await pager.GetContextAsync();
                using (StreamReader body = new(call.Request.InputStream)) told.Enqueue(await body.ReadToEndAsync());
                call.Response.Close();
            }
        });
        return address;
    }

    private static string Address()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }
}
