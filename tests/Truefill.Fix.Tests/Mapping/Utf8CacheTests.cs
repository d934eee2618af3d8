using System.Linq;
using System.Text;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Mapping;

public sealed class Utf8CacheTests
{
    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("ABC")]
    [InlineData("AAPL")]
    [InlineData("BRK.B-X")]
    [InlineData("a name of more than sixteen bytes")]
    [InlineData("Zürich")]
    public void A_name_is_its_bytes_in_latin_1_and_the_same_string_the_next_time(string name)
    {
        Utf8Cache cache = new(64);
        string first = cache.Get(Encoding.Latin1.GetBytes(name));
        Assert.Equal(name, first);
        Assert.Same(first, cache.Get(Encoding.Latin1.GetBytes(name)));
    }

    [Fact]
    public void Two_names_that_meet_in_a_place_are_both_kept()
    {
        Utf8Cache cache = new(2);
        string a = cache.Get("A"u8);
        string b = cache.Get("B"u8);
        for (int turn = 0; turn < 3; turn++)
        {
            Assert.Same(a, cache.Get("A"u8));
            Assert.Same(b, cache.Get("B"u8));
        }

        Assert.Equal("C", cache.Get("C"u8));
        Assert.Equal("A", cache.Get("A"u8));
        Assert.Equal("B", cache.Get("B"u8));
    }

    [Fact]
    public void Names_that_share_their_ends_are_told_apart()
    {
        Utf8Cache cache = new(4096);
        string[] names = [.. Enumerable.Range(0, 500).Select(n => $"the same beginning {n:000} the same end")];
        foreach (string name in names) Assert.Equal(name, cache.Get(Encoding.Latin1.GetBytes(name)));
        foreach (string name in names) Assert.Equal(name, cache.Get(Encoding.Latin1.GetBytes(name)));
    }

    [Fact]
    public void As_many_names_as_a_desk_trades_are_made_once()
    {
        Utf8Cache cache = new(4096);
        byte[][] names = [.. Enumerable.Range(0, 200).Select(n => Encoding.ASCII.GetBytes($"SYM{n:000}"))];
        string[] first = [.. names.Select(n => cache.Get(n))];
        int again = names.Where((n, i) => !ReferenceEquals(first[i], cache.Get(n))).Count();
        Assert.True(again <= 6, $"{again} of 200 were made anew");
    }
}
