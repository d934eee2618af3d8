using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;

namespace Truefill.Server.Demo;

/// <summary>
/// Tells a person, once for each kind, what stands in the demo's way and what to do: a demo that does nothing and says
/// nothing leaves whoever tries it alone.
/// </summary>
internal sealed class DemoTroubles(Uri service, TextWriter output)
{
    private bool isFailureTold;
    private bool isRefusalTold;

    /// <summary>The service was not reached, or its answer was none that the trader can use.</summary>
    public void Failed(Exception e)
    {
        if (isFailureTold) return;
        isFailureTold = true;
        string what = e is OperationCanceledException ? "no answer in time" : e.Message;
        Tell($"demo: the trader gets nothing from {service}: {what}; it goes on trying. {AdviceOn(e)}");
    }

    /// <summary>An order was refused.</summary>
    /// <param name="body">A problem as the API writes it, or whatever else came.</param>
    public void Refused(int status, string body)
    {
        if (isRefusalTold) return;
        isRefusalTold = true;
        Tell($"demo: an order was refused ({status}): {ReasonIn(body)}; others may be too, which is not told again. "
            + "`truefill orders list` and `truefill limits show` tell more");
    }

    private static string AdviceOn(Exception e) => e switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } =>
            "It has no token: leave api.tokens_file out for the demo",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "Its certificate is not trusted here: let the demo listen on http, with --urls http://127.0.0.1:8080",
        _ => "Ctrl-C stops the demo; `truefill doctor` looks for what is wrong",
    };

    private static string ReasonIn(string body)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(body);
            JsonElement root = problem.RootElement;
            return root.TryGetProperty("detail", out JsonElement detail) ? detail.GetString() ?? body : body;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return body.Trim();
        }
    }

    private void Tell(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
