using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Fix;

/// <summary>
/// Bytes to and from one connected socket, with TLS or without. Reading comes back empty-handed after a while, so that
/// timers can run on the same thread; writing waits, but not for ever.
/// </summary>
internal sealed class SocketPipe : IDisposable
{
    private readonly Socket socket;
    private readonly FixTransportOptions options;
    private readonly bool spin;
    private readonly int tick;
    private SslStream? tls;
    private volatile bool isCut;

    // In milliseconds of the system's tick count.
    private long deadline = long.MaxValue;

    internal SocketPipe(Socket socket, FixTransportOptions options)
    {
        this.socket = socket;
        this.options = options;
        socket.NoDelay = true;
        socket.SendTimeout = (int)options.SendTimeout.TotalMilliseconds;
        // Under TLS a spinning read would have to be told from an empty one inside the stream.
        spin = options.Wait == FixWait.Spin && options.ClientTls is null && options.ServerTls is null;
        tick = Math.Max(1, (int)options.TickInterval.TotalMilliseconds);
        socket.ReceiveTimeout = tick;
        KeepAlive(socket);
    }

    // Without heartbeats, HeartBtInt(108)=0, nothing else shows that a counterparty has gone without a word, and its
    // session would be taken for connected for ever. About a minute after its last packet it is cut off.
    private const int KeepAliveSeconds = 30;
    private const int KeepAliveIntervalSeconds = 10;
    private const int KeepAliveProbes = 3;

    private const int LooksPerTime = 16;

    /// <summary>What <see cref="Read"/> gives when there was nothing to read for a tick.</summary>
    internal const int Nothing = -1;

    /// <summary>Called once in a tick at the least while a TLS read waits for a whole record.</summary>
    internal Action? Idle { get; set; }

    /// <summary>
    /// The counterparty has so long from now to get as far as it has to: through a handshake, to a Logon(A). Then it is
    /// cut off, however many bytes it sends. Null: it has any time.
    /// </summary>
    internal void SetDeadline(TimeSpan? patience) => deadline =
        patience is { } time ? Environment.TickCount64 + (long)time.TotalMilliseconds : long.MaxValue;

    internal void SecureAsClient(SslClientAuthenticationOptions options)
    {
        tls = new SslStream(new TickingStream(this));
        tls.AuthenticateAsClient(options);
    }

    internal void SecureAsServer(SslServerAuthenticationOptions options)
    {
        tls = new SslStream(new TickingStream(this));
        tls.AuthenticateAsServer(options);
    }

    /// <summary>Bytes read; 0 at the end of the stream or when it broke; Nothing when a tick is over.</summary>
    internal int Read(Span<byte> to)
    {
        if (tls is null) return spin ? Spin(to) : ReadSocket(to);
        try
        {
            return tls.Read(to);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>False when the counterparty is gone or takes nothing.</summary>
    internal bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (tls is not null)
            {
                tls.Write(bytes);
                return true;
            }

            while (!bytes.IsEmpty)
            {
                var sent = socket.Send(bytes, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock && HasRoom()) continue;
                if (error != SocketError.Success) return false;
                bytes = bytes[sent..];
            }

            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            return false;
        }
    }

    /// <summary>From our side; a reader sees the end of the stream.</summary>
    internal bool IsCut => isCut;

    /// <summary>Wakes a reader, which then sees the end of the stream.</summary>
    internal void Cut()
    {
        isCut = true;
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }

    public void Dispose()
    {
        tls?.Dispose();
        socket.Dispose();
    }

    // A spinning socket does not block, so a full one is waited for here.
    private bool HasRoom() => spin
        && socket.Poll(TimeSpan.FromMilliseconds(socket.SendTimeout), SelectMode.SelectWrite);

    /// <summary>Asks for bytes until there are some, and offers the processor to other threads meanwhile: with fewer
    /// processors than spinning threads, one that has work would else wait for a whole time slice.</summary>
    private int Spin(Span<byte> to)
    {
        if (!TrySetNonBlocking()) return 0;
        var until = Environment.TickCount64 + tick;
        while (true)
        {
            for (var looks = 0; looks < LooksPerTime; looks++)
            {
                if (ReadSocket(to) is var read and not Nothing) return read;
                Thread.Yield();
            }

            if (Environment.TickCount64 >= until) return Nothing;
        }
    }

    // Not before the first read: it has to be connected.
    private bool TrySetNonBlocking()
    {
        if (!socket.Blocking) return true;
        try
        {
            socket.Blocking = false;
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private int ReadSocket(Span<byte> to)
    {
        // Before each look at the socket: bytes that come a few at a time would else hold the place for ever.
        if (deadline != long.MaxValue && Environment.TickCount64 > deadline)
        {
            Cut();
            return 0;
        }

        try
        {
            var read = socket.Receive(to, SocketFlags.None, out var error);
            if (error is SocketError.TimedOut or SocketError.WouldBlock or SocketError.IOPending) return Nothing;
            return error == SocketError.Success ? read : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
    }

    /// <summary>The stream under TLS: it lets the timers run about once in a tick, also while a record comes in
    /// pieces.</summary>
    private sealed class TickingStream(SocketPipe pipe) : Stream
    {
        private long idleAt = Environment.TickCount64;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            while (true)
            {
                var read = pipe.ReadSocket(buffer);
                if (read == Nothing || Environment.TickCount64 - idleAt >= pipe.tick)
                {
                    idleAt = Environment.TickCount64;
                    pipe.Idle?.Invoke();
                }

                if (read != Nothing) return read;
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                var sent = pipe.socket.Send(buffer, SocketFlags.None, out var error);
                if (error != SocketError.Success) throw new IOException($"send: {error}");
                buffer = buffer[sent..];
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Each write goes straight to the socket.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
