using System.Globalization;
using System.Text;

namespace Truefill.Fix;

/// <summary>
/// The text of a tag with its equals sign, in one word that is written at once: the lowest byte is the first, the
/// highest is the number of them. Benchmark: FixBenchmark.
/// </summary>
internal static class FixTagText
{
    private static readonly ulong[] Words = MakeWords();

    /// <summary>0 for tags that are rare, that cannot be, or that the writer writes itself.</summary>
    internal static ulong Of(int tag) => tag >= 0 && tag < Words.Length ? Words[tag] : 0;

    internal static int LengthOf(ulong word) => (int)(word >> 56);

    private static ulong[] MakeWords()
    {
        // Those of the standard up to 5.0 SP2.
        var words = new ulong[2048];
        for (var tag = 1; tag < words.Length; tag++)
        {
            if (tag is Tags.BeginString or Tags.BodyLength or Tags.CheckSum or Tags.MsgType) continue;
            var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tag}="));
            for (var i = 0; i < text.Length; i++) words[tag] |= (ulong)text[i] << (i * 8);
            words[tag] |= (ulong)text.Length << 56;
        }

        return words;
    }
}
