using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Truefill.Cli.Api;

/// <summary>The pages of a list of the API, one after the other.</summary>
internal static class ApiPages
{
    /// <summary>The most rows that the service puts on one page.</summary>
    private const int PageMax = 1000;

    /// <param name="rows">No more than so many; null: all there are.</param>
    public static async IAsyncEnumerable<ApiAnswer> ReadAsync(
        ApiClient client,
        string path,
        long? rows,
        [EnumeratorCancellation] CancellationToken cancel,
        params (string Name, string? Value)[] query)
    {
        string? cursor = null;
        for (long left = rows ?? long.MaxValue; left > 0;)
        {
            string limit = Math.Min(PageMax, left).ToString(CultureInfo.InvariantCulture);
            ApiAnswer page = await client.GetAsync(path, cancel, [.. query, ("limit", limit), ("cursor", cursor)]);
            yield return page;
            cursor = page.Body.GetProperty("next").GetString();
            if (cursor is null) yield break;
            left -= page.Body.GetProperty("items").GetArrayLength();
        }
    }
}
