using System;
using System.Buffers;
using System.IO;
using System.Text.Json;
using Truefill.Cli.Rendering;
using Truefill.Domain.Names;
using Truefill.Engine.Reading;
using Truefill.Server.Offline;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>Every fill as it stands, one a row, oldest first, with the names of the HTTP API.</summary>
internal static class FillsCsv
{
    private static readonly string[] Columns =
    [
        "seq", "exec_id", "cl_ord_id", "order_id", "account", "strategy", "symbol", "venue", "side", "last_qty",
        "last_px", "fee", "fee_currency", "time", "busted", "corrected", "journaled_at",
    ];

    public static long Write(OfflineState state, TextWriter target, ulong from, ulong to)
    {
        Replica replica = state.Newest();
        Csv.WriteRow(Columns, target);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        long count = 0;
        for (int handle = 1; handle <= replica.Books.Executions.Count; handle++)
        {
            var exec = new ExecHandle(handle);
            ulong seq = replica.Index.StampOf(exec).Seq;
            if (seq < from || seq > to) continue;
            buffer.ResetWrittenCount();
            json.Reset();
            FillView.Write(json, replica, replica.Books.Executions[exec]);
            json.Flush();
            using JsonDocument row = JsonDocument.Parse(buffer.WrittenMemory);
            string[] cells = Array.ConvertAll(Columns, name => Cell(row.RootElement.GetProperty(name)));
            Csv.WriteRow(cells, target);
            count++;
        }

        return count;
    }

    // As in JSON: the framework would write True and False.
    private static string Cell(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString();
}
