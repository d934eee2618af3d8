using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Truefill.Fix.Desk;

/// <summary>account|symbol|position|net cash, as one side of a session sees them.</summary>
internal sealed class Books
{
    private readonly SortedDictionary<string, (long Position, decimal Cash)> books = new(StringComparer.Ordinal);

    /// <summary>A negative quantity takes a trade back.</summary>
    public void Trade(string account, string symbol, char side, long quantity, decimal price)
    {
        var bought = side == '1' ? quantity : -quantity;
        var (position, cash) = books.GetValueOrDefault($"{account}|{symbol}");
        books[$"{account}|{symbol}"] = (position + bought, cash - (bought * price));
    }

    public void Write(string folder) => Replace(Path.Combine(folder, "books"), books.Select(book =>
        string.Create(CultureInfo.InvariantCulture, $"{book.Key}|{book.Value.Position}|{book.Value.Cash:F2}")));

    /// <summary>All of it or nothing: the reader may come at any time.</summary>
    public static void Replace(string path, IEnumerable<string> lines)
    {
        File.WriteAllText(path + ".new", string.Concat(lines.Select(line => line + "\n")));
        File.Move(path + ".new", path, overwrite: true);
    }
}
