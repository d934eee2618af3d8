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

    private readonly FixTransportOptions options;
    private readonly IFixLog log;
    private readonly FixDoor door = new();
    private readonly Dictionary<FixSession, FixConnection> connections = [];
    private readonly Lock guard = new();
    private readonly HashSet<SocketPipe> undecided = [];
    private readonly Socket listener;
    private readonly Thread thread;
    private volatile bool stopped;

    /// <param name="endpoint">Where to listen; port 0 takes a free one.</param>
    /// <param name="sessions">Acceptors' sessions, not used by anybody else from now on.</param>
    /// <param name="options">The defaults when null.</param>
    /// <param name="log">Gets connections that were refused.</param>
    public FixAcceptor(
        IPEndPoint endpoint, IEnumerable<FixSession> sessions, FixTransportOptions? options = null, IFixLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(sessions);
        this.options = options ?? new FixTransportOptions();
        this.log = log ?? FixNoLog.Instance;
        foreach (var session in sessions)
        {
            door.Add(session);
            connections[session] = new FixConnection(session, this.options);
        }

        listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(endpoint);
        listener.Listen(128);
        thread = new Thread(Accept) { IsBackground = true, Name = $"fix acceptor {listener.LocalEndPoint}" };
    }

    public IPEndPoint Endpoint => (IPEndPoint)listener.LocalEndPoint!;

    public FixConnection Connection(FixSession session) => connections[session];

    public void Start() => thread.Start();

    /// <summary>Logs all sessions out and closes the port.</summary>
    public void Dispose()
    {
        if (stopped) return;
        stopped = true;
        listener.Dispose();
        if (thread.IsAlive) thread.Join();
        foreach (var connection in connections.Values) connection.LogOut("end of service");
        var until = Environment.TickCount64 + 7000;
        foreach (var (session, connection) in connections)
        {
            while (session.State != FixSessionState.Disconnected && Environment.TickCount64 < until) Thread.Sleep(5);
            connection.Cut();
        }

        lock (guard)
        {
            foreach (var pipe in undecided) pipe.Cut();
        }
    }

    private void Accept()
    {
        while (!stopped)
        {
            try
            {
                var socket = listener.Accept();
                var pipe = new SocketPipe(socket, options);
                if (!TryEnter(pipe))
                {
                    log.Event("a connection was refused: too many are undecided", options.Clock());
                    pipe.Dispose();
                    continue;
                }

                new Thread(() => Serve(pipe)) { IsBackground = true, Name = "fix connection" }.Start();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OutOfMemoryException)
            {
                if (stopped) return;
                // Out of file handles or threads, or a connection that was gone before it was taken.
                log.Event($"accept failed: {e.Message}", options.Clock());
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
            pipe.SetDeadline(options.LogonTimeout);
            if (options.ServerTls is { } tls) pipe.SecureAsServer(tls);
            connection = Decide(pipe, buffer, ref held);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            log.Event($"a connection failed: {e.Message}", options.Clock());
        }

        lock (guard) undecided.Remove(pipe);
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
            log.Event($"{connection.Session.Options.Name} is not served: {e.Message}", options.Clock());
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
            lock (guard) answer = door.Knock(buffer.AsSpan(0, held));
            if (answer.Refusal is { } why) log.Event($"a connection was refused: {why}", options.Clock());
            if (answer.Refusal is not null) return null;
            if (answer.Session is { } session) return connections[session];
        }

        return null;
    }

    private bool TryEnter(SocketPipe pipe)
    {
        lock (guard) return !stopped && undecided.Count < UndecidedMax && undecided.Add(pipe);
    }
}
