using System;
using System.Buffers;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Engine.Reading;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>Answers that show orders: what was replaced is read out of the journal between two readings.</summary>
internal static class AlpacaAnswer
{
    public static async Task Write(
        ApiCall call, Action<Utf8JsonWriter, Replica, LinkHistories> write, int status = 200)
    {
        LinkHistories past = new(
            order => LinkHistory.Read(call.Services, order), call.Services.Alpaca.ExecutionsOf);
        ArrayBufferWriter<byte> buffer = new(4096);
        ulong seq;
        do
        {
            past.Load();
            buffer.ResetWrittenCount();
            using Utf8JsonWriter json = new(buffer);
            seq = call.Services.Read(replica =>
            {
                write(json, replica, past);
                return replica.Seq;
            });
            await json.FlushAsync(call.Context.RequestAborted);
        }
        while (past.IsMissing);

        call.Context.Response.Headers["X-Request-ID"] = call.Context.TraceIdentifier;
        await call.Send(buffer.WrittenMemory, seq, status);
    }

    /// <summary>An answer out of nothing in the books, which are not held up by it.</summary>
    public static async Task WriteApart(ApiCall call, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        using (Utf8JsonWriter json = new(buffer)) write(json);
        call.Context.Response.Headers["X-Request-ID"] = call.Context.TraceIdentifier;
        await call.Send(buffer.WrittenMemory, call.Services.Read(static replica => replica.Seq), 200);
    }

    /// <summary>An answer without orders in it.</summary>
    public static Task Write(ApiCall call, Action<Utf8JsonWriter, Replica> write, int status = 200) =>
        Write(call, (json, replica, _) => write(json, replica), status);
}
