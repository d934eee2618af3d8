namespace Truefill.Fix;

/// <summary>The three parts of a message, in the order in which they stand.</summary>
internal enum FixPart : byte
{
    Header = 0,
    Body = 1,
    Trailer = 2,
}

/// <summary>Which part a tag belongs to, and how far the tags of a version go.</summary>
internal static class FixParts
{

    /// <summary>"Standard Message Header" and "Standard Message Trailer" of all versions together.</summary>
    internal static FixPart Of(int tag) => tag switch
    {
        8 or 9 or 34 or 35 or 43 or 49 or 50 or 52 or 56 or 57 or 90 or 91 or 97 or 115 or 116 or 122 or 128 or 129
            or 142 or 143 or 144 or 145 or 212 or 213 or 347 or 369 or 370 or 627 or 628 or 629 or 630
            or 1128 or 1129 or 1156 => FixPart.Header,
        10 or 89 or 93 => FixPart.Trailer,
        _ => FixPart.Body,
    };

    /// <summary>The highest tag that a version defines. 5.0 SP2 still grows by extension packs; what they may bring is
    /// left room for.</summary>
    internal static int LastTag(FixVersion version) => version switch
    {
        FixVersion.Fix40 => 140,
        FixVersion.Fix41 => 211,
        FixVersion.Fix42 => 446,
        FixVersion.Fix43 => 659,
        FixVersion.Fix44 => 956,
        FixVersion.Fix50 => 1139,
        FixVersion.Fix50SP1 => 1426,
        FixVersion.Fix50SP2 => 3999,
    };
}
