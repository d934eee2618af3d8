using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Order ids as UUIDs (version 8, RFC 9562) that are worked out of ours and lead back to it: the order's number, which
/// request of its chain, which leg; and a digest of its wire id, so that an id of another state directory is not one.
/// </summary>
internal static class OrderUuid
{
    private const int Bytes = 16;

    /// <param name="request">
    /// Place in the chain, below 2^24; 0 is the order as entered. Of its 24 bits the low ones stand in front.
    /// </param>
    /// <param name="leg">A protective leg of the order rather than the order.</param>
    public static Guid Of(Order order, int request = 0, LegKind leg = LegKind.None)
    {
        Span<byte> id = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt32BigEndian(id, order.Handle.Value);
        BinaryPrimitives.WriteUInt16BigEndian(id[4..], (ushort)(request & ushort.MaxValue));
        id[6] = (byte)(0x80 | (byte)leg);
        id[7] = checked((byte)(request >> 16));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(order.WireId.ToString()), digest);
        digest[..8].CopyTo(id[8..]);
        id[8] = (byte)(0x80 | (id[8] & 0x3f));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>False: it is none of these books.</summary>
    public static bool TryFind(Books books, Guid id, out Order order, out int request, out LegKind leg)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        request = bytes[7] << 16 | BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        leg = (LegKind)(bytes[6] & 0x0f);
        order = books.Orders.TryGet(new OrderHandle(BinaryPrimitives.ReadInt32BigEndian(bytes)))!;
        return order is not null && Enum.IsDefined(leg) && Of(order, request, leg) == id;
    }

    /// <summary>The UUID of a thing that has a name: an account, an asset, an execution.</summary>
    public static Guid OfName(string kind, string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{name}"), digest);
        digest[6] = (byte)(0x80 | (digest[6] & 0x0f));
        digest[8] = (byte)(0x80 | (digest[8] & 0x3f));
        return new Guid(digest[..Bytes], bigEndian: true);
    }
}
