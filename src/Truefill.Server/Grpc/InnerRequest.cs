using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Truefill.Server.Http;

namespace Truefill.Server.Grpc;

/// <summary>
/// A call as the HTTP request that it is: from the same caller, with the same token, through the same route. So there
/// is one place that decides who may do what, and one that audits it.
/// </summary>
internal sealed class InnerRequest
{
    private static readonly string[] Passed = ["Authorization", "Idempotency-Key", "Truefill-By", "X-Forwarded-For"];

    private readonly DefaultHttpContext context = new();
    private readonly ApiRoute route;

    public InnerRequest(
        HttpContext outer,
        GrpcMethod method,
        ProtoSchema schema,
        byte[] message,
        Stream answer,
        CancellationToken cancel)
    {
        Dictionary<string, List<string>> fields = Fields(schema, method, message);
        string target = method.Target(fields);
        int query = target.IndexOf('?', StringComparison.Ordinal);
        HttpRequest request = context.Request;
        request.Method = method.HttpMethod;
        request.Scheme = outer.Request.Scheme;
        request.Host = outer.Request.Host;
        request.Path = PathString.FromUriComponent(query < 0 ? target : target[..query]);
        request.QueryString = new QueryString(query < 0 ? "" : target[query..]);
        request.Body = new MemoryStream(method.Body(schema, fields));
        request.ContentType = "application/json";
        request.ContentLength = request.Body.Length;
        foreach (string name in Passed) request.Headers[name] = outer.Request.Headers[name];
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Connection.RemoteIpAddress = outer.Connection.RemoteIpAddress;
        context.TraceIdentifier = outer.TraceIdentifier;
        context.RequestServices = outer.RequestServices;
        context.RequestAborted = cancel;
        context.Response.Body = answer;
        route = HttpApi.Find(method.HttpMethod, method.Pattern)
            ?? throw new InvalidOperationException($"there is no route {method.HttpMethod} {method.Pattern}");
    }

    public HttpResponse Response => context.Response;

    public Task Run(ApiServices services) => HttpApi.Answer(context, route, services);

    /// <summary>Throws what the route refused with.</summary>
    /// <exception cref="GrpcException">It did.</exception>
    public void RequireSuccess(ReadOnlyMemory<byte> body)
    {
        int status = context.Response.StatusCode;
        if (status < 400) return;
        using JsonDocument problem = JsonDocument.Parse(body);
        JsonElement root = problem.RootElement;
        throw GrpcException.Of(status, root.GetProperty("code").GetString()!, root.GetProperty("detail").GetString()!);
    }

    private static Dictionary<string, List<string>> Fields(ProtoSchema schema, GrpcMethod method, byte[] message)
    {
        try
        {
            return ProtoReader.Read(schema, method.Request, message);
        }
        catch (InvalidDataException e)
        {
            throw new GrpcException(
                GrpcStatus.InvalidArgument, "malformed_message", $"This is no {method.Request}: {e.Message}.");
        }
    }
}
