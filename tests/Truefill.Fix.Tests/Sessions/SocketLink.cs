using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The counterparty is at the other end of a real socket; only the clock is the script's.</summary>
internal sealed class SocketLink : IScriptLink, IDisposable
{

    private readonly Dictionary<int, Socket> sockets = [];
    private readonly Dictionary<int, byte[]> held = [];
    private readonly CountingLog log = new();
    private readonly FixSession session;
    private readonly FixAcceptor? acceptor;
    private readonly FixInitiator? initiator;
    private readonly Socket? listener;
    private int sent;
    private long now = FixNanos.Of(new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero));

    public SocketLink(FixSessionOptions options)
    {
        var transport = new FixTransportOptions
        {
            Clock = () => Volatile.Read(ref now),
            TickInterval = TimeSpan.FromMilliseconds(10),
            Reconnect = new FixReconnect { First = TimeSpan.FromMilliseconds(5), Longest = TimeSpan.FromMilliseconds(20) },
        };
        session = new FixSession(options, new MemoryMessageStore(now), new EchoHost(), log);
        if (options.Role == FixRole.Acceptor)
        {
            acceptor = new FixAcceptor(new IPEndPoint(IPAddress.Loopback, 0), [session], transport);
            acceptor.Start();
            return;
        }

        listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        initiator = new FixInitiator(session, "127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port, transport, seed: 1);
        initiator.Start();
    }

    public long Now => Volatile.Read(ref now);

    public void Connect(int connection)
    {
        if (sockets.Remove(connection, out var old)) old.Dispose();
        held[connection] = [];
        if (listener is not null)
        {
            sockets[connection] = listener.Accept();
            return;
        }

        // The side under test may still be busy closing the connection before.
        if (connection == 1)
            Eventually.HoldsBlocking(
                () => session.State == FixSessionState.Disconnected, "the session is disconnected");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(acceptor!.Endpoint);
        sockets[connection] = socket;
    }

    public void Send(int connection, byte[] bytes)
    {
        try
        {
            sockets[connection].Send(bytes);
            sent++;
        }
        catch (SocketException)
        {
            // The other side has closed already; the script says what it expects of that.
        }
    }

    public byte[]? Receive(int connection)
    {
        var socket = sockets[connection];
        socket.ReceiveTimeout = (int)Eventually.Patience.TotalMilliseconds;
        var buffer = new byte[4096];
        while (true)
        {
            var frame = FixFramer.Next(held[connection]);
            if (frame.Status == FixFrameStatus.Complete)
            {
                var message = held[connection][..frame.Length];
                held[connection] = held[connection][frame.Length..];
                return message;
            }

            var read = socket.Receive(buffer, SocketFlags.None, out var error);
            if (error != SocketError.Success || read == 0) return null;
            held[connection] = [.. held[connection], .. buffer[..read]];
        }
    }

    /// <summary>Waits for the end of the stream, which has to come.</summary>
    public bool IsClosed(int connection)
    {
        var read = sockets[connection].Receive(new byte[1], SocketFlags.None, out var error);
        return read == 0 && error is SocketError.Success or SocketError.ConnectionReset;
    }

    public void Close(int connection) => sockets[connection].Dispose();

    /// <summary>What was sent before has to be received before, too.</summary>
    public void Wait(TimeSpan time)
    {
        Eventually.HoldsBlocking(() => Volatile.Read(ref log.Received) >= sent, "what was sent is received");
        Interlocked.Add(ref now, FixNanos.Of(time));
    }

    public void Dispose()
    {
        foreach (var socket in sockets.Values) socket.Dispose();
        listener?.Dispose();
        acceptor?.Dispose();
        initiator?.Dispose();
    }

    private sealed class CountingLog : IFixLog
    {
        public int Received;

        public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now)
        {
            if (direction == FixDirection.In) Interlocked.Increment(ref Received);
        }

        public void Garbage(ReadOnlySpan<byte> bytes, long now)
        {
            // Not counted: no case waits behind garbage.
        }

        public void Event(string text, long now)
        {
            // Of no interest here.
        }
    }
}
