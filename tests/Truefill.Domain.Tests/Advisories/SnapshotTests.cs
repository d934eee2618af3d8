using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Truefill.Domain.Advisories;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, rule 1 and component 1: the frozen snapshot and its hash.</summary>
public class SnapshotTests
{
    private static readonly FrozenSnapshot Snapshot = new AdvisoryRig().Snapshot();

    [Fact]
    public void A_snapshot_cannot_be_changed()
    {
        foreach (PropertyInfo property in typeof(FrozenSnapshot).GetProperties())
        {
            if (property.SetMethod is not { IsPublic: true } setter) continue;
            Assert.Contains(
                setter.ReturnParameter.GetRequiredCustomModifiers(),
                m => m.Name == "IsExternalInit");
        }
    }

    [Fact]
    public void The_canonical_form_is_one_named_line_for_each_field() => Assert.Equal(
        """
        truefill_advisory=1
        advisory_id=ADV-001
        symbol=AAPL
        reference_price=150
        sl_offset_pct=-0.02
        tp_offset_pct=0.03
        position_size=100
        expiration_timestamp=1700003600000000000
        account=ACC1
        strategy=swing
        venue=BROKER

        """,
        Snapshot.CanonicalForm());

    [Fact]
    public void The_hash_is_the_sha256_of_the_canonical_form()
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(Snapshot.CanonicalForm()));
        Assert.Equal(System.Convert.ToHexStringLower(digest), Snapshot.SnapshotHash());
        Assert.Equal(64, Snapshot.SnapshotHash().Length);
    }

    [Fact]
    public void Numbers_that_are_equal_give_the_same_hash_however_they_are_written() => Assert.Equal(
        Snapshot.SnapshotHash(),
        (Snapshot with { SlOffsetPct = -0.0200m, ReferencePrice = AdvisoryRig.P(150.00m) }).SnapshotHash());

    [Fact]
    public void Every_field_is_part_of_the_hash()
    {
        FrozenSnapshot[] others =
        [
            Snapshot with { AdvisoryId = "ADV-002" },
            Snapshot with { Symbol = "IBM" },
            Snapshot with { ReferencePrice = AdvisoryRig.P(151) },
            Snapshot with { SlOffsetPct = -0.03m },
            Snapshot with { TpOffsetPct = 0.04m },
            Snapshot with { PositionSize = AdvisoryRig.Q(101) },
            Snapshot with { ExpirationTimestamp = Snapshot.ExpirationTimestamp.AddNanos(1) },
            Snapshot with { Account = "ACC2" },
            Snapshot with { Strategy = "scalp" },
            Snapshot with { Venue = "OTHER" },
        ];
        Assert.Equal(others.Length + 1, others.Append(Snapshot).Select(s => s.SnapshotHash()).Distinct().Count());
    }

    [Fact]
    public void A_line_feed_in_a_text_cannot_imitate_another_field() => Assert.NotEqual(
        (Snapshot with { Strategy = "a\nvenue=B", Venue = "" }).SnapshotHash(),
        (Snapshot with { Strategy = "a", Venue = "B\nvenue=" }).SnapshotHash());
}
