using System.Linq;
using System.Text;

namespace Truefill.Fix.Tests;

/// <summary>Which values can be written into a message again as text.</summary>
public sealed class PrintableTests
{
    [Fact]
    public void One_byte_that_is_not_printable_is_seen_wherever_it_stands()
    {
        for (var length = 1; length <= 50; length++)
        {
            var bytes = Encoding.ASCII.GetBytes(new string('a', length));
            for (var at = 0; at < length; at++)
            {
                foreach (var value in Enumerable.Range(0, 256))
                {
                    bytes[at] = (byte)value;
                    Assert.True((value is >= 0x20 and <= 0x7E) == FixPrintable.Is(bytes), $"0x{value:X2} at {at} of {length}");
                }

                bytes[at] = (byte)'a';
            }
        }

        Assert.True(FixPrintable.Is([]));
    }
}
