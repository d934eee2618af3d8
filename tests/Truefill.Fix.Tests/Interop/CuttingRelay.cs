using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Fix.Tests.Interop;

/// <summary>A line between two sides that can be cut, with whatever bytes are on it.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> sockets = [];
    private readonly int to;
    private volatile bool stopped;

    public CuttingRelay(int to)
    {
        this.to = to;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(10);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Resets every connection at once: bytes under way are lost.</summary>
    public void Cut()
    {
        lock (sockets)
        {
            foreach (var socket in sockets)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            sockets.Clear();
        }
    }

    public void Dispose()
    {
        stopped = true;
        listener.Dispose();
        Cut();
    }

    private void Accept()
    {
        while (!stopped)
        {
            Socket near;
            try
            {
                near = listener.Accept();
            }
            catch (SocketException)
            {
                return;
            }

            var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.NoDelay = true;
            try
            {
                far.Connect(IPAddress.Loopback, to);
            }
            catch (SocketException)
            {
                near.Dispose();
                continue;
            }

            lock (sockets) sockets.AddRange([near, far]);
            new Thread(() => Pump(near, far)) { IsBackground = true }.Start();
            new Thread(() => Pump(far, near)) { IsBackground = true }.Start();
        }
    }

    private static void Pump(Socket from, Socket to)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (from.Receive(buffer) is var read and > 0) to.Send(buffer, read, SocketFlags.None);
            to.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
