using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

public class StrictJsonTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Good = "\"symbol\":\"IBM\",\"side\":\"buy\",\"qty\":\"1\",\"account\":\"ACC1\"";

    [Theory]
    [InlineData("", "malformed_json", "empty")]
    [InlineData("null", "malformed_json", "object")]
    [InlineData("[]", "malformed_json", "object")]
    [InlineData("\"text\"", "malformed_json", "object")]
    [InlineData("{" + Good, "malformed_json", "LineNumber")]
    [InlineData("{" + Good + "}{}", "malformed_json", "LineNumber")]
    [InlineData("{" + Good + ",}", "malformed_json", "LineNumber")]
    [InlineData("{" + Good + "/* x */}", "malformed_json", "LineNumber")]
    [InlineData("{'symbol':'IBM'}", "malformed_json", "LineNumber")]
    [InlineData("{" + Good + ",\"qty\":\"2\"}", "malformed_json", "qty")]
    [InlineData("{" + Good + ",\"price\":NaN}", "malformed_json", "LineNumber")]
    [InlineData("{" + Good + ",\"price\":0x10}", "malformed_json", "LineNumber")]
    [InlineData("{" + Good + ",\"price\":01}", "malformed_json", "LineNumber")]
    [InlineData("{" + Good + ",\"prize\":\"1\"}", "unknown_field", "prize")]
    [InlineData("{" + Good + ",\"prize\":null}", "unknown_field", "prize")]
    [InlineData("{" + Good + ",\"Price\":\"1\"}", "unknown_field", "Price")]
    [InlineData("{" + Good + ",\"price\":1e2}", "invalid_field", "price")]
    [InlineData("{" + Good + ",\"price\":1e400}", "invalid_field", "price")]
    [InlineData("{" + Good + ",\"price\":\"1,5\"}", "invalid_field", "price")]
    [InlineData("{" + Good + ",\"price\":\" 1\"}", "invalid_field", "price")]
    [InlineData("{" + Good + ",\"price\":\"\"}", "invalid_field", "price")]
    [InlineData("{" + Good + ",\"price\":\"٣\"}", "invalid_field", "price")]
    [InlineData("{" + Good + ",\"price\":\"0.12345678901\"}", "invalid_field", "10 decimals")]
    [InlineData("{" + Good + ",\"price\":\"1234567890123456789\"}", "invalid_field", "18 digits")]
    [InlineData("{" + Good + ",\"price\":true}", "invalid_field", "true found")]
    [InlineData("{" + Good + ",\"price\":{\"a\":1}}", "invalid_field", "object found")]
    [InlineData("{" + Good + ",\"type\":\"iceberg\"}", "invalid_field", "stop_limit")]
    [InlineData("{" + Good + ",\"type\":\"other\"}", "invalid_field", "other")]
    [InlineData("{" + Good + ",\"tif\":3}", "invalid_field", "tif")]
    [InlineData("{" + Good + ",\"reduce_only\":\"yes\"}", "invalid_field", "reduce_only")]
    [InlineData("{" + Good + ",\"cl_ord_id\":\"0123456789012345678901234567890123456789012345678\"}", "invalid_field", "47 bytes")]
    [InlineData("{" + Good + ",\"cl_ord_id\":\"a\\u0000b\"}", "invalid_field", "control")]
    [InlineData("{" + Good + ",\"strategy\":\"\\ud800\"}", "invalid_field", "Unicode")]
    [InlineData("{\"symbol\":\"IBM\",\"side\":\"buy\"}", "missing_field", "qty")]
    [InlineData("{\"symbol\":\"\",\"side\":\"buy\",\"qty\":1}", "missing_field", "symbol")]
    [InlineData("{\"side\":\"buy\",\"qty\":1}", "missing_field", "symbol")]
    public async Task What_is_not_strict_is_refused_with_the_place(string body, string code, string names)
    {
        Reply reply = await api.Post("/api/v1/orders", body);
        Assert.Equal(400, reply.Status);
        Assert.Equal(code, reply.Code);
        Assert.Contains(names, reply.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/cache/purge", 200, "")]
    [InlineData("/api/v1/orders/cancel-all?account=NOBODY", 400, "unknown_parameter")]
    [InlineData("/api/v1/orders", 400, "missing_field")]
    public async Task A_request_with_neither_body_nor_type_states_no_fields(string path, int status, string code)
    {
        Reply reply = await Reply.Of(await api.Client.PostAsync(new Uri(path, UriKind.Relative), content: null));
        Assert.Equal(status, reply.Status);
        if (code.Length > 0) Assert.Equal(code, reply.Code);
    }

    [Fact]
    public async Task A_body_without_a_type_is_refused()
    {
        using ByteArrayContent body = new("{}"u8.ToArray());
        Reply reply = await Reply.Of(await api.Client.PostAsync(new Uri("/admin/cache/purge", UriKind.Relative), body));
        Assert.Equal(415, reply.Status);
    }

    [Fact]
    public async Task Depth_and_size_are_bounded()
    {
        string deep = "{\"symbol\":" + string.Concat(Enumerable.Repeat("[", 2000));
        Assert.Equal("malformed_json", (await api.Post("/api/v1/orders", deep)).Code);
        string large = "{\"symbol\":\"" + new string('A', 1 << 20) + "\"}";
        Reply reply = await api.Post("/api/v1/orders", large);
        Assert.Equal(413, reply.Status);
        Assert.Equal("body_too_large", reply.Code);
    }

    [Fact]
    public async Task Who_sends_far_too_much_at_once_gets_to_read_the_answer()
    {
        using TcpClient line = new();
        await line.ConnectAsync(api.Address.Host, api.Address.Port);
        NetworkStream stream = line.GetStream();
        const int Length = 8 << 20;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Length}\r\n\r\n"));
        await stream.WriteAsync(new byte[Length]);
        using StreamReader reader = new(stream);
        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Content-Type", "application/json; charset=utf-16")]
    [InlineData("Content-Type", "application/jsonp")]
    public async Task A_body_that_is_not_plain_json_in_utf8_is_a_media_type_that_is_not_taken(string name, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/orders");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", name == "Content-Type" ? value : "application/json");
        if (name != "Content-Type") request.Content.Headers.TryAddWithoutValidation(name, value);
        Reply reply = await Reply.Of(await api.Client.SendAsync(request));
        Assert.Equal((415, "unsupported_media_type"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_charset_may_be_stated()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/orders");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "Application/JSON;charset=\"UTF-8\"");
        Assert.Equal("missing_field", (await Reply.Of(await api.Client.SendAsync(request))).Code);
    }

    [Fact]
    public async Task A_large_body_without_a_stated_length_is_bounded_too()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/orders");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new MemoryStream(new byte[(1 << 20) + 1]));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        Assert.Equal(413, (int)(await api.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/orders");
        request.Content = new ByteArrayContent([.. Encoding.UTF8.GetBytes("{\"symbol\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")]);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        Assert.Equal(400, (int)(await api.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Hostile_text_comes_back_inert()
    {
        const string Hostile = "<img src=x onerror=alert(1)>";
        Reply reply = await api.Post(
            "/api/v1/orders", $$"""{"symbol":"{{Hostile}}","side":"buy","qty":"1","account":"ACC1","correlation_id":"</script>"}""");
        Assert.Equal(201, reply.Status);
        Assert.Equal(Hostile, reply.Field("symbol"));
        Assert.DoesNotContain("<", reply.Text, StringComparison.Ordinal);
        Reply refused = await api.Get("/api/v1/orders/" + Uri.EscapeDataString(Hostile));
        Assert.DoesNotContain("<", refused.Text, StringComparison.Ordinal);
        Assert.Equal("application/problem+json", refused.Headers["Content-Type"]);
    }

    [Fact]
    public async Task The_page_has_no_inline_script_and_writes_text_only()
    {
        Reply page = await api.Get("/");
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" on", page.Text.Replace(" one", "", StringComparison.Ordinal).Replace("content", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("//", page.Text.Replace("<!doctype", "", StringComparison.Ordinal), StringComparison.Ordinal);
        string script = (await api.Get("/assets/app.js")).Text;
        foreach (string banned in new[] { "insertAdjacentHTML", "document.write", "eval(", "new Function", "https://" })
            Assert.DoesNotContain(banned, script, StringComparison.Ordinal);
        Assert.Equal("text/javascript; charset=utf-8", (await api.Get("/assets/app.js")).Headers["Content-Type"]);
        Assert.Equal("text/css; charset=utf-8", (await api.Get("/assets/app.css")).Headers["Content-Type"]);
        Assert.Equal("image/svg+xml", (await api.Get("/favicon.ico")).Headers["Content-Type"]);
    }
}
