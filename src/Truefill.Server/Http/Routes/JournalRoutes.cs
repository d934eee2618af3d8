using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Truefill.Server.Http.Lists;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>The journal's records as they are.</summary>
internal static class JournalRoutes
{
    private const int LimitDefault = 100;

    /// <summary>Of a list of sequences: the last one of the page before.</summary>
    internal static readonly ApiField Cursor =
        ApiField.Sequence("cursor") with { Note = "The 'next' of the page before, in place of 'after_seq'." };

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/journal", Role.Viewer,
            "Durable records behind ?after_seq=: inputs and the facts they caused.", List)
        {
            Query = [QueryFields.AfterSeq, Cursor, Paging.LimitOf(LimitDefault)], Accounts = AccountRule.Filtered,
        },
    ];

    /// <summary>Where a list of sequences goes on: <c>next</c> of the page before is the last sequence on it.</summary>
    internal static ulong AfterSeqOrCursor(ApiCall call)
    {
        if (call.Query("cursor") is not { } cursor) return AfterSeq(call);
        if (call.Query("after_seq") is not null)
            throw ApiException.BadRequest(
                "invalid_parameter", "?cursor= and ?after_seq= say the same; give one of them.");
        if (ulong.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seq)) return seq;
        throw ApiException.BadRequest("invalid_cursor", $"?cursor={cursor}: use 'next' of the page before.");
    }

    internal static ulong AfterSeq(ApiCall call)
    {
        if (call.Query("after_seq") is not { } text) return 0;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seq)) return seq;
        throw ApiException.BadRequest("invalid_parameter", $"?after_seq={text}: use a sequence number.");
    }

    private static Task List(ApiCall call)
    {
        ulong after = AfterSeqOrCursor(call);
        int limit = call.QueryLimit(Paging.LimitMax);
        ulong durable = call.Services.Read(static replica => replica.Seq);
        IReadOnlyList<CopiedBlock> blocks = call.Services.Journal.Read(after, durable, limit);
        return call.Read((json, replica) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            using JournalRows rows = new(json, replica, call.Caller.Accounts);
            ulong last = after;
            int left = limit;
            foreach (CopiedBlock block in blocks)
            {
                ulong written = rows.Write(block.Records, block.FirstSeq, block.Count, after + 1, left);
                if (written == 0) continue;
                left -= (int)(written - System.Math.Max(last, block.FirstSeq - 1));
                last = written;
            }

            json.WriteEndArray();
            if (last < durable) json.WriteString("next", last.ToString(CultureInfo.InvariantCulture));
            else json.WriteNull("next");
            json.WriteEndObject();
        });
    }
}
