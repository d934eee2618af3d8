using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Offline;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>Reads records from a journal's files, and goes on as they grow.</summary>
internal sealed class OfflineTail : IDisposable
{
    private readonly string path;
    private readonly OfflineState state;
    private readonly JournalWindow window;
    private readonly Replica replica;
    private readonly JournalReader reader;

    public OfflineTail(string path)
    {
        this.path = path;
        (state, replica, reader) = StatePlace.Guard(path, () => Open(path));
        window = new JournalWindow(state.Journal, state.Options);
    }

    /// <summary>The records behind a sequence, and the last durable one.</summary>
    public Task<(JsonElement[] Items, long Durable)> Read(long after, int limit) => Task.FromResult(StatePlace.Guard(
        path,
        () =>
        {
            CatchUp();
            return (Rows((ulong)after, limit), (long)replica.Seq);
        }));

    public void Dispose()
    {
        reader.Dispose();
        state.Dispose();
    }

    private static (OfflineState State, Replica Replica, JournalReader Reader) Open(string path)
    {
        OfflineState opened = OfflineState.Open(path);
        Replica newest = opened.Newest();
        JournalPosition? start = null;
        foreach (JournalPosition each in SegmentStarts.AllIn(opened.Journal, opened.Options))
            if (each.NextSeq <= newest.Seq + 1) start = each;
        return (opened, newest, new JournalReader(opened.Journal, opened.Options, start, ReadScope.Durable));
    }

    private void CatchUp()
    {
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            if (block.FirstSeq > replica.Seq)
                replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }
    }

    private JsonElement[] Rows(ulong after, int limit)
    {
        IReadOnlyList<CopiedBlock> blocks = window.Read(after, replica.Seq, limit);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            using var rows = new JournalRows(json, replica);
            json.WriteStartArray();
            foreach (CopiedBlock block in blocks)
                rows.Write(block.Records, block.FirstSeq, block.Count, after + 1, limit);
            json.WriteEndArray();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return [.. document.RootElement.EnumerateArray().Take(limit).Select(item => item.Clone())];
    }
}
