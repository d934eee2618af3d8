using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;

namespace Truefill.Fix;

/// <summary>Keeps one session connected to a counterparty: one thread, which connects, serves, waits, and connects
/// again.</summary>
public sealed class FixInitiator : IDisposable
{
    private readonly FixTransportOptions _options;
    private readonly string _host;
    private readonly int _port;
    private readonly IFixLog _log;
    private readonly Random _random;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private volatile Socket? _connecting;
    private string _ended = "";

    /// <param name="session">An initiator's. Not used by anybody else from now on.</param>
    /// <param name="host">Name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="options">The defaults when null.</param>
    /// <param name="log">Gets attempts that failed.</param>
    /// <param name="seed">For the chance in the delays between attempts.</param>
    public FixInitiator(
        FixSession session,
        string host,
        int port,
        FixTransportOptions? options = null,
        IFixLog? log = null,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (session.Options.Role != FixRole.Initiator)
            throw new ArgumentException($"{session.Options.Name} is an acceptor's session", nameof(session));
        _options = options ?? new FixTransportOptions();
        _host = host;
        _port = port;
        _log = log ?? FixNoLog.Instance;
        _random = seed is { } given ? new Random(given) : new Random();
        Connection = new FixConnection(session, _options);
        _thread = new Thread(Run) { IsBackground = true, Name = $"fix {session.Options.Name}" };
    }

    public FixConnection Connection { get; }

    /// <summary>Told before each wait, on the initiator's thread; to be set before the start.</summary>
    public Action<FixRetry>? Retrying { get; set; }

    /// <summary>Told on the initiator's thread that the store failed: nothing more is tried. To be set before the
    /// start.</summary>
    public Action<FixStoreException>? Failed { get; set; }

    public void Start() => _thread.Start();

    /// <summary>Logs out, waits for the answer, and stops trying.</summary>
    public void Dispose()
    {
        if (_stop.IsSet) return;
        _stop.Set();
        Connection.LogOut("end of service");
        var patience = Connection.Session.Options.LogoutTimeout + TimeSpan.FromSeconds(2);
        if (Connection.Session.State == FixSessionState.Disconnected) _connecting?.Dispose();
        if (_thread.IsAlive && !_thread.Join(patience))
        {
            // Also out of a connect that nobody answers.
            _connecting?.Dispose();
            Connection.Cut();
            _thread.Join();
        }

        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            ConnectAgain();
        }
        catch (FixStoreException e)
        {
            _log.Event(e.Message, _options.Clock());
            Failed?.Invoke(e);
        }
    }

    private void ConnectAgain()
    {
        var retries = 0;
        for (var failures = 0; !_stop.IsSet;)
        {
            var now = _options.Clock();
            if (Connection.Session.Options.Schedule is { } schedule && !schedule.TryGetWindow(now, out _))
            {
                _stop.Wait(TimeSpan.FromSeconds(1));
                continue;
            }

            var wasLoggedOn = Attempt();
            failures = wasLoggedOn ? 0 : failures + 1;
            retries = wasLoggedOn ? 1 : retries + 1;
            var delay = _options.Reconnect.Delay(Math.Max(0, failures - 1), _random.NextDouble());
            if (!_stop.IsSet) Retrying?.Invoke(new FixRetry(retries, delay, _ended));
            _stop.Wait(delay);
        }
    }

    /// <summary>True when the session was logged on meanwhile.</summary>
    private bool Attempt()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _connecting = socket;
        var pipe = new SocketPipe(socket, _options);
        try
        {
            socket.Connect(_host, _port);
            pipe.SetDeadline(_options.LogonTimeout);
            if (_options.ClientTls is { } tls) pipe.SecureAsClient(tls);
        }
        catch (Exception e) when (
            e is SocketException or IOException or AuthenticationException or ObjectDisposedException)
        {
            pipe.Dispose();
            _ended = $"no connection to {_host}:{_port}: {e.Message}";
            _log.Event(_ended, _options.Clock());
            return false;
        }

        if (_stop.IsSet || !Connection.TryConnect(pipe))
        {
            pipe.Dispose();
            return false;
        }

        var before = Connection.Session.LogonCount;
        Connection.Run(pipe, default);
        var wasLoggedOn = Connection.Session.LogonCount > before;
        _ended = Connection.Session.CloseReason;
        return wasLoggedOn;
    }
}
