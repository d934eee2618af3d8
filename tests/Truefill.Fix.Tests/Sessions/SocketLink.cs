using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The counterparty is at the other end of a real socket; only the clock is the script's.</summary>
internal sealed class SocketLink : IScriptLink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<int, Socket> _sockets = [];
    private readonly Dictionary<int, byte[]> _held = [];
    private readonly CountingLog _log = new();
    private readonly FixSession _session;
    private readonly FixAcceptor? _acceptor;
    private readonly FixInitiator? _initiator;
    private readonly Socket? _listener;
    private int _sent;
    private long _now = FixNanos.Of(new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero));

    public SocketLink(FixSessionOptions options)
    {
        var transport = new FixTransportOptions
        {
            Clock = () => Volatile.Read(ref _now),
            TickInterval = TimeSpan.FromMilliseconds(10),
            Reconnect = new FixReconnect { First = TimeSpan.FromMilliseconds(5), Longest = TimeSpan.FromMilliseconds(20) },
        };
        _session = new FixSession(options, new MemoryMessageStore(_now), new EchoHost(), _log);
        if (options.Role == FixRole.Acceptor)
        {
            _acceptor = new FixAcceptor(new IPEndPoint(IPAddress.Loopback, 0), [_session], transport);
            _acceptor.Start();
            return;
        }

        _listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
        _initiator = new FixInitiator(_session, "127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port, transport, seed: 1);
        _initiator.Start();
    }

    public long Now => Volatile.Read(ref _now);

    public void Connect(int connection)
    {
        if (_sockets.Remove(connection, out var old)) old.Dispose();
        _held[connection] = [];
        if (_listener is not null)
        {
            _sockets[connection] = _listener.Accept();
            return;
        }

        // The side under test may still be busy closing the connection before.
        if (connection == 1) SpinWait.SpinUntil(() => _session.State == FixSessionState.Disconnected, Patience);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(_acceptor!.Endpoint);
        _sockets[connection] = socket;
    }

    public void Send(int connection, byte[] bytes)
    {
        try
        {
            _sockets[connection].Send(bytes);
            _sent++;
        }
        catch (SocketException)
        {
            // The other side has closed already; the script says what it expects of that.
        }
    }

    public byte[]? Receive(int connection)
    {
        var socket = _sockets[connection];
        socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        var buffer = new byte[4096];
        while (true)
        {
            var frame = FixFramer.Next(_held[connection]);
            if (frame.Status == FixFrameStatus.Complete)
            {
                var message = _held[connection][..frame.Length];
                _held[connection] = _held[connection][frame.Length..];
                return message;
            }

            var read = socket.Receive(buffer, SocketFlags.None, out var error);
            if (error != SocketError.Success || read == 0) return null;
            _held[connection] = [.. _held[connection], .. buffer[..read]];
        }
    }

    /// <summary>Waits for the end of the stream, which has to come.</summary>
    public bool IsClosed(int connection)
    {
        var read = _sockets[connection].Receive(new byte[1], SocketFlags.None, out var error);
        return read == 0 && error is SocketError.Success or SocketError.ConnectionReset;
    }

    public void Close(int connection) => _sockets[connection].Dispose();

    /// <summary>What was sent before has to be received before, too.</summary>
    public void Wait(TimeSpan time)
    {
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _log.Received) >= _sent, Patience));
        Interlocked.Add(ref _now, FixNanos.Of(time));
    }

    public void Dispose()
    {
        foreach (var socket in _sockets.Values) socket.Dispose();
        _listener?.Dispose();
        _acceptor?.Dispose();
        _initiator?.Dispose();
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
