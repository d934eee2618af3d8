using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Truefill.Server.Grpc;

/// <summary>A method and the HTTP route that it is.</summary>
/// <param name="Id">The field of the request that the path's <c>{id}</c> is; empty: the path has none.</param>
internal sealed record GrpcMethod(
    string Name, string Request, string Response, string HttpMethod, string Pattern, string Id = "")
{
    public bool IsStream { get; init; }

    public static IReadOnlyList<GrpcMethod> All { get; } =
    [
        new("GetStatus", "GetStatusRequest", "Status", "GET", "/api/v1/status"),
        new("GetSnapshot", "GetSnapshotRequest", "Snapshot", "GET", "/api/v1/snapshot"),
        new("Reconcile", "ReconcileRequest", "ReconcileResponse", "POST", "/api/v1/reconciliations"),
        new("SubmitOrder", "SubmitOrderRequest", "Order", "POST", "/api/v1/orders"),
        new("CancelOrder", "CancelOrderRequest", "Order", "DELETE", "/api/v1/orders/{id}", "orig_cl_ord_id"),
        new("WatchEvents", "WatchEventsRequest", "Event", "GET", "/api/v1/stream") { IsStream = true },
    ];

    /// <summary>The request line's target, percent-encoded.</summary>
    /// <exception cref="GrpcException">The id is missing.</exception>
    public string Target(IReadOnlyDictionary<string, List<string>> fields)
    {
        string path = Pattern;
        if (Id.Length > 0)
        {
            if (!fields.TryGetValue(Id, out List<string>? id))
                throw new GrpcException(GrpcStatus.InvalidArgument, "missing_field", $"'{Id}' is required.");
            path = path.Replace("{id}", Uri.EscapeDataString(id[0]), StringComparison.Ordinal);
        }

        if (HttpMethod == "POST") return path;
        IEnumerable<string> query = fields.Where(field => field.Key != Id).Select(field =>
            $"{field.Key}={Uri.EscapeDataString(string.Join(',', field.Value))}");
        return fields.Keys.Any(name => name != Id) ? $"{path}?{string.Join('&', query)}" : path;
    }

    /// <summary>The route's JSON body; empty where it takes none.</summary>
    public byte[] Body(ProtoSchema schema, IReadOnlyDictionary<string, List<string>> fields)
    {
        if (HttpMethod != "POST") return [];
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach (ProtoField field in schema[Request])
            {
                if (!fields.TryGetValue(field.Name, out List<string>? values)) continue;
                if (field.Type == "bool") json.WriteBoolean(field.Name, values[0] == "true");
                else json.WriteString(field.Name, values[0]);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
