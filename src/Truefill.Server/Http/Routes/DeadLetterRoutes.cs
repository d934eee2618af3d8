using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Truefill.Domain.Intake;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What could not be applied: look at it, mend and replay it, or close it in a person's name.</summary>
internal static class DeadLetterRoutes
{
    private static readonly string[] States = ["all", "open", "closed", "replayed"];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/deadletters", Role.Viewer,
            "Dead letters, oldest first; ?state= takes open, closed or replayed.", List)
        {
            Query =
            [
                .. Paging.Parameters, ApiField.Word("state", States), ApiField.Text("source"), QueryFields.Since,
            ],
        },
        new("GET", "/api/v1/deadletters/{id}", Role.Viewer, "One dead letter with all its bytes.", Show),
        new("POST", "/api/v1/deadletters/{id}/close", Role.Trader, "Done with it, for a reason.", Close)
        {
            Body = new(ApiField.Required("reason"), QueryFields.By),
        },
        new("POST", "/api/v1/deadletters/{id}/replay", Role.Trader,
            "Puts its bytes in again, as they were or as mended.", Replay)
        {
            Body = new(
                ApiField.Required("reason"), QueryFields.By, ApiField.Bytes("raw"), ApiField.Text("raw_text"))
            {
                Note = "Mended bytes as 'raw' or as 'raw_text', not both; without them, those that came. "
                    + "A FIX message may have | for SOH.",
            },
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        string? source = call.Query("source");
        UtcNanos since = call.QueryTime("since");
        string? state = call.Query("state");
        if (state is not null && !States.Contains(state, StringComparer.Ordinal))
            throw ApiException.BadRequest(
                "invalid_parameter", $"?state={state}: use one of {string.Join(", ", States)}.");

        // The page first: bytes may have to be read from the journal, and nothing waits for that.
        List<DeadLetterEntry> page = [];
        string? next = call.Services.Read(replica => paging.Take(replica.Index.DeadLetters.Count, id =>
        {
            DeadLetterEntry letter = replica.Index.DeadLetters[id - 1];
            if ((source is not null && letter.Source != source) || !IsIn(state, letter)) return false;
            if (letter.ReceivedAt < since) return false;
            page.Add(letter);
            return true;
        }));
        byte[][] raw = [.. page.Select(letter => FirstOf(call, letter))];
        return call.Read((json, _) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            for (int i = 0; i < page.Count; i++) DeadLetterView.Write(json, page[i], raw[i]);
            json.WriteEndArray();
            json.WriteString("next", next);
            json.WriteEndObject();
        });
    }

    private static bool IsIn(string? state, DeadLetterEntry letter) => state switch
    {
        "open" => letter.IsOpen,
        "replayed" => letter.Replayed,
        "closed" => !letter.IsOpen,
        _ => true,
    };

    private static Task Show(ApiCall call)
    {
        DeadLetterEntry letter = Find(call);
        byte[] raw = RawOf(call, letter);
        return call.Read((json, _) => DeadLetterView.Write(json, letter, raw));
    }

    private static async Task Close(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        DeadLetterEntry letter = Find(call);
        string by = call.By(fields.Text("by"));
        string reason = fields.Required("reason");
        fields.End();
        byte[] raw = RawOf(call, letter);
        await Settle(call, letter.Id, replayed: false, by, reason);
        await call.Read((json, replica) => DeadLetterView.Write(json, replica.Index.DeadLetters[letter.Id - 1], raw));
    }

    private static async Task Replay(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        DeadLetterEntry letter = Find(call);
        string by = call.By(fields.Text("by"));
        string reason = fields.Required("reason");
        byte[]? mended = Mended(fields);
        fields.End();
        if (!letter.IsOpen) throw ApiException.Conflict("not_open", $"Dead letter {letter.Id} is done with already.");
        byte[] raw = RawOf(call, letter);
        Answer answer = await PutAgain(call, letter, mended ?? WholeOf(call, letter), mended is not null, by, reason);
        if (answer.Outcome == InputOutcome.DeadLettered)
        {
            // It failed again, as one of its own: the first is done with, or the same bytes would be listed twice.
            await Settle(
                call, letter.Id, replayed: true, by, $"{reason} (again refused, as dead letter {answer.DeadLetter})");
            throw ExecutionRoutes.DeadLetter(call.Services, answer.DeadLetter);
        }

        await Settle(call, letter.Id, replayed: true, by, reason);
        await call.Read((json, replica) => ReplayView.Write(
            json, answer, replica.Index.DeadLetters[letter.Id - 1], raw));
    }

    // A person may write what any message says as a normalised execution. It keeps the ids of the venue that sent it,
    // so that the venue's own message counts as known, should it come after all.
    private static async Task<Answer> PutAgain(
        ApiCall call, DeadLetterEntry letter, byte[] raw, bool mended, string by, string reason)
    {
        bool isOwn = letter.Source is InputSource.Injected or InputSource.Http;
        if (isOwn || (mended && raw.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8)))
        {
            string venue = InputSource.VenueOf(letter.Source);
            byte[] sent = venue.Length > 0 ? RawOf(call, letter) : [];
            return (await ExecutionRoutes.Put(call, raw, reason, by, venue, sent)).Answer;
        }

        if (call.Services.Context.RawReplay?.Read(letter, raw, mended) is { } inputs) return await Ask(call, inputs);
        throw ApiException.Refused(
            "not_replayable",
            $"Nothing here can read what source '{letter.Source}' sends; give what it says as a normalised execution, "
            + "or close the dead letter.");
    }

    // Charges follow the report that they belong to.
    private static async Task<Answer> Ask(ApiCall call, IReadOnlyList<Input> inputs)
    {
        Answer? first = null;
        foreach (Input input in inputs)
        {
            Input audited = input;
            audited.Audit = call.Audit();
            Answer answer = await call.Services.Context.Engine.AskAsync(audited);
            first ??= answer;
        }

        return first!.Value;
    }

    private static byte[]? Mended(BodyFields fields)
    {
        string? base64 = fields.Text("raw");
        string? text = fields.Text("raw_text");
        if (base64 is not null && text is not null)
            throw ApiException.BadRequest("invalid_field", "Give either 'raw' (base64) or 'raw_text', not both.");
        if (text is not null) return Encoding.UTF8.GetBytes(text);
        if (base64 is null) return null;
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length)
            ? bytes[..length]
            : throw ApiException.BadRequest("invalid_field", "Field 'raw': not base64.");
    }

    private static async Task Settle(ApiCall call, int id, bool replayed, string by, string reason)
    {
        Answer answer = await call.Ask(InputKind.CloseDeadLetter, new CloseDeadLetter(id, replayed, by, reason));
        if (answer.Outcome != InputOutcome.Applied)
            throw ApiException.Conflict("not_open", $"Dead letter {id} is done with already.");
    }

    private static DeadLetterEntry Find(ApiCall call)
    {
        string text = call.Route("id");
        return call.Services.Read(replica =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && id >= 1 && id <= replica.Index.DeadLetters.Count
                ? replica.Index.DeadLetters[id - 1]
                : throw ApiException.NotFound("unknown_dead_letter", $"There is no dead letter '{text}'."));
    }

    private static byte[] RawOf(ApiCall call, DeadLetterEntry letter) =>
        call.Services.Journal.RawOf(letter, call.Services.Read(static replica => replica.Seq));

    private static byte[] FirstOf(ApiCall call, DeadLetterEntry letter) =>
        call.Services.Journal.FirstOf(letter, call.Services.Read(static replica => replica.Seq));

    private static byte[] WholeOf(ApiCall call, DeadLetterEntry letter)
    {
        byte[] raw = RawOf(call, letter);
        return raw.Length == letter.RawLength ? raw : throw ApiException.Conflict(
            "raw_archived",
            $"Dead letter {letter.Id} has {letter.RawLength} bytes, and all but the first {raw.Length} were archived "
            + "with their segment of the journal: give the bytes as 'raw'.");
    }
}
