using System;
using System.Buffers.Binary;

namespace Truefill.Engine.State;

/// <summary>
/// The form in which the state is saved and hashed. Facts keep their meaning for ever; the state made of them may be
/// kept otherwise by the next build, and then its hash and its checkpoints are of another form: not comparable, and no
/// sign of damage.
/// </summary>
/// <remarks>
/// A seal is the version (4 bytes, little-endian), then the SHA-256 of the state. Seals before version 2 are the bare
/// hash.
/// </remarks>
public static class StateForm
{
    /// <summary>
    /// Goes up whenever the same facts give another <see cref="StateHash"/> or a checkpoint that older builds misread.
    /// </summary>
    public const int Version = 11;

    private const int VersionBytes = sizeof(int);

    /// <summary>What a clean stop seals the journal with.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> stateHash)
    {
        byte[] seal = new byte[VersionBytes + stateHash.Length];
        BinaryPrimitives.WriteInt32LittleEndian(seal, Version);
        stateHash.CopyTo(seal.AsSpan(VersionBytes));
        return seal;
    }

    /// <summary>The state hash that a seal of this form carries; false for one of another form.</summary>
    public static bool TryReadSeal(ReadOnlySpan<byte> seal, out ReadOnlySpan<byte> stateHash)
    {
        stateHash = default;
        if (seal.Length != VersionBytes + StateHash.Bytes || BinaryPrimitives.ReadInt32LittleEndian(seal) != Version)
            return false;
        stateHash = seal[VersionBytes..];
        return true;
    }
}
