using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Problems;
using Truefill.Server.Preview;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What the gate would say about an order, and the cache of such answers.</summary>
internal static class PreviewRoutes
{
    private const int TtlMsMax = 86_400_000;

    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/api/v1/orders/preview", Role.Viewer,
            "What entering this order would be answered; nothing is entered. Answers may be some seconds old.", Preview)
        {
            Body = OrderBody.New, Accounts = AccountRule.Filtered, IsReading = true,
        },
        new("POST", "/admin/cache/purge", Role.Admin,
            "Empties the cache of previews; with 'capacity' or 'ttl_ms' it is resized too.", Purge)
        {
            Body = new(
                ApiField.Whole("capacity", 0, PreviewCache.CapacityMax), ApiField.Whole("ttl_ms", 0, TtlMsMax)),
        },
        new("GET", "/admin/cache", Role.Admin, "The cache of previews: occupancy, capacity, hits and misses.", Show),
    ];

    private static async Task Preview(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        bool statesId = fields.Has("cl_ord_id");
        NewOrderSingle order = OrderBody.ReadNew(fields, call.Caller.Name, idempotencyKey: null);
        order = order with
        {
            Account = call.AccountFor(order.Account),
            HasRiskRole = call.Caller.Role >= Role.Risk,
        };

        // All that is decided on; an id that was made here would make each order another one.
        NewOrderSingle key = statesId ? order : order with { ClOrdId = default };
        PreviewCache cache = call.Services.Previews;
        PreviewResult? known = cache.Find(key);
        PreviewResult result = known ?? Evaluate(call, order);
        if (known is null) cache.Add(key, result);
        await call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteBoolean("allowed", result.Reason == DenyReason.None);
            json.WriteString("code", result.Reason == DenyReason.None ? null : Words.Of(result.Reason));
            json.WriteString("detail", result.Reason == DenyReason.None ? null
                : result.Detail ?? Denials.Detail(result.Reason));
            json.WriteNumber("evaluated_seq", result.Seq);
            json.WriteBoolean("cached", known is not null);
            json.WriteEndObject();
        });
    }

    private static PreviewResult Evaluate(ApiCall call, NewOrderSingle order)
    {
        DeskCheck check = new(call.Now, InputSource.Http);
        return call.Services.Read(replica =>
        {
            DenyReason reason = check.Check(replica, order, out string? detail);
            return new PreviewResult(reason, detail, replica.Seq);
        });
    }

    private static async Task Purge(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        int? capacity = fields.Whole("capacity", 0, PreviewCache.CapacityMax);
        int? ttl = fields.Whole("ttl_ms", 0, TtlMsMax);
        fields.End();
        PreviewCache cache = call.Services.Previews;
        PreviewCacheState before = cache.Read();
        if (capacity is not null || ttl is not null)
            cache.Resize(capacity ?? before.Capacity, ttl is { } ms ? TimeSpan.FromMilliseconds(ms) : before.Ttl);
        int purged = cache.Purge();
        await call.Record(Text(before), Text(cache.Read()));
        await Write(call, purged);
    }

    private static string Text(PreviewCacheState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"entries={state.Entries} capacity={state.Capacity} ttl_ms={(long)state.Ttl.TotalMilliseconds}");

    private static Task Show(ApiCall call) => Write(call, purged: null);

    private static Task Write(ApiCall call, int? purged) => call.Read((json, _) =>
    {
        PreviewCacheState state = call.Services.Previews.Read();
        json.WriteStartObject();
        if (purged is { } count) json.WriteNumber("purged", count);
        json.WriteNumber("entries", state.Entries);
        json.WriteNumber("capacity", state.Capacity);
        json.WriteNumber("ttl_ms", (long)state.Ttl.TotalMilliseconds);
        json.WriteNumber("hits", state.Hits);
        json.WriteNumber("misses", state.Misses);
        json.WriteNumber("skipped", state.Skipped);
        json.WriteEndObject();
    });
}
