using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Server.Http;

namespace Truefill.Server.Grpc;

/// <summary>The standard health service, for load balancers and probes: open to all, as <c>/readyz</c> is.</summary>
internal sealed class GrpcHealth(ApiServices services, string knownService)
{
    private const int LookMs = 250;

    private static readonly ProtoSchema Schema = ProtoSchema.Load("grpc/health.proto");

    public static string Service => Schema.Service;

    public async Task Check(HttpContext context, CancellationToken cancel)
    {
        int status = Status(await Asked(context, cancel));
        if (status == 3) throw new GrpcException(GrpcStatus.NotFound, "unknown_service", "There is no such service.");
        await Write(context, status, cancel);
    }

    /// <summary>The state now, and every change of it.</summary>
    public async Task Watch(HttpContext context, CancellationToken cancel)
    {
        string service = await Asked(context, cancel);
        for (int sent = -1; ; await Task.Delay(LookMs, cancel))
        {
            int now = Status(service);
            if (now == sent) continue;
            await Write(context, now, cancel);
            sent = now;
        }
    }

    // 1 serving, 2 not serving, 3 no such service.
    private int Status(string service)
    {
        if (service.Length > 0 && service != knownService && service != Service) return 3;
        bool ready = services.Context.Engine.CanWrite
            && services.Read(static replica => replica.Books.Engine.Running);
        return ready ? 1 : 2;
    }

    private static async Task<string> Asked(HttpContext context, CancellationToken cancel)
    {
        byte[] message = await GrpcFrames.Read(context.Request, cancel);
        try
        {
            return ProtoReader.Read(Schema, "HealthCheckRequest", message).TryGetValue("service", out var found)
                ? found[0] : "";
        }
        catch (System.IO.InvalidDataException e)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, "malformed_message", e.Message);
        }
    }

    private static async Task Write(HttpContext context, int status, CancellationToken cancel)
    {
        using JsonDocument json = JsonDocument.Parse(FormattableString.Invariant($"{{\"status\":{status}}}"));
        byte[] message = ProtoWriter.Write(Schema, "HealthCheckResponse", json.RootElement);
        await GrpcFrames.Write(context.Response, message, cancel);
    }
}
