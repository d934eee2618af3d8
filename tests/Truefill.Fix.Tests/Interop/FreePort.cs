using System;
using System.Net;
using System.Net.Sockets;

namespace Truefill.Fix.Tests.Interop;

/// <summary>A port to listen on later, for a server that has to be told before it starts.</summary>
internal static class FreePort
{
    /// <summary>Below those that connections take by themselves: nobody else's connection gets it meanwhile.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
