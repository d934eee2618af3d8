using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Security;

/// <summary>
/// The user of this machine at the other end of a loopback connection, as the kernel's socket table knows it: nothing
/// that a client says. Null where there is no such row, as behind a proxy in another network namespace.
/// </summary>
public static class LoopbackPeer
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int UserColumn = 7;

    // An emergency stop does not wait for the table of a machine that is flooded with connections.
    private const int RowsOfUrgent = 2000;

    // The kernel hands the table out piece by piece, and what moves between two of them is in neither.
    private const int Looks = 3;

    /// <summary>The user's name, <c>uid-N</c> where the machine has none for it.</summary>
    public static string? NameOf(HttpContext context)
    {
        for (int look = 0; look < Looks; look++)
            if (Look(context, int.MaxValue) is { } name) return name;
        return null;
    }

    /// <summary>The same at once, or null where very many connections come before it.</summary>
    public static string? NameOfUrgent(HttpContext context) => Look(context, RowsOfUrgent);

    /// <summary>The user of the connection between two ends, as the table writes them; null: it is not there.</summary>
    internal static string? UserIn(IEnumerable<string> rows, string from, string to)
    {
        foreach (string row in rows)
        {
            if (!row.Contains(from, StringComparison.Ordinal)) continue;
            string[] columns = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length <= UserColumn || columns[LocalColumn] != from || columns[RemoteColumn] != to)
                continue;
            bool isNumber = int.TryParse(
                columns[UserColumn], NumberStyles.None, CultureInfo.InvariantCulture, out int user);
            if (isNumber) return UnixPeer.NameOf(user);
        }

        return null;
    }

    private static string? Look(HttpContext context, int rows)
    {
        ConnectionInfo connection = context.Connection;
        if (connection.RemoteIpAddress is not { } remote || connection.LocalIpAddress is not { } local) return null;
        if (!IPAddress.IsLoopback(remote)) return null;

        // Seen from the client's end: what is remote here is local there. A client's socket may be of either family.
        return Find("/proc/net/tcp", rows, remote.MapToIPv4, local.MapToIPv4, connection)
            ?? Find("/proc/net/tcp6", rows, remote.MapToIPv6, local.MapToIPv6, connection);
    }

    private static string? Find(
        string table, int rows, Func<IPAddress> client, Func<IPAddress> server, ConnectionInfo connection)
    {
        string from = Text(client(), connection.RemotePort);
        string to = Text(server(), connection.LocalPort);
        try
        {
            return UserIn(File.ReadLines(table).Take(rows), from, to);
        }
        catch (IOException)
        {
            // Without the table nobody is known, which is what null says.
            return null;
        }
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
