using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Grpc;

/// <summary>
/// Takes a stream of server-sent events and hands each on as the JSON of the message <c>Event</c>. Waits with its
/// writer while the client is slow, so the stream's own bounds hold.
/// </summary>
/// <param name="isStream">False while what is written is a problem instead.</param>
internal sealed class EventSink(Func<bool> isStream, Func<JsonElement, Task> take) : Stream
{
    private static readonly byte[] End = "\n\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>What was written and is no event.</summary>
    public ReadOnlyMemory<byte> Rest => buffer.WrittenMemory;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        this.buffer.Write(buffer.Span);
        if (!isStream()) return;
        byte[] all = this.buffer.WrittenSpan.ToArray();

        // What is handed on is gone, also where its client is too slow: a problem may be written behind it.
        this.buffer.Clear();
        int start = 0;
        for (int length; (length = all.AsSpan(start).IndexOf(End)) >= 0; start += length + End.Length)
        {
            if (EventOf(all.AsMemory(start, length)) is not { } found) continue;
            await take(found).WaitAsync(cancellationToken);
        }

        this.buffer.Write(all.AsSpan(start));
    }

    // Lines "id: 7", "event: fill", "data: {…}", each at most once; "retry: 2000" stands alone and is no event.
    private static JsonElement? EventOf(ReadOnlyMemory<byte> block)
    {
        string? id = null;
        string? name = null;
        string? data = null;
        foreach (string line in Encoding.UTF8.GetString(block.Span).Split('\n'))
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
        }

        if (id is null || name is null || data is null) return null;
        ArrayBufferWriter<byte> output = new();
        using (JsonDocument content = JsonDocument.Parse(data))
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            json.WriteString("seq", id);
            json.WriteString("name", name);
            json.WriteString("json", data);
            foreach (string part in (ReadOnlySpan<string>)["order", "position"])
                if (content.RootElement.TryGetProperty(part, out JsonElement value))
                {
                    json.WritePropertyName(part);
                    value.WriteTo(json);
                }

            json.WriteEndObject();
        }

        using JsonDocument made = JsonDocument.Parse(output.WrittenMemory);
        return made.RootElement.Clone();
    }
}
