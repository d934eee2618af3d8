using System;
using System.Buffers;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;
using Truefill.Server.Hosting;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// How far one reader's snapshots have come. Each holds the positions that have changed since the one before, all of
/// them the first time and every so often again; one in which nothing has changed is left out. Whoever puts them over
/// each other, the newest last, has the positions as of the newest one's sequence.
/// </summary>
internal sealed class SnapshotCursor(TimeSpan interval, TimeSpan complete)
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private ulong seen;
    private long lastAt = long.MinValue;
    private long completeAt = long.MinValue;

    /// <summary>The next one; null while none is due or nothing has changed.</summary>
    public byte[]? Next(EngineHost engine, Func<Books, AccountFilter>? accounts)
    {
        long now = Environment.TickCount64;
        if (lastAt != long.MinValue && now - lastAt < interval.TotalMilliseconds) return null;
        lastAt = now;
        bool isComplete = completeAt == long.MinValue || now - completeAt >= complete.TotalMilliseconds;
        if (isComplete) completeAt = now;
        return engine.Read(replica => Write(replica, isComplete, accounts?.Invoke(replica.Books) ?? default));
    }

    private byte[]? Write(Replica replica, bool isComplete, AccountFilter accounts)
    {
        if (!isComplete && replica.Seq == seen) return null;
        buffer.ResetWrittenCount();
        int count = 0;
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", replica.Seq);
            json.Time("time", replica.At);
            json.WriteBoolean("complete", isComplete);
            if (!isComplete) json.WriteNumber("since_seq", seen);
            json.WriteStartArray("positions");
            foreach (Position position in replica.Books.Positions.All)
            {
                if (!isComplete && replica.Index.Last(position.Handle) <= seen) continue;
                if (!accounts.Takes(position.Key.Account)) continue;
                PositionView.Write(json, replica.Books, position, method: null, replica.At, withLots: false);
                count++;
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        seen = replica.Seq;
        return count > 0 || isComplete ? buffer.WrittenSpan.ToArray() : null;
    }
}
