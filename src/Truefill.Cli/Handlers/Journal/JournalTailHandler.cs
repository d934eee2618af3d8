using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>The newest records, from the service or, with --state-dir, from the files.</summary>
internal sealed class JournalTailHandler : IHandler<JournalTailOptions>
{
    private const long DefaultLimit = 20;
    private const long PageMax = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Shown = ["seq", "time", "type"];

    public async Task<ExitCode> RunAsync(
        JournalTailOptions options, CommandContext context, CancellationToken cancel)
    {
        using CancellationTokenSource read = context.WhileRead(cancel);
        RowStream rows = context.Output.Rows(new("seq", true), new("time"), new("type"), new("what"));
        if (context.Globals.IsOffline)
        {
            using var offline = new OfflineTail(StatePlace.Of(context));
            await Run(offline.Read, options, rows, read.Token);
        }
        else
        {
            using ApiClient service = context.Service();
            await Run((after, limit) => Ask(service, after, limit, cancel), options, rows, read.Token);
        }

        return ExitCode.Ok;
    }

    /// <summary>Gives the records behind a sequence, at most so many, and the last durable sequence.</summary>
    internal delegate Task<(JsonElement[] Items, long Durable)> Reader(long after, int limit);

    private static async Task Run(Reader read, JournalTailOptions options, RowStream rows, CancellationToken cancel)
    {
        long left = options.Limit ?? (options.AfterSeq is null ? DefaultLimit : long.MaxValue);
        long after = options.AfterSeq ?? Math.Max(0, (await read(0, 1)).Durable - left);
        while (true)
        {
            (JsonElement[] items, _) = await read(after, (int)Math.Min(left, PageMax));
            foreach (JsonElement item in items)
            {
                Write(rows, item);
                after = item.GetProperty("seq").GetInt64();
                if (!options.Follow) left--;
            }

            if (items.Length > 0 && left > 0) continue;
            if (!options.Follow) return;
            left = long.MaxValue;
            await Task.Delay(Pause, cancel);
        }
    }

    private static async Task<(JsonElement[] Items, long Durable)> Ask(
        ApiClient service, long after, int limit, CancellationToken cancel)
    {
        ApiAnswer answer = await service.GetAsync(
            "journal", cancel, ("after_seq", Text(after)), ("limit", Text(limit)));
        return ([.. answer.Body.GetProperty("items").EnumerateArray()], answer.Seq ?? 0);
    }

    private static void Write(RowStream rows, JsonElement item)
    {
        // What is not in a column of its own is told as name=value.
        string rest = string.Join(' ', item.EnumerateObject()
            .Where(field => !Shown.Contains(field.Name, StringComparer.Ordinal)
                && field.Value.ValueKind != JsonValueKind.Null)
            .Select(field => $"{field.Name}={field.Value}"));
        rows.Write(item.WriteTo, item.GetProperty("seq").ToString(), item.GetProperty("time").ToString(),
            item.GetProperty("type").ToString(), rest);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
