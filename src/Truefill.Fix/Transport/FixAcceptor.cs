using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;

namespace Truefill.Fix;

/// <summary>
/// Many sessions behind one port: one thread that accepts, and one per connection. A connection that does not log on as
/// a known session in time is closed without an answer; how many may be undecided at once is bounded.
/// </summary>
public sealed class FixAcceptor : IDisposable
{
    private const int UndecidedMax = 64;

    private readonly FixTransportOptions _options;
    private readonly IFixLog _log;
    private readonly FixDoor _door = new();
    private readonly Dictionary<FixSession, FixConnection> _connections = [];
    private readonly Lock _lock = new();
    private readonly HashSet<SocketPipe> _undecided = [];
    private readonly Socket _listener;
    private readonly Thread _thread;
    private volatile bool _stopped;

    /// <param name="endpoint">Where to listen; port 0 takes a free one.</param>
    /// <param name="sessions">Acceptors' sessions, not used by anybody else from now on.</param>
    /// <param name="options">The defaults when null.</param>
    /// <param name="log">Gets connections that were refused.</param>
    public FixAcceptor(
        IPEndPoint endpoint, IEnumerable<FixSession> sessions, FixTransportOptions? options = null, IFixLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(sessions);
        _options = options ?? new FixTransportOptions();
        _log = log ?? FixNoLog.Instance;
        foreach (var session in sessions)
        {
            _door.Add(session);
            _connections[session] = new FixConnection(session, _options);
        }

        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(endpoint);
        _listener.Listen(128);
        _thread = new Thread(Accept) { IsBackground = true, Name = $"fix acceptor {_listener.LocalEndPoint}" };
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    public FixConnection Connection(FixSession session) => _connections[session];

    public void Start() => _thread.Start();

    /// <summary>Logs all sessions out and closes the port.</summary>
    public void Dispose()
    {
        if (_stopped) return;
        _stopped = true;
        _listener.Dispose();
        if (_thread.IsAlive) _thread.Join();
        foreach (var connection in _connections.Values) connection.LogOut("end of service");
        var until = Environment.TickCount64 + 7000;
        foreach (var (session, connection) in _connections)
        {
            while (session.State != FixSessionState.Disconnected && Environment.TickCount64 < until) Thread.Sleep(5);
            connection.Cut();
        }

        lock (_lock)
        {
            foreach (var pipe in _undecided) pipe.Cut();
        }
    }

    private void Accept()
    {
        while (!_stopped)
        {
            try
            {
                var socket = _listener.Accept();
                var pipe = new SocketPipe(socket, _options);
                if (!TryEnter(pipe))
                {
                    _log.Event("a connection was refused: too many are undecided", _options.Clock());
                    pipe.Dispose();
                    continue;
                }

                new Thread(() => Serve(pipe)) { IsBackground = true, Name = "fix connection" }.Start();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OutOfMemoryException)
            {
                if (_stopped) return;
                // Out of file handles or threads, or a connection that was gone before it was taken.
                _log.Event($"accept failed: {e.Message}", _options.Clock());
                Thread.Sleep(50);
            }
        }
    }

    private void Serve(SocketPipe pipe)
    {
        FixConnection? connection = null;
        var buffer = new byte[FixDoor.LogonBytesMax];
        var held = 0;
        try
        {
            pipe.SetDeadline(_options.LogonTimeout);
            if (_options.ServerTls is { } tls) pipe.SecureAsServer(tls);
            connection = Decide(pipe, buffer, ref held);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            _log.Event($"a connection failed: {e.Message}", _options.Clock());
        }

        lock (_lock) _undecided.Remove(pipe);
        if (connection is not null && TryConnect(connection, pipe)) connection.Run(pipe, buffer.AsSpan(0, held));
        else pipe.Dispose();
    }

    private bool TryConnect(FixConnection connection, SocketPipe pipe)
    {
        try
        {
            return connection.TryConnect(pipe);
        }
        catch (FixStoreException e)
        {
            _log.Event($"{connection.Session.Options.Name} is not served: {e.Message}", _options.Clock());
            return false;
        }
    }

    /// <summary>Reads up to the first message.</summary>
    private FixConnection? Decide(SocketPipe pipe, byte[] buffer, ref int held)
    {
        while (held < buffer.Length)
        {
            var read = pipe.Read(buffer.AsSpan(held));
            if (read == 0) return null;
            held += Math.Max(read, 0);
            FixDoorAnswer answer;
            lock (_lock) answer = _door.Knock(buffer.AsSpan(0, held));
            if (answer.Refusal is { } why) _log.Event($"a connection was refused: {why}", _options.Clock());
            if (answer.Refusal is not null) return null;
            if (answer.Session is { } session) return _connections[session];
        }

        return null;
    }

    private bool TryEnter(SocketPipe pipe)
    {
        lock (_lock) return !_stopped && _undecided.Count < UndecidedMax && _undecided.Add(pipe);
    }
}
