using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Truefill.Benchmarks.Http;

/// <summary>
/// One connection, as little as a client can do: sends bytes, and reads answers that state their length.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly byte[] buffer = new byte[16 << 10];
    private int filled;

    public HttpConnection(int port)
    {
        Socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    public Socket Socket { get; }

    /// <summary>Sends, and waits for the answer.</summary>
    /// <returns>Its status.</returns>
    public int Call(byte[] request)
    {
        Socket.Send(request);
        int status;
        do status = Read();
        while (status == 0);
        return status;
    }

    /// <summary>Reads once.</summary>
    /// <returns>The status of an answer that is complete now, else 0.</returns>
    public int Read()
    {
        int read = Socket.Receive(buffer.AsSpan(filled));
        if (read == 0) throw new InvalidOperationException("the server closed the connection");
        filled += read;
        ReadOnlySpan<byte> bytes = buffer.AsSpan(0, filled);
        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 || filled < end + 4 + LengthOf(bytes[..(end + 2)])) return 0;
        filled = 0;
        return int.Parse(bytes.Slice("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
    }

    /// <summary>The last answer as text.</summary>
    public string Last => Encoding.UTF8.GetString(buffer).TrimEnd('\0');

    public void Dispose() => Socket.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "\r\nContent-Length: "u8;
        int at = head.IndexOf(name);
        if (at < 0) throw new InvalidOperationException("an answer without a length");
        ReadOnlySpan<byte> rest = head[(at + name.Length)..];
        return int.Parse(rest[..rest.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
