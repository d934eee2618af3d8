using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;

namespace Truefill.Domain.Tests.Executions;

/// <summary>How evenly the ids that venues really give fall into the index.</summary>
public class KeyDigestTests
{
    private const int Ids = 1 << 18;

    [Theory]
    [InlineData("E{0}", 10_000_000_000)]
    [InlineData("{0}", 1)]
    [InlineData("0000000000000000000000000000000000000{0:D10}", 1)]
    [InlineData("{0:D8}-0001-20261127-XNAS-PRIMARY", 1)]
    public void Ids_that_follow_each_other_are_spread_as_by_chance(string form, long first)
    {
        HashSet<uint> different = [];
        int[] byUpper = new int[256];
        int[] byLower = new int[512];
        for (int i = 0; i < Ids; i++)
        {
            uint digest = KeyText.Digest(Key(string.Format(CultureInfo.InvariantCulture, form, first + i)));
            different.Add(digest);
            byUpper[digest >> 24]++;
            byLower[digest & 511]++;
        }

        // By chance 8 of 262,144 have another's digest. Up to eight in a row go together, so a cell of 256 holds 1,024 of
        // them, give or take 90; of the lowest bits each has its own.
        Assert.InRange(Ids - different.Count, 0, 40);
        Assert.All(byUpper, count => Assert.InRange(count, 1024 - 540, 1024 + 540));
        Assert.All(byLower, count => Assert.InRange(count, 512 - 136, 512 + 136));
    }

    [Theory]
    [InlineData("E1000000000{0}")]
    [InlineData("{0}")]
    [InlineData("2026112{0}")]
    [InlineData("0000000000000000000000000000000000000000000001{0}")]
    public void Ids_that_differ_in_their_last_digit_have_neighbouring_places(string form)
    {
        List<uint> digests = [];
        for (int digit = 0; digit < 8; digit++)
            digests.Add(KeyText.Digest(Key(string.Format(CultureInfo.InvariantCulture, form, digit))));
        Assert.Single(digests.Select(d => d >> 3).Distinct());
        Assert.Equal(8, digests.Distinct().Count());
    }

    [Fact]
    public void Venue_scope_and_length_belong_to_the_digest()
    {
        ExecKey key = Key("A");
        HashSet<uint> digests =
        [
            KeyText.Digest(key),
            KeyText.Digest(new ExecKey(new VenueId(2), 0, key.ExecId)),
            KeyText.Digest(new ExecKey(new VenueId(1), 1, key.ExecId)),
            KeyText.Digest(Key("A\0")),
            KeyText.Digest(Key("B")),
            KeyText.Digest(new ExecKey(new VenueId(-1), -1, key.ExecId)),
        ];
        Assert.Equal(6, digests.Count);
    }

    [Fact]
    public void Equal_keys_have_equal_digests_at_every_length()
    {
        for (int length = 1; length <= ShortText.MaxBytes; length++)
            Assert.Equal(KeyText.Digest(Key(new string('x', length))), KeyText.Digest(Key(new string('x', length))));
    }

    private static ExecKey Key(string id) => new(new VenueId(1), 0, ExecId.FromTrusted(id));
}
