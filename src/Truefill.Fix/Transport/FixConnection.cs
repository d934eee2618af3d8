using System;
using System.Threading;

namespace Truefill.Fix;

/// <summary>
/// A session that may be used from several threads, and the connection it has at the moment. One lock guards the
/// session; bytes are sent outside of it, by one thread at a time, so a slow counterparty holds up nobody who only adds
/// a message.
/// </summary>
public sealed class FixConnection
{
    private const int ReadBytes = 1 << 16;

    private readonly Lock guard = new();
    private readonly FixTransportOptions options;
    private readonly FixIntakeBucket? intake;
    private FixOutput spare = new();
    private SocketPipe? pipe;
    private bool sending;

    internal FixConnection(FixSession session, FixTransportOptions options)
    {
        Session = session;
        this.options = options;
        if (options.Intake is { } agreed) intake = new FixIntakeBucket(agreed);
    }

    /// <summary>Writes the body of a message.</summary>
    public delegate void WriteBody<in T>(ref FixMessageWriter writer, T argument)
        where T : allows ref struct;

    /// <summary>For its options and state. To send, use <see cref="Send"/>; from within a call of the application,
    /// the session itself.</summary>
    public FixSession Session { get; }

    public bool IsLoggedOn => Session.IsLoggedOn;

    /// <summary>Sends an application message, from any thread. Has no effect when it does not return a
    /// number.</summary>
    /// <param name="msgType">MsgType(35).</param>
    /// <param name="argument">For <paramref name="body"/>, so that it need not capture.</param>
    /// <param name="body">Appends the fields of the body.</param>
    /// <param name="bytesMax">Room for the whole message.</param>
    /// <param name="isLast">False: another message follows at once, and this one leaves with it at the latest.</param>
    public FixSent Send<T>(
        ReadOnlySpan<byte> msgType, T argument, WriteBody<T> body, int bytesMax = FixSession.DefaultSendBytes,
        bool isLast = true)
        where T : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        FixSent sent;
        lock (guard)
        {
            if (!Session.IsLoggedOn) return new FixSent(0, FixSendError.NotLoggedOn);
            if (Session.WaitingBytes > options.UnsentBytesMax)
            {
                pipe?.Cut();
                return new FixSent(0, FixSendError.Backlog);
            }

            var now = options.Clock();
            var writer = Session.Begin(msgType, now, bytesMax);
            body(ref writer, argument);
            sent = Session.Send(ref writer, now);
        }

        if (isLast) Push();
        return sent;
    }

    /// <summary>See <see cref="FixSession.Flushed"/>; from any thread.</summary>
    public FixMark Flushed
    {
        get
        {
            lock (guard) return Session.Flushed;
        }
    }

    /// <summary>See <see cref="FixSession.Confirm"/>; from any thread.</summary>
    public void Confirm(FixMark mark)
    {
        lock (guard) Session.Confirm(mark);
    }

    /// <summary>See <see cref="FixSession.LogOut(string, long)"/>; from any thread. With a store that failed there is
    /// no Logout(5), and the connection is cut.</summary>
    public void LogOut(string text)
    {
        try
        {
            lock (guard) Session.LogOut(text, options.Clock());
            Push();
        }
        catch (FixStoreException)
        {
            // The session's own thread says so.
            Cut();
        }
    }

    /// <summary>Cuts the connection without a Logout(5).</summary>
    public void Cut() => pipe?.Cut();

    /// <summary>Claims the session for a new connection; false when it has one.</summary>
    /// <exception cref="FixStoreException">The store failed; the session has no connection, and the pipe is
    /// closed.</exception>
    internal bool TryConnect(SocketPipe pipe)
    {
        try
        {
            lock (guard)
            {
                if (Session.State != FixSessionState.Disconnected) return false;
                this.pipe = pipe;
                Session.Connect(options.Clock());
                return true;
            }
        }
        catch (FixStoreException e)
        {
            End(pipe, e.Message);
            throw;
        }
    }

    /// <summary>Serves the connection until it ends.</summary>
    /// <param name="pipe">Claimed before by <see cref="TryConnect"/>.</param>
    /// <param name="first">Bytes that were read already.</param>
    internal void Run(SocketPipe pipe, ReadOnlySpan<byte> first)
    {
        var buffer = new byte[ReadBytes];
        var held = 0;
        if (first.Length > buffer.Length) buffer = new byte[first.Length * 2];
        first.CopyTo(buffer);
        var reason = "the counterparty closed the connection";
        try
        {
            // From here on the session's own timers decide how long it waits for what.
            pipe.SetDeadline(null);
            pipe.Idle = () => IdleIn(pipe);
            held = first.Length;
            held = Keep(buffer, held, Input(buffer.AsSpan(0, held)));
            while (Session.State != FixSessionState.Closing)
            {
                if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var read = pipe.Read(buffer.AsSpan(held));
                if (read == 0) break;
                held += Math.Max(read, 0);
                var before = Session.MessageCount;
                held = Keep(buffer, held, Input(buffer.AsSpan(0, held)));
                if (read > 0 && intake is not null) Rest(pipe, Session.MessageCount - before, read);
            }
        }
        catch (Exception e)
        {
            // Whatever a message leads to ends its own connection: the next one begins where the store stands.
            reason = e is FixStoreException ? e.Message : $"the session failed: {e.Message}";
        }

        End(pipe, reason);
    }

    /// <summary>Leaves the socket unread while the counterparty has sent more than is agreed; the timers run
    /// on.</summary>
    private void Rest(SocketPipe pipe, long messages, int bytes)
    {
        intake!.Take(messages, bytes, Environment.TickCount64);
        while (Session.State != FixSessionState.Closing && !pipe.IsCut
            && intake.Wait(Environment.TickCount64) is > 0 and var wait)
        {
            Thread.Sleep((int)Math.Min(wait, (long)options.TickInterval.TotalMilliseconds));
            Input(default);
        }
    }

    /// <summary>In the middle of a read, which a cut ends.</summary>
    private void IdleIn(SocketPipe pipe)
    {
        Input(default);
        if (Session.State == FixSessionState.Closing) pipe.Cut();
    }

    /// <summary>Received bytes, or none, and the timers.</summary>
    /// <returns>The bytes taken.</returns>
    private int Input(ReadOnlySpan<byte> bytes)
    {
        int taken;
        bool more;
        lock (guard)
        {
            var now = options.Clock();
            taken = Session.Receive(bytes, now);
            more = Session.Tick(now);
        }

        Push();
        while (more)
        {
            lock (guard) more = Session.Tick(options.Clock());
            Push();
        }

        return taken;
    }

    /// <summary>Sends what waits, unless another thread is at it already: that one takes this too.</summary>
    private void Push()
    {
        while (true)
        {
            FixOutput output;
            SocketPipe current;
            lock (guard)
            {
                if (sending || pipe is null) return;
                output = Session.TakeOutput(spare);
                if (output.Length == 0)
                {
                    spare = output;
                    return;
                }

                current = pipe;
                sending = true;
            }

            var good = current.TryWrite(output.Bytes);
            lock (guard)
            {
                sending = false;
                spare = output;
            }

            if (good) continue;
            current.Cut();
            return;
        }
    }

    private static int Keep(byte[] buffer, int held, int taken)
    {
        if (taken > 0) buffer.AsSpan(taken, held - taken).CopyTo(buffer);
        return held - taken;
    }

    private void End(SocketPipe pipe, string reason)
    {
        pipe.Cut();
        lock (guard)
        {
            this.pipe = null;
            try
            {
                Session.Disconnect(reason, options.Clock());
                spare = Session.TakeOutput(spare);
            }
            catch (FixStoreException)
            {
                // The store has failed before and says so again; the reason is known.
            }
        }

        pipe.Dispose();
    }
}
