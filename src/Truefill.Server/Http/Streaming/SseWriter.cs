using System;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// Server-sent events onto one response. A client that takes nothing for too long is cut off, and can resume.
/// </summary>
internal sealed class SseWriter(HttpContext context, TimeSpan timeout)
{
    private readonly PipeWriter output = context.Response.BodyWriter;

    public void Retry(TimeSpan after) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"retry: {(long)after.TotalMilliseconds}\n\n"));

    public void Add(string name, ulong id, ReadOnlySpan<byte> data)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {name}\ndata: "));
        data.CopyTo(output.GetSpan(data.Length));
        output.Advance(data.Length);
        Write("\n\n");
    }

    public async Task Flush(CancellationToken cancel)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(timeout);
        await output.FlushAsync(limited.Token);
    }

    private void Write(string text)
    {
        int length = Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        output.Advance(length);
    }
}
