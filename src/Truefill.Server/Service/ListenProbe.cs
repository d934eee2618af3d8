using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace Truefill.Server.Service;

/// <summary>Listens on one address after the other, and keeps all of them until it is disposed of.</summary>
internal sealed class ListenProbe : IDisposable
{
    private readonly List<Socket> kept = [];

    /// <summary>
    /// Why one of the addresses cannot be listened on; null: all can. A port of 0 is any that is free.
    /// </summary>
    public string? Refusal(Func<IReadOnlyList<IPAddress>> addresses, int port)
    {
        try
        {
            foreach (IPAddress address in addresses()) Listen(address, port);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }

    public void Dispose()
    {
        foreach (Socket socket in kept) socket.Dispose();
    }

    // Two sockets may be bound to one port; only one of them may listen.
    private void Listen(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        kept.Add(socket);
        if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
        }
        catch (SocketException e) when (IsAbsent(e, address))
        {
            // The web server does without the second address of localhost, too.
        }

        if (port != 0) return;

        // What it was given by chance is no other's to miss.
        socket.Dispose();
        kept.Remove(socket);
    }

    private static bool IsAbsent(SocketException e, IPAddress address) =>
        address.Equals(IPAddress.IPv6Loopback) && e.SocketErrorCode == SocketError.AddressNotAvailable;
}
