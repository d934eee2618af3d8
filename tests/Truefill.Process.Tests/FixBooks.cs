using System;
using System.Diagnostics;
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
        Stopwatch watch = Stopwatch.StartNew();
        for (int same = 0; same < 3;)
        {
            ours = await BooksAsync(api, url);
            same = ours == desk.Books && ours.Length > 0 ? same + 1 : 0;
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"ours\n{ours}desk\n{desk.Books}{string.Join('\n', desk.Errors)}");
            await Task.Delay(200);
        }
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
