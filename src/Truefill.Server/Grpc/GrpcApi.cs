using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Truefill.Server.Http;

namespace Truefill.Server.Grpc;

/// <summary>
/// <c>truefill.v1.ExecutionService</c> and <c>grpc.health.v1.Health</c>, on a port of their own: HTTP/2 without TLS,
/// each call one POST, its status in the trailers. Messages are those of the .proto files; what is done is the HTTP
/// API's.
/// </summary>
internal sealed class GrpcApi(ApiServices services, Func<HttpRequest, bool> isOurHost)
{
    private static readonly ProtoSchema Schema = ProtoSchema.Load("grpc/execution.proto");

    private readonly GrpcHealth health = new(services, Schema.Service);

    public async Task Invoke(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = 415;
            return;
        }

        context.Response.ContentType = "application/grpc";
        CancellationToken stopping =
            context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using CancellationTokenSource timer = new();
        using CancellationTokenSource ends =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, timer.Token);
        try
        {
            timer.CancelAfter(GrpcFrames.Timeout(context.Request));
            await Dispatch(context, ends.Token);
            End(context, GrpcStatus.Ok);
        }
        catch (GrpcException e)
        {
            context.Response.AppendTrailer("truefill-code", e.Code);
            End(context, e.Status, e.Message);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            // What was submitted may still be done: whoever gave it an id asks again under it.
            End(context, GrpcStatus.DeadlineExceeded, "The deadline passed before the answer was there.");
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            End(context, GrpcStatus.Unavailable,
                stopping.IsCancellationRequested ? "The service stops." : "Too slow for the stream: resume it.");
        }
        catch (OperationCanceledException)
        {
            // Nobody is left to be answered.
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException e)
        {
            End(context, GrpcStatus.InvalidArgument, e.Message);
        }
    }

    private Task Dispatch(HttpContext context, CancellationToken cancel)
    {
        HttpRequest request = context.Request;
        if (!isOurHost(request))
            throw new GrpcException(
                GrpcStatus.InvalidArgument, "host_not_allowed", "This service does not go by that authority.");
        if (request.Headers.Origin.Count > 0 || request.Headers.ContainsKey("Sec-Fetch-Site"))
            throw new GrpcException(
                GrpcStatus.PermissionDenied, "cross_site", "Pages in a browser use the HTTP API.");
        string[] parts = request.Path.Value!.Split('/');
        if (parts is ["", { } service, { } name])
        {
            if (service == GrpcHealth.Service && name == "Check") return health.Check(context, cancel);
            if (service == GrpcHealth.Service && name == "Watch") return health.Watch(context, cancel);
            if (service == Schema.Service && GrpcMethod.All.FirstOrDefault(each => each.Name == name) is { } method)
                return method.IsStream ? Stream(context, method, cancel) : Unary(context, method, cancel);
        }

        throw new GrpcException(
            GrpcStatus.Unimplemented, "unknown_method", $"There is no {request.Path}; see docs/grpc.md.");
    }

    private async Task Unary(HttpContext context, GrpcMethod method, CancellationToken cancel)
    {
        byte[] message = await GrpcFrames.Read(context.Request, cancel);
        MemoryStream answer = new();
        InnerRequest inner = new(context, method, Schema, message, answer, cancel);
        await inner.Run(services).WaitAsync(cancel);
        inner.RequireSuccess(answer.ToArray());
        PassHeaders(inner.Response, context.Response);
        using JsonDocument json = JsonDocument.Parse(answer.ToArray());
        await GrpcFrames.Write(
            context.Response, ProtoWriter.Write(Schema, method.Response, json.RootElement), cancel);
    }

    private async Task Stream(HttpContext context, GrpcMethod method, CancellationToken cancel)
    {
        byte[] message = await GrpcFrames.Read(context.Request, cancel);
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        InnerRequest? inner = null;
        using EventSink sink = new(
            () => inner!.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true,
            found => GrpcFrames.Write(
                context.Response, ProtoWriter.Write(Schema, method.Response, found), cancel));
        inner = new InnerRequest(context, method, Schema, message, sink, cancel);
        await inner.Run(services);
        inner.RequireSuccess(sink.Rest);
        throw new OperationCanceledException(cancel);
    }

    private static void PassHeaders(HttpResponse from, HttpResponse to)
    {
        foreach (string name in (ReadOnlySpan<string>)[ApiCall.SeqHeader, "Idempotent-Replayed"])
            if (from.Headers[name].Count > 0) to.Headers[name] = from.Headers[name];
    }

    private static void End(HttpContext context, GrpcStatus status, string? message = null)
    {
        context.Response.AppendTrailer("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null) context.Response.AppendTrailer("grpc-message", GrpcFrames.MessageText(message));
    }
}
