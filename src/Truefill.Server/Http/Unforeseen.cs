using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;

namespace Truefill.Server.Http;

/// <summary>
/// What a route threw that nobody thought of. Its caller is answered like others, without its text, which may be
/// anything; the log has that, under the trace_id of the answer.
/// </summary>
internal static class Unforeseen
{
    public static async Task Answered(Task answer, HttpContext request, ApiServices services)
    {
        Exception? failure = await SideWork.FailureOf(answer);
        if (answer.IsCompletedSuccessfully) return;

        // A client that has left breaks off what is being read from it or written to it: that is no failure of ours.
        if (failure is null or IOException or OperationCanceledException
            && request.RequestAborted.IsCancellationRequested) return;
        Tell(request, services, failure);
        await HttpApi.Fail(request, services, new ApiException(
            500, "internal", "The service failed to answer this; its log says why, under the trace_id."));
    }

    private static void Tell(HttpContext request, ApiServices services, Exception? failure)
    {
        string asked = $"{request.Request.Method} {request.Request.Path}";
        string error = failure?.ToString() ?? "canceled";
        services.Tell(
            LogLevel.Error, "request.failed", $"{asked} was not answered: {failure?.Message ?? error}",
            ("request", asked), ("trace_id", request.TraceIdentifier), ("error", error));
    }
}
