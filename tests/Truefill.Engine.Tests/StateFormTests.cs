using System;
using System.IO;
using System.IO.Compression;
using Truefill.Domain;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Engine.Tests;

/// <summary>
/// The journal of a day that an earlier build wrote: three starts of the demo with a rejected body, a bracket, an import,
/// a transfer, an advisory, a break that was explained and one that was corrected, and kill switches.
/// </summary>
public sealed class StateFormTests
{
    private static readonly Guid Uuid = Guid.Parse("01a2159a-8d10-7175-9660-b8b452997d0a");

    // Of the state form below. Facts never change, so another hash means another form.
    private const int Form = 11;
    private const string Hash = "03e57296fc4173ade4b6ef8080a0e98e48a3f34ba723c8916cd69535003006ef";

    [Fact]
    public void A_journal_of_an_earlier_build_is_read_and_leads_to_the_state_of_this_form()
    {
        (Books books, ReadOnlyMemory<byte> _) = Replay();

        string hash = StateHash.Text(StateHash.Of(books));

        Assert.True(
            (StateForm.Version, hash) == (Form, Hash),
            $"The same facts lead to {hash}. If the state is meant to be kept otherwise now, StateForm.Version goes up by "
            + "one, CHANGELOG.md says so under the journal format, and this test gets the new version and hash.");
    }

    [Fact]
    public void A_seal_of_another_form_is_told_apart_and_not_compared()
    {
        (Books books, ReadOnlyMemory<byte> seal) = Replay();
        byte[] mine = StateForm.Seal(StateHash.Of(books));
        byte[] other = [.. mine];
        other[0]++;

        Assert.True(StateForm.TryReadSeal(mine, out ReadOnlySpan<byte> hash));
        Assert.Equal(StateHash.Of(books), hash);
        Assert.Equal(36, seal.Length);
        Assert.False(StateForm.TryReadSeal(other, out _));
        Assert.False(StateForm.TryReadSeal(StateHash.Of(books), out _));
    }

    private static (Books Books, ReadOnlyMemory<byte> Seal) Replay()
    {
        string folder = Directory.CreateTempSubdirectory("truefill-form-").FullName;
        try
        {
            string data = Path.Combine(AppContext.BaseDirectory, "data", "journal");
            File.Copy(Path.Combine(data, "demo-day.watermark"), Path.Combine(folder, "watermark"));
            using (FileStream packed = File.OpenRead(Path.Combine(data, "demo-day.seg.gz")))
            using (GZipStream unpacked = new(packed, CompressionMode.Decompress))
            using (FileStream segment = File.Create(Path.Combine(folder, SegmentName.Of(1))))
            {
                unpacked.CopyTo(segment);
                segment.SetLength(JournalOptions.DefaultSegmentBytes);
            }

            Books books = new();
            BlockPlayer player = new(books);
            ReadOnlyMemory<byte> seal = default;
            using PosixStorage storage = new(folder);
            using JournalReader reader = new(storage, new JournalOptions { Genesis = StateDirectory.GenesisOf(Uuid) });
            while (reader.MoveNext())
            {
                BlockView block = reader.Current;
                player.Play(block.Records.Span, block.FirstSeq, block.Count);
                if (block.IsSeal) seal = block.Seal.ToArray();
            }

            return (books, seal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
