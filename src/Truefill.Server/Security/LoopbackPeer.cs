using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Security;

/// <summary>
/// The user of this machine at the other end of a loopback connection, as the kernel's socket table knows it: nothing
/// that a client says. Null where there is no such row, as behind a proxy in another network namespace, or where very
/// many come before it.
/// </summary>
public static class LoopbackPeer
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int UserColumn = 7;

    // An emergency stop does not wait for the table of a machine that is flooded with connections.
    private const int RowsMost = 2000;

    /// <summary>The user's name, <c>uid-N</c> where the machine has none for it.</summary>
    public static string? NameOf(HttpContext context)
    {
        ConnectionInfo connection = context.Connection;
        if (connection.RemoteIpAddress is not { } remote || connection.LocalIpAddress is not { } local) return null;
        if (!IPAddress.IsLoopback(remote)) return null;

        // Seen from the client's end: what is remote here is local there. A client's socket may be of either family.
        return Find("/proc/net/tcp", remote.MapToIPv4, local.MapToIPv4, connection)
            ?? Find("/proc/net/tcp6", remote.MapToIPv6, local.MapToIPv6, connection);
    }

    private static string? Find(
        string table, Func<IPAddress> client, Func<IPAddress> server, ConnectionInfo connection)
    {
        string from = Text(client(), connection.RemotePort);
        string to = Text(server(), connection.LocalPort);
        try
        {
            foreach (string line in File.ReadLines(table).Take(RowsMost))
            {
                string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (columns.Length <= UserColumn || columns[LocalColumn] != from || columns[RemoteColumn] != to)
                    continue;
                bool isNumber = int.TryParse(
                    columns[UserColumn], NumberStyles.None, CultureInfo.InvariantCulture, out int user);
                if (isNumber) return UnixPeer.NameOf(user);
            }
        }
        catch (IOException)
        {
            // Without the table nobody is known, which is what null says.
        }

        return null;
    }

    // The kernel prints each group of four bytes as a number of this machine, so backwards on little-endian ones.
    private static string Text(IPAddress address, int port)
    {
        byte[] bytes = address.GetAddressBytes();
        if (BitConverter.IsLittleEndian)
            for (int at = 0; at < bytes.Length; at += sizeof(uint)) Array.Reverse(bytes, at, sizeof(uint));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(bytes)}:{port:X4}");
    }
}
