using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Service;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>Where the service listens, and who is at the other end.</summary>
public sealed class ListenTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tf-listen-").FullName;
    private LiveLoop? service;
    private WebHost? web;

    [Fact]
    public async Task Over_the_unix_socket_the_kernel_says_who_it_is()
    {
        await Start(new ApiPlan { Tokens = [Token("x", Role.Viewer)] });
        using HttpClient client = OverSocket();

        Reply reply = await Post(client, "/api/v1/positions/import",
            """{"account":"A","symbol":"X","qty":"1","px":"1","reference":"r1","reason":"t"}""");
        Assert.Equal(201, reply.Status);
        Reply journal = await Reply.Of(await client.GetAsync(new Uri("/api/v1/journal?limit=1000", UriKind.Relative)));
        var audited = journal.Items.Single(row => row.GetProperty("type").GetString() == "action_audited");
        Assert.Equal(Environment.UserName, audited.GetProperty("actor").GetString());
        Assert.StartsWith("unix uid ", audited.GetProperty("from").GetString(), StringComparison.Ordinal);
        var imported = journal.Items.Single(row => row.GetProperty("type").GetString() == "position_imported");
        Assert.Equal(Environment.UserName, imported.GetProperty("by").GetString());
    }

    [Fact]
    public async Task Neither_the_environment_nor_a_file_where_it_was_started_opens_another_address()
    {
        const string Name = "Kestrel__Endpoints__Other__Url";
        string file = Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json");
        try
        {
            Environment.SetEnvironmentVariable(Name, "http://127.0.0.1:0");
            await File.WriteAllTextAsync(
                file, """{"Kestrel":{"Endpoints":{"Another":{"Url":"http://127.0.0.1:0"}}}}""");
            await Start(new ApiPlan());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
            File.Delete(file);
        }

        Assert.Single(web!.Urls);
    }

    [Fact]
    public async Task A_wrong_token_over_the_unix_socket_is_refused_all_the_same()
    {
        await Start(new ApiPlan { Tokens = [Token("x", Role.Viewer)] });
        using HttpClient client = OverSocket();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Loopback_needs_a_token_once_there_are_tokens()
    {
        await Start(new ApiPlan { Tokens = [Token("x", Role.Viewer)] });
        using HttpClient client = new() { BaseAddress = new Uri(web!.Urls[0]) };

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative))).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-x");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", false, false, "needs tokens|callers need tokens")]
    [InlineData("http://0.0.0.0:0", true, false, "use https")]
    [InlineData("https://127.0.0.1:0", true, false, "needs a certificate")]
    public async Task Beyond_loopback_it_refuses_to_listen_without_tls_and_tokens(string url, bool tokens, bool proxy, string why)
    {
        ApiPlan api = new() { Tokens = tokens ? [Token("x", Role.Viewer)] : null, BehindTlsProxy = proxy };
        IOException e = await Assert.ThrowsAsync<IOException>(() => Start(api, url));
        Assert.Contains(why.Split('|')[^1], e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:0")]
    public async Task Behind_a_proxy_every_caller_comes_from_this_machine_so_it_refuses_to_listen_without_tokens(
        string url)
    {
        IOException e = await Assert.ThrowsAsync<IOException>(() => Start(new ApiPlan { BehindTlsProxy = true }, url));
        Assert.Contains("callers need tokens", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_it_listens_and_records_whom_the_proxy_names()
    {
        await Start(
            new ApiPlan { Tokens = [Token("x", Role.Admin)], BehindTlsProxy = true, AllowedHosts = ["desk.example"] }, "http://0.0.0.0:0");
        using HttpClient client = new() { BaseAddress = new Uri(web!.Urls[0].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-x");
        client.DefaultRequestHeaders.Host = "desk.example";
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "9.9.9.9, 10.1.2.3");

        Reply reply = await Post(client, "/api/v1/orders", """{"account":"A","symbol":"X","side":"buy","qty":"1"}""");
        Assert.Equal(201, reply.Status);
        Reply journal = await Reply.Of(await client.GetAsync(new Uri("/api/v1/journal?limit=1000", UriKind.Relative)));
        var audited = journal.Items.Single(row => row.GetProperty("type").GetString() == "action_audited");
        Assert.Equal("127.0.0.1 for 10.1.2.3", audited.GetProperty("from").GetString());
    }

    [Fact]
    public async Task Https_is_served_with_the_configured_certificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest asked = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = asked.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await Start(new ApiPlan { Tokens = [Token("x", Role.Viewer)], Certificate = certificate }, "https://127.0.0.1:0");

        string shown = "";
        using HttpClient client = new(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, found, _, _) => (shown = found!.GetCertHashString()).Length > 0,
            },
        });
        client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-x");
        HttpResponseMessage response = await client.GetAsync(new Uri(web!.Urls[0] + "/api/v1/status"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(certificate.GetCertHashString(), shown);
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_page_of_a_configured_origin_may_call_and_no_other()
    {
        await Start(new ApiPlan { CorsOrigins = ["https://pro.openbb.co"] });
        using HttpClient client = new() { BaseAddress = new Uri(web!.Urls[0]) };

        HttpResponseMessage allowed = await Preflight(client, "https://pro.openbb.co");
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("https://pro.openbb.co", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
        HttpResponseMessage refused = await Preflight(client, "https://evil.example");
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(refused.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_client_that_is_too_fast_is_told_when_to_come_back()
    {
        RateLimitsOptions limits = new(new RateLimitOptions(1, TimeSpan.FromSeconds(30), 3), RateLimitsOptions.Default.Admin);
        await Start(new ApiPlan { RateLimits = limits });
        using HttpClient client = new() { BaseAddress = new Uri(web!.Urls[0]) };

        List<HttpResponseMessage> replies = [];
        for (int i = 0; i < 5; i++) replies.Add(await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative)));
        Assert.Equal([200, 200, 200, 429, 429], replies.Select(reply => (int)reply.StatusCode));
        Assert.InRange(replies[^1].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 31);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/livez", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_full_tcp_listener_leaves_the_unix_socket_free()
    {
        await Start(new ApiPlan());
        Uri url = new(web!.Urls[0]);
        List<TcpClient> idle = [];
        try
        {
            for (int i = 0; i < 1100; i++)
            {
                TcpClient each = new();
                await each.ConnectAsync(url.Host, url.Port);
                idle.Add(each);
            }

            using HttpClient client = OverSocket();
            client.Timeout = TimeSpan.FromSeconds(5);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative))).StatusCode);
        }
        finally
        {
            foreach (TcpClient each in idle) each.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (web is not null) await web.DisposeAsync();
        service?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static ApiToken Token(string name, Role role) =>
        new(name, role, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + name)));

    private static async Task<Reply> Post(HttpClient client, string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        return await Reply.Of(await client.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    private static Task<HttpResponseMessage> Preflight(HttpClient client, string origin)
    {
        HttpRequestMessage request = new(HttpMethod.Options, "/api/v1/orders");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return client.SendAsync(request);
    }

    private async Task Start(ApiPlan api, string url = "http://127.0.0.1:0")
    {
        string state = Path.Combine(folder, "state");
        StateDirectory.Init(state, "listen", Guid.NewGuid());
        service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = state,
                Urls = [url],
                Api = api,
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                FollowEvents = false,
            },
            CancellationToken.None);
        web = await WebHost.StartAsync(service);
    }

    private HttpClient OverSocket() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, "state", "api.sock")), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://localhost") };
}
