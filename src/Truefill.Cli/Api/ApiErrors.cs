using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using Truefill.Cli.Frame;
using Truefill.Domain.Orders;
using Truefill.Server.Service;
using Truefill.Server.Views;

namespace Truefill.Cli.Api;

/// <summary>What the service refused, in exit codes.</summary>
internal static class ApiErrors
{
    public static CliException Of(HttpResponseMessage response, string body, ApiEndpoint endpoint)
    {
        string? reason = null, title = null, detail = null;
        if (TryParse(body, response.Content.Headers.ContentType) is { } problem)
        {
            reason = Text(problem, "code");
            title = Text(problem, "title");
            detail = Text(problem, "detail");
        }

        int status = (int)response.StatusCode;
        string what = (detail ?? title, reason) switch
        {
            (null, null) => $"the service answered {status} {response.ReasonPhrase}",
            (null, _) => $"the service refused: {reason}",
            ({ } text, null) => text,
            ({ } text, _) => $"{text} ({reason})",
        };
        ExitCode code = CodeOf(response.StatusCode, reason);
        return new CliException([new CliError(code, what, endpoint.ToString(), Hint(status, reason), reason)]);
    }

    // A 400 is about what was typed, as is a switch whose scope, target and type do not go together: the service's word
    // for it is another, but nothing that it guards was asked. A refusal is what the gate, a limit or the kill switch
    // denied; of what else cannot be done (a dead letter that nothing reads, a venue that is not simulated) none knew.
    private static ExitCode CodeOf(HttpStatusCode status, string? reason) => (int)status switch
    {
        400 when reason == ConfigurationReload.ErrorCode => ExitCode.Configuration,
        400 => ExitCode.Usage,
        404 => ExitCode.NotFound,
        422 when reason == "clock_runs" => ExitCode.Configuration,
        422 when reason is "kill_switch_target" or "kill_switch_type" => ExitCode.Usage,
        422 when reason is not null && Words.TryParse(reason, out DenyReason _) => ExitCode.Refused,
        409 when reason == "duplicate_cl_ord_id" => ExitCode.Refused,
        408 or 504 => ExitCode.Timeout,
        _ => ExitCode.Error,
    };

    private static string? Hint(int status, string? reason) => status switch
    {
        _ when reason == "unknown_venue" => "truefill venues list",
        401 => "give a token: --token, or TRUEFILL_TOKEN in the environment",
        403 => "use a token with a role that may do this",
        _ => null,
    };

    private static JsonElement? TryParse(string body, MediaTypeHeaderValue? type)
    {
        if (type?.MediaType?.EndsWith("json", System.StringComparison.Ordinal) != true) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object
        && problem.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
