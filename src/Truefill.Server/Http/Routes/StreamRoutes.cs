using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Truefill.Domain.Names;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Security;

namespace Truefill.Server.Http.Routes;

/// <summary>Events as they become durable.</summary>
internal static class StreamRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/stream", Role.Viewer,
            "Server-sent events; Last-Event-ID or ?after_seq= resumes without loss.", Stream)
        {
            Query = [QueryFields.AfterSeq, ApiField.WordList("events", StreamFilter.All), QueryFields.Account],
            Produces = "text/event-stream", IsStream = true,
            Accounts = AccountRule.Filtered,
        },
    ];

    private static async Task Stream(ApiCall call)
    {
        HttpContext context = call.Context;
        EventFeed feed = call.Services.Feed;
        ulong? after = ResumeAfter(call);
        StreamFilter filter = FilterOf(call);
        if (feed.TryJoin(call.Caller) is { } full)
            throw new ApiException(503, "too_many_streams", $"There is no place: {full}; close one.");
        using TokenLife life = new(call.Caller, () => call.Services.TimeOfDay, context.RequestAborted);
        try
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers[ApiCall.SeqHeader] = feed.CoveredSeq.ToString(CultureInfo.InvariantCulture);
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

            // A slow reader is dealt with by the stream itself, which lets it resume.
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
            SseWriter writer = new(context, feed.Options.WriteTimeout);
            await new StreamSession(feed, writer, filter).Run(after, life.End);
        }
        catch (OperationCanceledException) when (life.HasExpired)
        {
            throw new ApiException(401, "unauthenticated", "The token has expired.");
        }
        catch (OperationCanceledException)
        {
            // Gone, or too slow for too long: it comes back with its last id.
            context.Abort();
        }
        finally
        {
            feed.Leave(call.Caller);
        }
    }

    private static ulong? ResumeAfter(ApiCall call)
    {
        // A browser that reconnects repeats the first address and adds how far it has come since.
        string? id = call.Context.Request.Headers["Last-Event-ID"];
        if (string.IsNullOrEmpty(id)) return call.Query("after_seq") is null ? null : JournalRoutes.AfterSeq(call);
        if (ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seq)) return seq;
        throw ApiException.BadRequest(
            "invalid_parameter", "Last-Event-ID is the id of an event of this stream: a sequence number.");
    }

    private static StreamFilter FilterOf(ApiCall call)
    {
        HashSet<string>? names = null;
        if (call.Query("events") is { } text)
        {
            names = new HashSet<string>(text.Split(','), StringComparer.Ordinal);
            if (names.FirstOrDefault(name => !StreamFilter.All.Contains(name, StringComparer.Ordinal)) is { } unknown)
                throw ApiException.BadRequest(
                    "invalid_parameter", $"?events={unknown}: use {string.Join(", ", StreamFilter.All)}.");
        }

        string? account = call.Query("account");
        if (account is null && call.Caller.Accounts is null) return new StreamFilter(names, null, null);

        // An account can get its handle while the stream is open, and keeps it: looked up until it is known.
        ConcurrentDictionary<int, bool> known = new();
        return new StreamFilter(names, books => call.Accounts(books, account), MaySee)
        {
            HidesAlerts = call.Caller.Accounts is not null,
        };

        bool MaySee(AccountId each) => known.TryGetValue(each.Value, out bool may)
            ? may
            : known[each.Value] = call.Services.Context.Engine.Read(r => call.Accounts(r.Books, account).Takes(each));
    }
}
