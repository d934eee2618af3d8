using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Tests.Api;

public class ApiClientTests
{
    [Theory]
    [InlineData(400, "invalid_parameter", 2)]
    [InlineData(400, "invalid_configuration", 5)]
    [InlineData(404, "not_found", 3)]
    [InlineData(422, "kill_switch_type", 2)]
    [InlineData(422, "off_tick", 6)]
    [InlineData(422, "missing_field", 1)]
    [InlineData(422, "not_replayable", 1)]
    [InlineData(401, "unauthorized", 1)]
    [InlineData(403, "forbidden", 1)]
    [InlineData(409, "ambiguous", 1)]
    [InlineData(500, "internal", 1)]
    public async Task A_problem_becomes_an_exit_code_and_keeps_its_reason(int status, string code, int expected)
    {
        CliException e = await Assert.ThrowsAsync<CliException>(() => Asked(
            $"HTTP/1.1 {status} X\r\nContent-Type: application/problem+json\r\n",
            $$"""{"title":"No","detail":"because","code":"{{code}}"}"""));
        Assert.Equal((expected, code), ((int)e.Code, e.Errors[0].Reason));
        Assert.Contains("because", e.Errors[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_brings_body_and_sequence()
    {
        (ApiAnswer answer, string request) = await Asked(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTruefill-Seq: 17\r\n", """{"a":"1.5"}""");
        Assert.Equal((17, "1.5"), (answer.Seq, answer.Body.GetProperty("a").GetString()));
        Assert.StartsWith("POST /api/v1/orders?account=A%20B HTTP/1.1\r\n", request);
        Assert.Contains("Authorization: Bearer t0k\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Truefill-By: ann\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key: ", request, StringComparison.Ordinal);
        Assert.EndsWith("""{"qty":"1"}""", request);
    }

    [Fact]
    public async Task What_is_no_json_is_not_our_service() => Assert.Equal(
        ExitCode.Error, (await Assert.ThrowsAsync<CliException>(() => Asked("HTTP/1.1 200 OK\r\n", "<html>"))).Code);

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("unix:/nowhere/at-all.sock")]
    public async Task Nobody_there_is_exit_4(string endpoint)
    {
        using ApiClient client = new(ApiEndpoint.Parse(endpoint, "/"), null, TimeSpan.FromSeconds(5));
        CliException e = await Assert.ThrowsAsync<CliException>(() => client.GetAsync("status", CancellationToken.None));
        Assert.Equal(ExitCode.NotReachable, e.Code);
    }

    [Fact]
    public async Task Silence_is_exit_8()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using ApiClient client = new(
            ApiEndpoint.Parse($"http://{listener.LocalEndpoint}", "/"), null, TimeSpan.FromMilliseconds(200));
        CliException e = await Assert.ThrowsAsync<CliException>(() => client.GetAsync("status", CancellationToken.None));
        Assert.Equal(ExitCode.Timeout, e.Code);
    }

    [Fact]
    public void An_endpoint_of_another_kind_is_a_usage_error() =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CliException>(() => ApiEndpoint.Parse("ftp://x", "/")).Code);

    /// <summary>One request over a Unix socket, answered with what is given.</summary>
    private static async Task<(ApiAnswer Answer, string Request)> Asked(string head, string body)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("truefill-").FullName, "api.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Task<string> served = ServeAsync(listener, $"{head}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        using ApiClient client = new(ApiEndpoint.Parse("unix:" + path, "/"), "t0k", TimeSpan.FromSeconds(10), "ann");
        ApiAnswer answer = await client.PostAsync(
            "orders",
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("qty", "1");
                writer.WriteEndObject();
            },
            CancellationToken.None,
            ("account", "A B"), ("venue", null));
        return (answer, await served);
    }

    private static async Task<string> ServeAsync(Socket listener, string answer)
    {
        using Socket connection = await listener.AcceptAsync();
        var request = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!request.ToString().EndsWith('}'))
        {
            int read = await connection.ReceiveAsync(buffer);
            if (read == 0) break;
            request.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        await connection.SendAsync(Encoding.UTF8.GetBytes(answer));
        return request.ToString();
    }
}
