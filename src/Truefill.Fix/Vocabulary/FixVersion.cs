using System;

namespace Truefill.Fix;

/// <summary>The application version of a message. From 5.0 on BeginString(8) says only FIXT.1.1, and ApplVerID(1128) or
/// the session the rest.</summary>
public enum FixVersion : byte
{
    Fix40,
    Fix41,
    Fix42,
    Fix43,
    Fix44,
    Fix50,
    Fix50SP1,
    Fix50SP2,
}

/// <summary>Versions as the wire writes them.</summary>
public static class FixVersions
{
    public static ReadOnlySpan<byte> Fixt11 => "FIXT.1.1"u8;

    public static ReadOnlySpan<byte> BeginString(this FixVersion version) => version switch
    {
        FixVersion.Fix40 => "FIX.4.0"u8,
        FixVersion.Fix41 => "FIX.4.1"u8,
        FixVersion.Fix42 => "FIX.4.2"u8,
        FixVersion.Fix43 => "FIX.4.3"u8,
        FixVersion.Fix44 => "FIX.4.4"u8,
        FixVersion.Fix50 or FixVersion.Fix50SP1 or FixVersion.Fix50SP2 => Fixt11,
    };

    /// <summary>ApplVerID(1128) and DefaultApplVerID(1137).</summary>
    public static byte ApplVerId(this FixVersion version) => (byte)('2' + (int)version);

    /// <summary>For people: FIX.4.4, FIX.5.0SP2.</summary>
    public static string Name(this FixVersion version) => version switch
    {
        FixVersion.Fix40 => "FIX.4.0",
        FixVersion.Fix41 => "FIX.4.1",
        FixVersion.Fix42 => "FIX.4.2",
        FixVersion.Fix43 => "FIX.4.3",
        FixVersion.Fix44 => "FIX.4.4",
        FixVersion.Fix50 => "FIX.5.0",
        FixVersion.Fix50SP1 => "FIX.5.0SP1",
        FixVersion.Fix50SP2 => "FIX.5.0SP2",
    };

    /// <summary>
    /// The version of a message: of its BeginString(8), or, under FIXT.1.1, of its ApplVerID(1128), else the session's
    /// default. False for a BeginString(8) or an ApplVerID(1128) that is none of ours.
    /// </summary>
    public static bool TryRead(in FixMessage message, FixVersion fixtDefault, out FixVersion version)
    {
        version = fixtDefault;
        if (message.TryGet(Tags.BeginString, out var begin) != FixRead.Found) return false;
        if (begin.SequenceEqual(Fixt11))
        {
            return message.TryGetChar(Tags.ApplVerID, out var applied) switch
            {
                FixRead.Missing => true,
                FixRead.Found => TryReadApplVerId(applied, out version),
                FixRead.Malformed => false,
            };
        }

        if (begin.Length != 7 || !begin.StartsWith("FIX.4."u8) || begin[6] is < (byte)'0' or > (byte)'4') return false;
        version = (FixVersion)(begin[6] - '0');
        return true;
    }

    private static bool TryReadApplVerId(byte value, out FixVersion version)
    {
        version = FixVersion.Fix40;
        if (value is < (byte)'2' or > (byte)'9') return false;
        version = (FixVersion)(value - '2');
        return true;
    }
}
