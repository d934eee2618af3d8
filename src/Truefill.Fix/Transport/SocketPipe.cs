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
    private readonly Socket _socket;
    private readonly FixTransportOptions _options;
    private readonly bool _spin;
    private readonly int _tick;
    private SslStream? _tls;

    internal SocketPipe(Socket socket, FixTransportOptions options)
    {
        _socket = socket;
        _options = options;
        socket.NoDelay = true;
        socket.SendTimeout = (int)options.SendTimeout.TotalMilliseconds;
        // Under TLS a spinning read would have to be told from an empty one inside the stream.
        _spin = options.Wait == FixWait.Spin && options.ClientTls is null && options.ServerTls is null;
        _tick = Math.Max(1, (int)options.TickInterval.TotalMilliseconds);
        socket.ReceiveTimeout = _tick;
    }

    private const int LooksPerTime = 16;

    /// <summary>What <see cref="Read"/> gives when there was nothing to read for a tick.</summary>
    internal const int Nothing = -1;

    /// <summary>Called while a TLS read waits.</summary>
    internal Action? Idle { get; set; }

    /// <summary>When it was connected, in milliseconds of the system's tick count.</summary>
    private long Since { get; } = Environment.TickCount64;

    /// <summary>For a counterparty that has to say something by then: a handshake, a Logon(A).</summary>
    internal void CutIfOlderThan(TimeSpan age)
    {
        if (Environment.TickCount64 - Since > age.TotalMilliseconds) Cut();
    }

    internal void SecureAsClient(SslClientAuthenticationOptions options)
    {
        _tls = new SslStream(new TickingStream(this));
        _tls.AuthenticateAsClient(options);
    }

    internal void SecureAsServer(SslServerAuthenticationOptions options)
    {
        _tls = new SslStream(new TickingStream(this));
        _tls.AuthenticateAsServer(options);
    }

    /// <summary>Bytes read; 0 at the end of the stream or when it broke; Nothing when a tick is over.</summary>
    internal int Read(Span<byte> to)
    {
        if (_tls is null) return _spin ? Spin(to) : ReadSocket(to);
        try
        {
            return _tls.Read(to);
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
            if (_tls is not null)
            {
                _tls.Write(bytes);
                return true;
            }

            while (!bytes.IsEmpty)
            {
                var sent = _socket.Send(bytes, SocketFlags.None, out var error);
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

    /// <summary>Wakes a reader, which then sees the end of the stream.</summary>
    internal void Cut()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }

    public void Dispose()
    {
        _tls?.Dispose();
        _socket.Dispose();
    }

    // A spinning socket does not block, so a full one is waited for here.
    private bool HasRoom() => _spin
        && _socket.Poll(TimeSpan.FromMilliseconds(_socket.SendTimeout), SelectMode.SelectWrite);

    /// <summary>Asks for bytes until there are some, and offers the processor to other threads meanwhile: with fewer
    /// processors than spinning threads, one that has work would else wait for a whole time slice.</summary>
    private int Spin(Span<byte> to)
    {
        if (!TrySetNonBlocking()) return 0;
        var until = Environment.TickCount64 + _tick;
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
        if (!_socket.Blocking) return true;
        try
        {
            _socket.Blocking = false;
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private int ReadSocket(Span<byte> to)
    {
        try
        {
            var read = _socket.Receive(to, SocketFlags.None, out var error);
            if (error is SocketError.TimedOut or SocketError.WouldBlock or SocketError.IOPending) return Nothing;
            return error == SocketError.Success ? read : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>The stream under TLS: it lets the timers run whenever a read has waited for a tick.</summary>
    private sealed class TickingStream(SocketPipe pipe) : Stream
    {
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
                if (read != Nothing) return read;
                pipe.Idle?.Invoke();
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                var sent = pipe._socket.Send(buffer, SocketFlags.None, out var error);
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
