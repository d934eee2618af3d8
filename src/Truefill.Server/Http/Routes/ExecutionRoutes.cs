using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Http.Body;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>
/// Executions put in by hand or by program. What cannot be booked becomes a dead letter with its bytes.
/// </summary>
internal static class ExecutionRoutes
{
    /// <summary>The reason of what a program puts in with the message alone.</summary>
    private const string Unstated = "put in over HTTP";

    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/api/v1/executions", Role.Trader, "Puts a normalised execution in; ?reason= or a field says why.",
            Inject)
        {
            Query = [QueryFields.Reason, QueryFields.By], Body = ExecutionBody.Forms, Success = 201, Also = [200],
            Accounts = AccountRule.Filtered,
        },
    ];

    /// <summary>Puts the bytes in, whatever they are; the answer says what became of them.</summary>
    /// <param name="venue">Whose ExecID(17) it is where the bytes name no venue; empty: one of what is put in.</param>
    /// <param name="sent">What that venue sent of it, which may tell its trade date.</param>
    internal static async Task<(Answer Answer, string ExecId, int Ignored)> Put(
        ApiCall call,
        ReadOnlyMemory<byte> raw,
        string? reason,
        string? by,
        string venue = "",
        ReadOnlyMemory<byte> sent = default)
    {
        (InputKind kind, object body, int ignored) = Read(raw, reason, by);
        if (body is NormalisedExecution execution)
        {
            body = OfVenue(call, execution, venue, sent);
            (reason, by) = (execution.Reason, execution.By);
        }

        // The facts of a trade do not say on whose word it is booked.
        AuditEntry audit = call.Audit(after: Said(reason, by));
        Answer answer = call.Caller.Accounts is { } own
            ? await PutOwn(call, own, RequireOwn(call, own, body), audit, raw)
            : await call.Ask(kind, body, audit, raw, InputSource.Injected);
        return (answer, (body as NormalisedExecution)?.ExecId.ToString() ?? "", ignored);
    }

    private static string? Said(string? reason, string? by) => (reason, by) switch
    {
        (null, null) => null,
        (_, null) => $"reason={reason}",
        (null, _) => $"by={by}",
        _ => $"by={by} reason={reason}",
    };

    internal static ApiException DeadLetter(ApiServices services, int id)
    {
        DeadLetterEntry letter = services.Context.Engine.Read(replica => replica.Index.DeadLetters[id - 1]);
        return new ApiException(
            422, Words.Of(letter.Reason), $"{letter.Detail} Kept as dead letter {id}: mend and replay it, or close it.")
        {
            Numbers = new Dictionary<string,
                long>(StringComparer.Ordinal)
            { ["dead_letter_id"] = id, ["seq"] = (long)letter.Seq },
        };
    }

    // Under the id that the venue's own messages give it: those would be booked beside it, and a bust would never find
    // its trade.
    private static NormalisedExecution OfVenue(
        ApiCall call, NormalisedExecution execution, string venue, ReadOnlyMemory<byte> sent)
    {
        string of = execution.Venue.Length > 0 ? execution.Venue : venue;
        if (of.Length == 0) return execution;
        ReadOnlyMemory<byte> message = of == venue ? sent : default;
        int scope = call.Services.Context.RawReplay?.ScopeOf(of, execution.TransactTime, message.Span) ?? 0;
        return execution with { Venue = of, Scope = scope };
    }

    private static async Task Inject(ApiCall call)
    {
        byte[] raw = await JsonBody.Bytes(call.Context);
        (Answer answer, string execId, int ignored) =
            await Put(call, raw, call.Query("reason") ?? Unstated, call.ByIfNamed(call.Query("by")));
        if (answer.Outcome == InputOutcome.DeadLettered) throw DeadLetter(call.Services, answer.DeadLetter);
        await call.Read(
            (json, _) => ExecutionResultView.Write(json, answer, execId, ignored),
            answer.Outcome == InputOutcome.Applied ? 201 : 200);
    }

    // Whose the trades are is looked at where nothing can come between that and the booking: on the engine's thread.
    private static async Task<Answer> PutOwn(
        ApiCall call, AccountScope own, NormalisedExecution execution, AuditEntry of, ReadOnlyMemory<byte> raw)
    {
        string? refusal = null;
        AuditEntry audit = of with
        {
            Forbids = books => refusal = OwnExecutions.Refusal(books, own, execution, InputSource.Injected),
        };
        Answer answer = await call.Ask(InputKind.NormalisedExecution, execution, audit, raw, InputSource.Injected);
        return refusal switch
        {
            null => answer,
            OwnExecutions.VenuesOwn => throw new ApiException(
                403, refusal,
                $"The token is for some accounts only, and all of them trade at {execution.Venue}: leave 'venue' out."),
            OwnExecutions.Taken => throw ApiException.Conflict(
                refusal, $"ExecID(17) {execution.ExecId} stands for another account's execution: give another one."),
            OwnExecutions.OthersContract => throw ApiException.Conflict(
                refusal,
                $"What {execution.Symbol} means holds for all accounts: its multiplier and currency are for the "
                + "configuration ('instruments'), or for a token of all accounts, to state."),
            _ => throw ApiException.NotFound(
                refusal, $"No trade of the token's accounts is booked here under ExecID(17) {execution.ExecRefId}."),
        };
    }

    // It becomes the business of no account of the caller's: not even as a dead letter.
    private static NormalisedExecution RequireOwn(ApiCall call, AccountScope own, object body)
    {
        if (body is not NormalisedExecution execution)
            throw ApiException.BadRequest("invalid_field", "Without an account that can be read nothing is taken.");
        if (execution.Account.Length == 0 || !own.Has(execution.Account))
            _ = call.AccountFor(execution.Account.Length == 0 ? "\0" : execution.Account);
        return execution;
    }

    private static (InputKind Kind, object Body, int Ignored) Read(ReadOnlyMemory<byte> raw, string? reason, string? by)
    {
        try
        {
            BodyFields fields = new(JsonBody.Parse(raw)) { TakesExponents = true };
            NormalisedExecution execution = ExecutionBody.Read(fields, reason, by, out int ignored);
            return (InputKind.NormalisedExecution, execution, ignored);
        }
        catch (ApiException e)
        {
            DeadLetterReason why = e.Code switch
            {
                "malformed_json" => DeadLetterReason.Malformed,
                "missing_field" => DeadLetterReason.MissingField,
                _ => DeadLetterReason.InvalidValue,
            };
            return (InputKind.Malformed, new MalformedInput(why, e.Message), 0);
        }
    }
}
