using System;
using System.Buffers;
using System.Text.Json;
using System.Threading;
using Truefill.Domain;
using Truefill.Server.Alerts;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Streaming;

/// <summary>Events that show how things are instead of what happened: of these only the latest counts.</summary>
internal sealed class StreamPictures(ApiContext context)
{
    private readonly Lock guard = new();
    private byte[] lastPnl = [];
    private long lastPnlVersion = -1;

    /// <summary>PnL of all accounts is rendered once for all clients, of some accounts for each.</summary>
    public byte[] Pnl(Func<Books, AccountFilter>? accounts, long version)
    {
        lock (guard)
        {
            if (accounts is null && version == lastPnlVersion) return lastPnl;
            byte[] data = Render(json =>
                context.Engine.Read(replica =>
                {
                    json.WriteNumber("seq", replica.Seq);
                    json.Time("time", replica.At);
                    json.WritePropertyName("pnl");
                    PnlView.Write(json, replica, method: null, accounts?.Invoke(replica.Books) ?? default);
                    return 0;
                }));
            if (accounts is not null) return data;
            lastPnlVersion = version;
            lastPnl = data;
            return data;
        }
    }

    /// <summary>State, mode and venues. Equal pictures are equal bytes: they hold no time and no sequence.</summary>
    public byte[] Health() => Render(json =>
        context.Engine.Read(replica =>
        {
            Books books = replica.Books;
            json.WriteStartObject("health");
            string? failure = context.Engine.WhyNotWritten;
            json.WriteString("state", failure is null ? "running" : "failed");
            json.WriteString("failure", failure);
            json.WriteString("mode", Words.Of(context.Mode));
            json.WriteString("held", books.Engine.Held);
            json.WriteNumber("epoch", books.Engine.Epoch);
            StatusView.WriteVenues(json, books);
            json.WriteEndObject();
            return 0;
        }));

    public static byte[] Alert(Alert alert) => Render(json =>
    {
        json.WritePropertyName("alert");
        AlertView.Write(json, alert);
    });

    /// <param name="seq">How far the client has been sent everything.</param>
    /// <param name="journalSeq">How far there is something to send: both are the same for who is not behind.</param>
    public byte[] Heartbeat(ulong seq, ulong journalSeq) => Render(json =>
    {
        json.WriteNumber("seq", seq);
        json.WriteNumber("journal_seq", journalSeq);
        json.Time("time", context.Engine.Clock.Now);
    });

    public static byte[] Gap(ulong afterSeq, ulong seq, string detail, bool lost) => Render(json =>
    {
        json.WriteNumber("after_seq", afterSeq);
        json.WriteNumber("seq", seq);
        json.WriteBoolean("lost", lost);
        json.WriteString("detail", detail);
    });

    private static byte[] Render(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
