using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

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
