using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Prices;

public class PriceTests
{
    private const string Header = "time_utc,symbol,price,size\n";

    [Fact]
    public void Equal_seeds_give_equal_prints_and_others_others()
    {
        Assert.Equal(Walk(7, 5000), Walk(7, 5000));
        Assert.NotEqual(Walk(7, 5000), Walk(8, 5000));
    }

    [Fact]
    public void The_built_in_market_prints_every_symbol_on_its_tick_within_seconds()
    {
        List<TradePrint> prints = Walk(42, 20_000);

        Assert.True(prints.Zip(prints.Skip(1)).All(pair => pair.First.Time <= pair.Second.Time));
        foreach (BuiltinSymbol symbol in BuiltinMarket.Symbols)
        {
            TradePrint[] own = [.. prints.Where(p => p.Symbol == symbol.Instrument.Symbol)];
            Assert.True(own[0].Time < Venue.Start.AddNanos(2 * UtcNanos.PerSecond), symbol.Instrument.Symbol);
            Assert.True(own.Select(p => p.Price).Distinct().Count() > 5, symbol.Instrument.Symbol);
            Assert.All(own, p =>
            {
                Assert.Equal(0, p.Price.Value % symbol.Instrument.Tick.Value);
                Assert.True(p.Size.IsPositive && p.Size.Value % symbol.SizeUnit.Value == 0);
                Assert.InRange(p.Price.Value, symbol.Start.Value / 2 - 1, symbol.Start.Value * 3 / 2);
            });
        }
    }

    [Fact]
    public void A_file_is_read_as_it_is()
    {
        using CsvPrices prices = new(new StringReader(
            Header + "2024-03-04T14:30:00.000000001Z,IBM,181.50,283\n\n2024-03-04T14:30:01Z,MSFT,-0.5,0.01\n"), "t.csv");

        Assert.Equal(
            ["2024-03-04T14:30:00.000000001Z IBM 181.5 283", "2024-03-04T14:30:01Z MSFT -0.5 0.01"],
            All(prices).Select(p => $"{p.Time} {p.Symbol} {p.Price} {p.Size}"));
    }

    [Fact]
    public void A_file_can_begin_now()
    {
        using CsvPrices prices = new(
            new StringReader(Header + "2024-03-04T14:30:00Z,IBM,181,1\n2024-03-04T14:30:07Z,IBM,182,1\n"), "t.csv", Venue.Start);

        Assert.Equal([Venue.Start, Venue.At(7000)], All(prices).Select(p => p.Time));
    }

    [Fact]
    public void A_packed_file_is_unpacked()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv.gz");
        try
        {
            using (GZipStream packed = new(File.Create(path), CompressionLevel.Fastest))
                packed.Write(Encoding.UTF8.GetBytes(Header + "2024-03-04T14:30:00Z,IBM,181,1\n"));
            using CsvPrices prices = CsvPrices.Open(path);
            Assert.Equal("IBM", All(prices).Single().Symbol);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("yesterday,IBM,181,1", "time_utc is no time")]
    [InlineData("2024-03-04T14:30:00Z,,181,1", "symbol is missing")]
    [InlineData("2024-03-04T14:30:00Z,IBM,1e2,1", "price is no price")]
    [InlineData("2024-03-04T14:30:00Z,IBM,181,0", "size is no positive quantity")]
    [InlineData("2024-03-04T14:30:00Z,IBM,181", "a line has four fields")]
    [InlineData("2024-03-04T14:29:59Z,IBM,181,1", "the time goes back")]
    public void A_line_that_does_not_read_is_named_and_nothing_behind_it_is_read(string line, string why)
    {
        using CsvPrices prices = new(
            new StringReader(
                Header + "2024-03-04T14:30:00Z,IBM,181,1\n" + line + "\n2024-03-04T14:30:02Z,IBM,182,1\n"),
            "t.csv");

        Assert.Null(prices.Failure);
        Assert.Equal(181m, Assert.Single(All(prices)).Price.Value);
        prices.Take();
        Assert.False(prices.TryPeek(out _));
        Assert.StartsWith($"t.csv:3: {why}", prices.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_that_was_cut_is_named()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv.gz");
        try
        {
            using (GZipStream packed = new(File.Create(path), CompressionLevel.Fastest))
            {
                packed.Write(Encoding.UTF8.GetBytes(Header));
                for (int i = 0; i < 20_000; i++)
                {
                    packed.Write(Encoding.UTF8.GetBytes(
                        $"2024-03-04T14:30:00Z,IBM,{181 + i * 7919 % 1000},{1 + i * 104729 % 997}\n"));
                }
            }

            // What the last bytes say is that it is whole; they do not read as anything else.
            byte[] whole = File.ReadAllBytes(path);
            whole.AsSpan(whole.Length / 2).Fill(0xFF);
            File.WriteAllBytes(path, whole);
            using CsvPrices prices = CsvPrices.Open(path);
            Assert.InRange(All(prices).Count, 1, 19_999);
            Assert.StartsWith(path + ":", prices.Failure, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_walk_goes_on_from_a_price_and_is_drawn_back_from_one_that_is_far_away()
    {
        Dictionary<string, Px> last = new() { ["AAPL"] = Venue.Price(240.01m), ["MSFT"] = Venue.Price(9_999_999m) };
        using RandomWalkPrices prices = new(7, BuiltinMarket.Symbols, Venue.Start, last);
        List<TradePrint> prints = [.. Enumerate(prices).Take(2000)];

        Assert.InRange(prints.First(print => print.Symbol == "AAPL").Price.Value, 239.9m, 240.1m);
        Assert.InRange(prints.First(print => print.Symbol == "MSFT").Price.Value, 600m, 626m);
        Assert.Equal(Walk(7, 2000).Select(print => print.Time), prints.Select(print => print.Time));
    }

    [Fact]
    public void A_file_without_the_header_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new CsvPrices(new StringReader("2024-03-04T14:30:00Z,IBM,181,1\n"), "t.csv"));

    private static List<TradePrint> Walk(ulong seed, int count)
    {
        using RandomWalkPrices prices = new(seed, BuiltinMarket.Symbols, Venue.Start);
        return [.. Enumerate(prices).Take(count)];
    }

    private static List<TradePrint> All(IPrintSource prices) => [.. Enumerate(prices)];

    private static IEnumerable<TradePrint> Enumerate(IPrintSource prices)
    {
        while (prices.TryPeek(out TradePrint print))
        {
            yield return print;
            prices.Take();
        }
    }
}
