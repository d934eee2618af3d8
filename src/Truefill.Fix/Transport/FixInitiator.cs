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
    private readonly FixTransportOptions options;
    private readonly string host;
    private readonly int port;
    private readonly IFixLog log;
    private readonly Random random;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private volatile Socket? connecting;
    private string ended = "";

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
        this.options = options ?? new FixTransportOptions();
        this.host = host;
        this.port = port;
        this.log = log ?? FixNoLog.Instance;
        random = seed is { } given ? new Random(given) : new Random();
        Connection = new FixConnection(session, this.options);
        thread = new Thread(Run) { IsBackground = true, Name = $"fix {session.Options.Name}" };
    }

    public FixConnection Connection { get; }

    /// <summary>Told before each wait, on the initiator's thread; to be set before the start.</summary>
    public Action<FixRetry>? Retrying { get; set; }

    /// <summary>Told on the initiator's thread that the store failed: nothing more is tried. To be set before the
    /// start.</summary>
    public Action<FixStoreException>? Failed { get; set; }

    public void Start() => thread.Start();

    /// <summary>Logs out, waits for the answer, and stops trying.</summary>
    public void Dispose()
    {
        if (stop.IsSet) return;
        stop.Set();
        Connection.LogOut("end of service");
        var patience = Connection.Session.Options.LogoutTimeout + TimeSpan.FromSeconds(2);
        if (Connection.Session.State == FixSessionState.Disconnected) connecting?.Dispose();
        if (thread.IsAlive && !thread.Join(patience))
        {
            // Also out of a connect that nobody answers.
            connecting?.Dispose();
            Connection.Cut();
            thread.Join();
        }

        stop.Dispose();
    }

    private void Run()
    {
        try
        {
            ConnectAgain();
        }
        catch (FixStoreException e)
        {
            log.Event(e.Message, options.Clock());
            Failed?.Invoke(e);
        }
    }

    private void ConnectAgain()
    {
        var retries = 0;
        for (var failures = 0; !stop.IsSet;)
        {
            var now = options.Clock();
            if (Connection.Session.Options.Schedule is { } schedule && !schedule.TryGetWindow(now, out _))
            {
                stop.Wait(TimeSpan.FromSeconds(1));
                continue;
            }

            var wasLoggedOn = Attempt();
            failures = wasLoggedOn ? 0 : failures + 1;
            retries = wasLoggedOn ? 1 : retries + 1;
            var delay = options.Reconnect.Delay(Math.Max(0, failures - 1), random.NextDouble());
            if (!stop.IsSet) Retrying?.Invoke(new FixRetry(retries, delay, ended));
            stop.Wait(delay);
        }
    }

    /// <summary>True when the session was logged on meanwhile.</summary>
    private bool Attempt()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        connecting = socket;
        var pipe = new SocketPipe(socket, options);
        try
        {
            socket.Connect(host, port);
            pipe.SetDeadline(options.LogonTimeout);
            if (options.ClientTls is { } tls) pipe.SecureAsClient(tls);
        }
        catch (Exception e) when (
            e is SocketException or IOException or AuthenticationException or ObjectDisposedException)
        {
            pipe.Dispose();
            ended = $"no connection to {host}:{port}: {e.Message}";
            log.Event(ended, options.Clock());
            return false;
        }

        if (stop.IsSet || !Connection.TryConnect(pipe))
        {
            pipe.Dispose();
            return false;
        }

        var before = Connection.Session.LogonCount;
        Connection.Run(pipe, default);
        var wasLoggedOn = Connection.Session.LogonCount > before;
        ended = Connection.Session.CloseReason;
        return wasLoggedOn;
    }
}
