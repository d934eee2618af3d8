using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Fix.Tests.Interop;

namespace Truefill.Process.Tests;

/// <summary>The books of a running service beside those of the program on the other side of its FIX session.</summary>
internal static class FixBooks
{
    /// <summary>Three looks in a row find the service's positions to be the desk's books.</summary>
    public static async Task UntilSame(Client api, string url, DeskProcess desk)
    {
        string ours = "";
        int same = 0;
        await Eventually.Holds(
            async () =>
            {
                // What is still on its way has time to come.
                if (same > 0) await Task.Delay(200);
                ours = await BooksAsync(api, url);
                same = ours == desk.Books && ours.Length > 0 ? same + 1 : 0;
                return same == 3;
            },
            () => $"the same books\nours\n{ours}desk\n{desk.Books}{string.Join('\n', desk.Errors)}");
    }

    private static async Task<string> BooksAsync(Client api, string url)
    {
        JsonElement positions = await api.GetAsync(url, "api/v1/positions?limit=500");
        return string.Concat(positions.GetProperty("items").EnumerateArray()
            .Select(p => string.Create(
                CultureInfo.InvariantCulture,
                $"{p.GetProperty("account").GetString()}|{p.GetProperty("symbol").GetString()}|{p.GetProperty("qty").GetString()}|{decimal.Parse(p.GetProperty("net_cash").GetString()!, CultureInfo.InvariantCulture):0.00######}\n"))
            .Order(StringComparer.Ordinal));
    }
}
