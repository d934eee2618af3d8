using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Api;

/// <summary>Talks to the running service. Whatever goes wrong comes as a <see cref="CliException"/> with its exit
/// code.</summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>Who says so; the service takes it from the Unix socket's owner or the token's holder only.</summary>
    private const string PersonHeader = "Truefill-By";

    private readonly HttpClient http;
    private readonly TimeSpan timeout;

    /// <param name="transport">Answers in place of the network.</param>
    public ApiClient(
        ApiEndpoint endpoint, string? token, TimeSpan timeout, string? person = null,
        HttpMessageHandler? transport = null)
    {
        Endpoint = endpoint;
        this.timeout = timeout;
        http = new HttpClient(transport ?? OverNetwork(endpoint))
        {
            BaseAddress = endpoint.Url,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        if (token is not null) http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token);
        if (person is not null) http.DefaultRequestHeaders.Add(PersonHeader, Uri.EscapeDataString(person));
    }

    public ApiEndpoint Endpoint { get; }

    public static ApiClient For(CommandContext context) => new(
        ApiEndpoint.Find(context),
        context.Globals.Token ?? context.Environment.Variables.GetValueOrDefault("TRUEFILL_TOKEN"),
        context.Globals.Timeout,
        context.Person);

    /// <param name="path">Below <c>/api/v1</c>, such as <c>orders</c>; with a leading slash, from the root.</param>
    /// <param name="query">Pairs whose value is null are left out.</param>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancel,
        params (string Name, string? Value)[] query) =>
        SendAsync(HttpMethod.Get, path, null, cancel, query);

    /// <summary>A POST carries an Idempotency-Key, so that the service takes a repeated one as one.</summary>
    public Task<ApiAnswer> PostAsync(
        string path, Action<Utf8JsonWriter>? body, CancellationToken cancel,
            params (string Name, string? Value)[] query) =>
        SendAsync(HttpMethod.Post, path, body, cancel, query);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method,
        string path,
        Action<Utf8JsonWriter>? body,
        CancellationToken cancel,
        params (string Name, string? Value)[] query)
    {
        using HttpRequestMessage request = Request(method, path, body, query);
        using HttpResponseMessage response = await SendAsync(request, cancel);
        string text = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode) throw ApiErrors.Of(response, text, Endpoint);
        return new ApiAnswer((int)response.StatusCode, Parse(text), SeqOf(response), response.Headers.ETag?.Tag);
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler OverNetwork(ApiEndpoint endpoint)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        if (endpoint.SocketPath is { } path) handler.ConnectCallback = (_, cancel) => ConnectAsync(path, cancel);
        return handler;
    }

    private static HttpRequestMessage Request(
        HttpMethod method, string path, Action<Utf8JsonWriter>? body, (string Name, string? Value)[] query)
    {
        string full = path.StartsWith('/') ? path : "/api/v1/" + path;
        string parameters = string.Join('&', query
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
        var uri = new Uri(parameters.Length == 0 ? full : $"{full}?{parameters}", UriKind.Relative);
        var request = new HttpRequestMessage(method, uri);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is null) return request;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) body(writer);
        request.Content = new ByteArrayContent(buffer.WrittenMemory.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static JsonElement Parse(string text)
    {
        if (text.Length == 0) return default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new CliException(ExitCode.Error, "the answer is not JSON: this is not Truefill's API");
        }
    }

    private static long? SeqOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Truefill-Seq", out IEnumerable<string>? values)
        && long.TryParse(values.FirstOrDefault(), out long seq)
            ? seq
            : null;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            return await http.SendAsync(request, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CliException(
                ExitCode.Timeout, $"no answer within {timeout.TotalSeconds} s", Endpoint.ToString(),
                    "--timeout SECONDS");
        }
        catch (HttpRequestException e)
        {
            // Of a socket that is not there, the system's word is about addresses.
            string why = Endpoint.SocketPath is { } path && !File.Exists(path)
                ? "there is no such socket" : e.InnerException?.Message ?? e.Message;
            throw new CliException(
                ExitCode.NotReachable, $"the service is not reachable: {why}", Endpoint.ToString(), "truefill serve");
        }
    }
}
