using System;
using System.Collections.Generic;

namespace Truefill.Fix.Tests.Support;

/// <summary>Damages a message in one to four places.</summary>
internal static class Mutation
{
    public static byte[] Mutate(byte[] original, SplitMix random)
    {
        var bytes = new List<byte>(original);
        for (var n = 1 + random.Below(4); n > 0 && bytes.Count > 2; n--)
        {
            var at = random.Below(bytes.Count);
            switch (random.Below(7))
            {
                case 0: bytes[at] = unchecked((byte)random.Next()); break;
                case 1: bytes[at] = "0123456789=\u0001-.|"u8[random.Below(15)]; break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.Insert(at, "0123456789=\u0001-.|"u8[random.Below(15)]); break;
                case 4: bytes.RemoveRange(at, Math.Min(random.Below(30), bytes.Count - at)); break;
                case 5: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Below(40), bytes.Count - at))); break;
                default: (bytes[at], bytes[^(1 + random.Below(bytes.Count))]) = (bytes[^1], bytes[at]); break;
            }
        }

        return [.. bytes];
    }
}
