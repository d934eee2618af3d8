using System;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

public class WordTests
{
    [Fact]
    public void The_core_and_the_edge_write_each_reason_alike() =>
        Assert.All(Enum.GetValues<DenyReason>(), reason => Assert.Equal(Words.Of(reason), SnakeCase.Of(reason)));

    [Theory]
    [InlineData("Fix42", "fix42")]
    [InlineData("PartiallyFilled", "partially_filled")]
    public void A_digit_begins_no_word(string name, string word) => Assert.Equal(word, SnakeCase.Of(name));
}
