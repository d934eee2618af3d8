using System.Collections.Generic;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class GroupTests
{
    private readonly FixFieldIndex index = new();

    private FixMessage Parse(string body)
    {
        var result = FixParser.Parse(Days.Message(body), index, out var message);
        Assert.True(result.IsOk, result.ToString());
        return message;
    }

    [Fact]
    public void Fees_are_read_entry_by_entry()
    {
        var message = Parse("35=8|12=1|136=2|137=0.15|138=USD|139=1|137=0.02|139=4|58=after|");
        var fees = new List<(decimal, string?, string?)>();
        foreach (var fee in message.Group(FixGroups.MiscFees))
        {
            Assert.Equal(FixRead.Found, fee.TryGetDecimal(Tags.MiscFeeAmt, out var amount));
            fees.Add((amount, fee.Text(Tags.MiscFeeCurr), fee.Text(Tags.MiscFeeType)));
            Assert.False(fee.Contains(Tags.Text));
        }

        Assert.Equal([(0.15m, "USD", "1"), (0.02m, null, "4")], fees);
        Assert.True(message.Group(FixGroups.MiscFees).IsComplete());
    }

    [Fact]
    public void Nested_groups_belong_to_their_entry()
    {
        var message = Parse("35=8|453=2|448=A|447=D|452=1|802=2|523=x|803=1|523=y|803=2|448=B|452=3|802=1|523=z|803=1|58=t|");
        var read = new List<string>();
        foreach (var party in message.Group(FixGroups.Parties))
        {
            read.Add(party.Text(Tags.PartyID)!);
            var subs = party.Group(FixGroups.PartySubIds);
            while (subs.MoveNext()) read.Add(subs.Current.Text(Tags.PartySubID)!);
            Assert.Equal(FixRead.Found, subs.Status);
        }

        Assert.Equal(["A", "x", "y", "B", "z"], read);
    }

    [Theory]
    [InlineData("35=8|58=none|", FixRead.Missing, 0)]
    [InlineData("35=8|136=0|58=none|", FixRead.Found, 0)]
    [InlineData("35=8|136=x|137=1|", FixRead.Malformed, 0)]
    [InlineData("35=8|136=-1|137=1|", FixRead.Malformed, 0)]
    [InlineData("35=8|136=2|137=1|58=short|", FixRead.Malformed, 1)]
    [InlineData("35=8|136=1|137=1|137=2|", FixRead.Malformed, 1)]
    [InlineData("35=8|136=1|138=USD|137=1|", FixRead.Malformed, 0)]
    [InlineData("35=8|136=2000000000|137=1|", FixRead.Malformed, 1)]
    public void The_count_is_held_against_the_entries(string body, FixRead status, int entries)
    {
        var group = Parse(body).Group(FixGroups.MiscFees);
        var read = 0;
        while (group.MoveNext()) read++;
        Assert.Equal((status, entries), (group.Status, read));
    }
}
