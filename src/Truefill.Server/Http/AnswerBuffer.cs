using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Truefill.Server.Http;

/// <summary>
/// What an answer is written into while the books are held; kept for the next answer, because most are small and
/// there are very many. One that was not returned is lost to nobody.
/// </summary>
internal sealed class AnswerBuffer
{
    private const int KeptMax = 256;
    private const int KeptBytesMax = 64 << 10;

    private static readonly ConcurrentQueue<AnswerBuffer> Kept = new();

    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    private AnswerBuffer() => Json = new Utf8JsonWriter(bytes);

    public Utf8JsonWriter Json { get; }

    /// <summary>The sequence at which it is true.</summary>
    public ulong Seq { get; set; }

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Json.Flush();
            return bytes.WrittenMemory;
        }
    }

    public static AnswerBuffer Take() => Kept.TryDequeue(out AnswerBuffer? kept) ? kept : new AnswerBuffer();

    /// <summary>Nobody may read it any more.</summary>
    public void Return()
    {
        if (bytes.Capacity > KeptBytesMax || Kept.Count >= KeptMax) return;
        bytes.ResetWrittenCount();
        Json.Reset();
        Kept.Enqueue(this);
    }
}
