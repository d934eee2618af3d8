using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Reading;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Writing;

/// <summary>Opening lots, in requests well below the bound of a body. Again is a duplicate, by reference.</summary>
internal sealed class PositionsImportHandler : IHandler<PositionsImportOptions>
{
    private const int LotsPerRequest = 1000;

    public async Task<ExitCode> RunAsync(
        PositionsImportOptions options, CommandContext context, CancellationToken cancel)
    {
        IReadOnlyList<JsonElement> lots = LotFile.Parse(InputFile.Read(options.File, context), options.File);
        using ApiClient client = context.Service();
        string? by = Acting.Person(context, client);
        string reason = options.Reason ?? $"import of {System.IO.Path.GetFileName(options.File)}";
        long imported = 0, duplicates = 0;
        foreach (JsonElement[] some in lots.Chunk(LotsPerRequest))
        {
            ApiAnswer answer = await client.PostAsync(
                "positions/import", writer => Write(writer, some, reason, by), cancel);
            imported += answer.Body.GetProperty("imported").GetInt64();
            duplicates += answer.Body.GetProperty("duplicates").GetInt64();
        }

        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("imported", imported);
                writer.WriteNumber("duplicates", duplicates);
                writer.WriteEndObject();
            },
            new TextTable([new("imported", Right: true), new("duplicates", Right: true)])
                .Add(imported.ToString(), duplicates.ToString())));
        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement[] lots, string reason, string? by)
    {
        writer.WriteStartObject();
        writer.WriteString("reason", reason);
        writer.Stated("by", by);
        writer.WriteStartArray("items");
        foreach (JsonElement lot in lots) lot.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

/// <summary>The execution's bytes go through untouched: what cannot be booked is kept as it came.</summary>
internal sealed class InjectHandler : IHandler<InjectOptions>
{
    public async Task<ExitCode> RunAsync(InjectOptions options, CommandContext context, CancellationToken cancel)
    {
        byte[] raw = InputFile.Read(options.File, context);
        if (raw.AsSpan().TrimStart(" \t\r\n"u8).IsEmpty)
            throw new CliException(ExitCode.Usage, "the file is empty", options.File);
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            "executions",
            writer => writer.WriteRawValue(raw, skipInputValidation: true),
            cancel,
            ("reason", options.Reason),
            ("by", Acting.Person(context, client)));
        context.Output.Write(new CommandResult(
            answer.WriteTo, JsonTable.Fields(answer.Body, "exec_id", "outcome", "seq", "ignored_fields")));
        return ExitCode.Ok;
    }
}

/// <summary>A price of a symbol. A pair of currencies that nothing is held in is a rate.</summary>
internal sealed class MarksSetHandler : IHandler<MarksSetOptions>
{
    private const int CodeLength = 3;

    // Six letters can be a symbol too, so only codes that are traded against each other make a pair.
    private static readonly HashSet<string> Currencies = new(StringComparer.Ordinal)
    {
        "AED", "AUD", "BRL", "CAD", "CHF", "CLP", "CNH", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR",
        "ILS", "INR", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY",
        "TWD", "USD", "VND", "ZAR",
    };

    public async Task<ExitCode> RunAsync(MarksSetOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        string pair = options.Symbol.Replace("/", "", StringComparison.Ordinal);
        bool isRate = pair.Length == 2 * CodeLength
            && Currencies.Contains(pair[..CodeLength]) && Currencies.Contains(pair[CodeLength..])
            && !await IsHeld(client, options.Symbol, cancel);
        ApiAnswer marks = await client.PostAsync(
            "marks",
            writer =>
            {
                writer.WriteStartObject();
                if (isRate)
                {
                    writer.WriteString("from", pair[..CodeLength]);
                    writer.WriteString("to", pair[CodeLength..]);
                    writer.WriteDecimal("rate", options.Px.Value);
                }
                else
                {
                    writer.WriteString("symbol", options.Symbol);
                    writer.WriteDecimal("price", options.Px.Value);
                }

                writer.Stated("time", options.Time);
                writer.WriteEndObject();
            },
            cancel);
        MarksListHandler.Write(marks, context);
        return ExitCode.Ok;
    }

    private static async Task<bool> IsHeld(ApiClient client, string symbol, CancellationToken cancel)
    {
        ApiAnswer positions = await client.GetAsync("positions", cancel, ("symbol", symbol), ("limit", "1"));
        return positions.Body.GetProperty("items").GetArrayLength() > 0;
    }
}
