using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Engine.State;

namespace Truefill.Engine.Tests;

public sealed class StateImageTests
{
    [Fact]
    public void Books_of_the_same_state_match_it_also_where_it_is_longer_than_a_chunk()
    {
        StateImage image = new();
        Books books = Named(20_000);
        image.Keep(books);
        Assert.True(image.Matches(Named(20_000)));
        Assert.Equal(StateHash.Text(StateHash.Of(books)), image.HashText());
    }

    [Fact]
    public void Books_that_hold_more_or_less_or_other_do_not_match_it()
    {
        StateImage image = new();
        image.Keep(Named(20_000));
        Assert.False(image.Matches(Named(20_001)));
        Assert.False(image.Matches(Named(19_999)));
        Assert.False(image.Matches(Named(20_000, last: "other")));
        Assert.False(image.Matches(new Books()));
        Assert.True(image.Matches(Named(20_000)));
    }

    [Fact]
    public void The_next_state_takes_its_place_whole()
    {
        StateImage image = new();
        image.Keep(Named(20_000));
        image.Keep(Named(3));
        Assert.True(image.Matches(Named(3)));
        Assert.False(image.Matches(Named(20_000)));
        Assert.Equal(StateHash.Text(StateHash.Of(Named(3))), image.HashText());
    }

    private static Books Named(int symbols, string last = "last")
    {
        Books books = new();
        for (int i = 1; i <= symbols; i++)
            books.Apply(new NameRegistered(NameKind.Symbol, i, i == symbols ? last : $"S{i}"));
        return books;
    }
}
