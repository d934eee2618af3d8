using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Security;

/// <summary>
/// The user at the other end of a Unix socket, as the kernel knows it (SO_PEERCRED): nothing that a client says. Only
/// the socket's owner and root can open it, by its mode.
/// </summary>
public readonly record struct UnixPeer(int UserId, string Name)
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    private static readonly ConcurrentDictionary<int, string> Names = new();

    /// <summary>Null: the request did not come over a Unix socket.</summary>
    public static UnixPeer? Of(HttpContext context)
    {
        // Who has an address came over TCP; asking for that is much cheaper than asking for the socket.
        if (context.Connection.RemoteIpAddress is not null) return null;
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket) return null;
        if (socket.AddressFamily != AddressFamily.Unix) return null;

        // struct ucred: pid, uid, gid.
        Span<int> credentials = stackalloc int[3];
        int read = socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return read == credentials.Length * sizeof(int)
            ? new UnixPeer(credentials[1], NameOf(credentials[1]))
            : new UnixPeer(-1, "");
    }

    /// <summary>A user's name on this machine, <c>uid-N</c> where it has none.</summary>
    internal static string NameOf(int userId) => Names.GetOrAdd(userId, Look);

    // The file, not the resolver: a directory service that hangs must not stand between an operator and the engine.
    private static string Look(int userId)
    {
        try
        {
            foreach (string line in File.ReadLines("/etc/passwd"))
            {
                string[] fields = line.Split(':');
                if (fields.Length > 2 && int.TryParse(fields[2], out int id) && id == userId) return fields[0];
            }
        }
        catch (IOException)
        {
            // Without it a user has a number and no name.
        }

        return $"uid-{userId}";
    }
}
