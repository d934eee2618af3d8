using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Fix.Tests.Interop;

/// <summary>A line between two sides that can be cut, with whatever bytes are on it.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _sockets = [];
    private readonly int _to;
    private volatile bool _stopped;

    public CuttingRelay(int to)
    {
        _to = to;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(10);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Resets every connection at once: bytes under way are lost.</summary>
    public void Cut()
    {
        lock (_sockets)
        {
            foreach (var socket in _sockets)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            _sockets.Clear();
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _listener.Dispose();
        Cut();
    }

    private void Accept()
    {
        while (!_stopped)
        {
            Socket near;
            try
            {
                near = _listener.Accept();
            }
            catch (SocketException)
            {
                return;
            }

            var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.NoDelay = true;
            try
            {
                far.Connect(IPAddress.Loopback, _to);
            }
            catch (SocketException)
            {
                near.Dispose();
                continue;
            }

            lock (_sockets) _sockets.AddRange([near, far]);
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
