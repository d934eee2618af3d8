using System;
using System.Buffers.Binary;
using System.Text;

namespace Truefill.Journal;

/// <summary>Whose state a directory holds, and how often it was opened.</summary>
/// <param name="Uuid">Drawn when the directory was initialised.</param>
/// <param name="StateId">Name given by the operator, 1 to 64 bytes of UTF-8.</param>
/// <param name="Epoch">Raised at every opening; never the same twice.</param>
public sealed record StateIdentity(Guid Uuid, string StateId, ulong Epoch)
{
    internal const int StateIdBytesMax = 64;

    private const int UuidBytes = 16;
    private const int StateIdAt = UuidBytes + sizeof(ulong);

    internal byte[] Encode()
    {
        byte[] stateId = Encoding.UTF8.GetBytes(StateId);
        var content = new byte[StateIdAt + stateId.Length];
        Uuid.TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(UuidBytes), Epoch);
        stateId.CopyTo(content, StateIdAt);
        return content;
    }

    internal static StateIdentity? Decode(ReadOnlySpan<byte> content) => content.Length <= StateIdAt
        ? null
        : new StateIdentity(
            new Guid(content[..UuidBytes], bigEndian: true),
            Encoding.UTF8.GetString(content[StateIdAt..]),
            BinaryPrimitives.ReadUInt64LittleEndian(content[UuidBytes..]));
}
