using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Server.Http.Body;

namespace Truefill.Server.Grpc;

/// <summary>Messages on the wire: a flag, a length of four bytes, and so many bytes.</summary>
internal static class GrpcFrames
{
    private const int HeaderLength = 5;

    /// <summary>The one message of a request.</summary>
    /// <exception cref="GrpcException">It is too large, compressed, cut off or not alone.</exception>
    public static async Task<byte[]> Read(HttpRequest request, CancellationToken cancel)
    {
        byte[] header = new byte[HeaderLength];
        int read = await request.Body.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancel);
        if (read < HeaderLength) throw Malformed("The request has no message.");
        if (header[0] != 0)
            throw new GrpcException(
                GrpcStatus.Unimplemented, "compression", "Send messages uncompressed: none of them is large.");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > JsonBody.BytesMax)
            throw new GrpcException(
                GrpcStatus.ResourceExhausted, "body_too_large",
                $"The message has {length} bytes; {JsonBody.BytesMax} are taken.");
        byte[] message = new byte[length];
        read = await request.Body.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, cancel);
        if (read < message.Length) throw Malformed("The message is cut off.");
        if (await request.Body.ReadAsync(header, cancel) > 0) throw Malformed("The request has more than one message.");
        return message;
    }

    public static async Task Write(HttpResponse response, byte[] message, CancellationToken cancel)
    {
        byte[] frame = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, HeaderLength);
        await response.Body.WriteAsync(frame, cancel);
        await response.Body.FlushAsync(cancel);
    }

    /// <summary>How long the caller waits; infinite where it does not say.</summary>
    /// <exception cref="GrpcException">grpc-timeout is not one.</exception>
    public static TimeSpan Timeout(HttpRequest request)
    {
        string text = request.Headers["grpc-timeout"].ToString();
        if (text.Length == 0) return System.Threading.Timeout.InfiniteTimeSpan;
        double unit = text[^1] switch
        {
            'H' => 3_600_000,
            'M' => 60_000,
            'S' => 1000,
            'm' => 1,
            'u' => 0.001,
            'n' => 0.000_001,
            _ => 0,
        };
        if (unit == 0 || text.Length > 9 || !int.TryParse(
            text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            throw Malformed($"grpc-timeout: {text} is not a number of up to 8 digits with one of H M S m u n.");

        // No timer runs longer than that; who waits for weeks need not be cut off to the millisecond.
        return TimeSpan.FromMilliseconds(Math.Min(count * unit, int.MaxValue));
    }

    /// <summary>
    /// A message as the protocol has it: of UTF-8 the printable ASCII but the percent sign as it is. Clients decode no
    /// more than that, so what is escaped beyond it stays so in what people read.
    /// </summary>
    public static string MessageText(string message)
    {
        StringBuilder text = new(message.Length);
        foreach (byte each in Encoding.UTF8.GetBytes(message))
        {
            if (each is >= 0x20 and <= 0x7e and not (byte)'%') text.Append((char)each);
            else text.Append(CultureInfo.InvariantCulture, $"%{each:X2}");
        }

        return text.ToString();
    }

    private static GrpcException Malformed(string detail) =>
        new(GrpcStatus.InvalidArgument, "malformed_request", detail);
}
