using System;
using System.IO;
using System.IO.Compression;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Prices;

/// <summary>
/// Prints from a CSV file with the columns <c>time_utc,symbol,price,size</c>, read as it goes; <c>.gz</c> is unpacked.
/// </summary>
public sealed class CsvPrices : IPrintSource
{
    private const string Header = "time_utc,symbol,price,size";

    private readonly TextReader reader;
    private readonly string name;
    private int lineNumber = 1;
    private TradePrint next;
    private bool hasNext;
    private readonly long shift;
    private string symbol = "";

    /// <param name="name">What an error calls the text.</param>
    /// <param name="startsAt">
    /// The first print comes at this time and the others at their distance from it; null: at the times of the file.
    /// </param>
    /// <exception cref="InvalidDataException">The header or the first line does not read.</exception>
    public CsvPrices(TextReader reader, string name, UtcNanos? startsAt = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        this.reader = reader;
        this.name = name;
        string? header = reader.ReadLine()?.TrimStart('\uFEFF').Replace(" ", "", StringComparison.Ordinal);
        if (header != Header) throw new InvalidDataException($"{name}:1: the header has to be {Header}");
        Read();
        if (!hasNext || startsAt is not { } start) return;
        shift = start.Value - next.Time.Value;
        next = next with { Time = start };
    }

    /// <exception cref="InvalidDataException">The header or the first line does not read.</exception>
    public static CsvPrices Open(string path, UtcNanos? startsAt = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Stream file = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            file = new GZipStream(file, CompressionMode.Decompress);
        return new CsvPrices(new StreamReader(file), path, startsAt);
    }

    /// <summary>The line that does not read, and why: nothing behind it is read.</summary>
    public string? Failure { get; private set; }

    public bool TryPeek(out TradePrint print)
    {
        print = next;
        return hasNext;
    }

    public void Take()
    {
        if (!hasNext) return;
        hasNext = false;
        try
        {
            Read();
        }
        catch (InvalidDataException e)
        {
            Failure = e.Message;
        }
    }

    public void Dispose() => reader.Dispose();

    private void Read()
    {
        string? line;
        do
        {
            lineNumber++;
            line = ReadLine();
        }
        while (line is { Length: 0 });
        if (line is null) return;
        TradePrint print = Parse(line);
        print = print with { Time = print.Time.AddNanos(shift) };
        if (print.Time < next.Time) throw Wrong("the time goes back", line);
        next = print;
        hasNext = true;
    }

    // A packed file may be cut or damaged in the middle.
    private string? ReadLine()
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new InvalidDataException($"{name}:{lineNumber}: {e.Message}", e);
        }
    }

    private TradePrint Parse(string line)
    {
        Span<Range> fields = stackalloc Range[5];
        ReadOnlySpan<char> text = line;
        if (text.Split(fields, ',', StringSplitOptions.TrimEntries) != 4) throw Wrong("a line has four fields", line);
        if (!UtcNanos.TryParse(line[fields[0]], out UtcNanos time)) throw Wrong("time_utc is no time", line);
        ReadOnlySpan<char> named = text[fields[1]];
        if (named.IsEmpty) throw Wrong("symbol is missing", line);
        if (!named.SequenceEqual(symbol)) symbol = named.ToString();
        if (Px.TryParse(text[fields[2]], out Px price) != NumberError.None) throw Wrong("price is no price", line);
        if (Qty.TryParse(text[fields[3]], out Qty size) != NumberError.None || !size.IsPositive)
            throw Wrong("size is no positive quantity", line);
        return new TradePrint(time, symbol, price, size);
    }

    private InvalidDataException Wrong(string why, string line) => new($"{name}:{lineNumber}: {why}: {line}");
}
