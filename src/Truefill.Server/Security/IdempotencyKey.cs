using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Truefill.Server.Http;
using Truefill.Server.Http.Body;

namespace Truefill.Server.Security;

/// <summary>A POST with an Idempotency-Key: done once, and answered the same way again.</summary>
internal static class IdempotencyKey
{
    public const string Replayed = "Idempotent-Replayed";
    public const int LengthMax = 256;

    /// <summary>Null: the request has none.</summary>
    public static string? Of(HttpContext context)
    {
        StringValues key = context.Request.Headers["Idempotency-Key"];
        if (key.Count == 0) return null;
        if (key.Count == 1 && key[0] is { Length: > 0 and <= LengthMax } text) return text;
        throw ApiException.BadRequest(
            "invalid_idempotency_key", $"Idempotency-Key is one text of 1 to {LengthMax} characters.");
    }

    /// <summary>The key stands for another request.</summary>
    public static ApiException Reused() => ApiException.Conflict(
        "idempotency_key_reused", "This Idempotency-Key was used with another body; take a new one.");

    public static async Task Answer(ApiCall call, ApiRoute route, string key)
    {
        HttpContext context = call.Context;
        if (call.Services.Ledger is not { } ledger)
        {
            await route.Handle(call);
            return;
        }

        byte[] body = await JsonBody.Bytes(context);
        context.Request.Body = new MemoryStream(body, writable: false);
        string target = context.Request.Path + context.Request.QueryString;
        string scope = $"{call.Caller.Name}\n{call.Caller.RoleText}\n{target}\n{key}";
        string content = Convert.ToHexString(SHA256.HashData(body));
        IdempotencyLedger.Claim claim = ledger.Begin(scope, content);
        while (!claim.IsFirst)
        {
            if (!claim.IsSame) throw Reused();
            if (await claim.Entry.Answer.WaitAsync(context.RequestAborted) is { } kept)
            {
                await Repeat(context, kept);
                return;
            }

            claim = ledger.Begin(scope, content);
        }

        await First(call, route, ledger, claim.Entry);
    }

    // What went wrong at our end, or was only too much at the time, may be tried again.
    private static bool Counts(int status) => status is < 500 and not (401 or 403 or 408 or 429);

    private static async Task First(
        ApiCall call, ApiRoute route, IdempotencyLedger ledger, IdempotencyLedger.Entry entry)
    {
        HttpContext context = call.Context;
        HttpResponse response = context.Response;
        Stream wire = response.Body;
        CancellationToken aborted = context.RequestAborted;
        using MemoryStream written = new();
        KeptAnswer? kept = null;
        response.Body = written;

        // Who comes again is to get this answer, also where nobody waits for it now.
        context.RequestAborted = CancellationToken.None;
        try
        {
            await HttpApi.Handle(call, route);
            if (Counts(response.StatusCode))
                kept = new KeptAnswer(
                    response.StatusCode, response.ContentType, response.Headers[ApiCall.SeqHeader],
                    response.Headers.Location,
                    written.Length <= IdempotencyLedger.BodyMax ? written.ToArray() : null);
        }
        finally
        {
            response.Body = wire;
            context.RequestAborted = aborted;
            ledger.End(entry, kept);
        }

        await wire.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), aborted);
    }

    private static async Task Repeat(HttpContext context, KeptAnswer kept)
    {
        if (kept.Body is not { } body)
            throw ApiException.Conflict(
                "answer_not_kept", "This was done, and its answer was too long to be kept; read what became of it.");
        HttpResponse response = context.Response;
        response.StatusCode = kept.Status;
        response.ContentType = kept.ContentType;
        response.ContentLength = body.Length;
        response.Headers[Replayed] = "true";
        if (kept.Seq is not null) response.Headers[ApiCall.SeqHeader] = kept.Seq;
        if (kept.Location is not null) response.Headers.Location = kept.Location;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
