using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Truefill.Fix;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// The FIX codec on ExecutionReports of 288 bytes and 28 fields, all different, in a buffer larger than the
/// second-level cache, so neither branches nor bytes are warm. Beside it, in the same run, QuickFIX in C++ on the same
/// bytes, and the plain way: a string, Split, a dictionary.
/// </summary>
internal sealed class FixBenchmark : IBenchmark
{
    private const int MessageBytes = 288;
    private static readonly int[] Decimals = [38, 44, 31, 32, 14, 151, 6, 12, 381];

    /// <summary>Kept, so that the work is not optimised away.</summary>
    private static long sink;

    public string Group => "fix";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        var buffer = Fill(run.Size(20_000, 200));
        var index = new FixFieldIndex();
        var issues = new FixIssues();
        var dictionary = FixDictionary.For(FixVersion.Fix44);
        var lenient = new FixValidator(dictionary, FixStrictness.Lenient, checkForms: false);
        var strict = new FixValidator(dictionary, FixStrictness.Strict);
        var target = new byte[512];
        Measured plain = Measure(run, buffer, ReadPlain);
        var quick = QuickFixReference.Parse(run, buffer, MessageBytes);
        Measured typed = Measure(run, buffer, bytes => Check(ReadTyped(bytes, index)));
        yield return Beside("fix.parse_typed", typed, quick, "parse", "the same bytes and typed fields") with
        {
            Floors = [Bound.AtMost(300)],
            Goals = [Bound.AtMost(180)],
        };
        Measured parse = Measure(run, buffer, bytes => Check(FixParser.Parse(bytes, index, out _).IsOk));
        yield return Of("fix.parse", plain, parse);
        Measured validated = Measure(run, buffer, bytes =>
        {
            Check(FixParser.Parse(bytes, index, out var message).IsOk);
            Check(lenient.Validate(message, issues));
            Check(ReadFields(message));
        });
        const string Same = "the same bytes and typed fields, with a dictionary of just these fields";
        yield return Beside("fix.parse_typed_dictionary", validated, quick, "parse_dictionary", Same) with
        {
            Floors = [Bound.AtMost(300)],
            Goals = [Bound.AtMost(180)],
        };
        yield return Of("fix.parse_typed_dictionary_forms", plain, Measure(run, buffer, bytes =>
        {
            Check(FixParser.Parse(bytes, index, out var message).IsOk);
            Check(strict.Validate(message, issues));
            Check(ReadFields(message));
        }));
        Measured encode = Measure(
            run, buffer, _ => Check(Write(target, 1_795_200_499_279_000_000, 7) == MessageBytes));
        yield return Of("fix.encode", plain, encode) with { Reference = null, ReferenceValue = null };
    }

    private static Figure Beside(
        string name, Measured ours, IReadOnlyDictionary<string, double> quick, string key, string what) =>
        new(name, ours.Nanoseconds, "ns/message")
        {
            Reference = QuickFixReference.Describe(what),
            ReferenceValue = quick.TryGetValue(key, out double theirs) ? theirs : null,
            AllocatedBytesPerOp = ours.Bytes,
        };

    private static Figure Of(string name, Measured plain, Measured ours) => new(name, ours.Nanoseconds, "ns/message")
    {
        Reference = "string.Split into a dictionary, checksum, the same typed fields",
        ReferenceValue = plain.Nanoseconds,
        AllocatedBytesPerOp = ours.Bytes,
    };

    // The best round: what disturbs can only add.
    private static Measured Measure(BenchmarkRun run, byte[] buffer, Action<ReadOnlySpan<byte>> work)
    {
        // Long enough for the tiered compiler to be done: it starts 100 ms after the last new method.
        var warmMilliseconds = Math.Max(20, 1500 * run.Scale);
        var messages = buffer.Length / MessageBytes;
        var best = new Measured(double.MaxValue, 0);
        var warmUp = Stopwatch.StartNew();
        for (var round = 0; round < run.Rounds * 5;)
        {
            var warm = warmUp.ElapsedMilliseconds > warmMilliseconds;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var at = 0; at < buffer.Length; at += MessageBytes) work(buffer.AsSpan(at, MessageBytes));
            var elapsed = Stopwatch.GetElapsedTime(start);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (!warm) continue;
            round++;
            var nanoseconds = elapsed.TotalNanoseconds / messages;
            if (nanoseconds < best.Nanoseconds) best = new Measured(nanoseconds, (double)allocated / messages);
        }

        return best;
    }

    private static bool ReadTyped(ReadOnlySpan<byte> bytes, FixFieldIndex index) =>
        FixParser.Parse(bytes, index, out var message).IsOk && ReadFields(message);

    private static bool ReadFields(FixMessage message)
    {
        var sum = 0;
        foreach (var tag in Decimals)
        {
            if (message.TryGetDecimal(tag, out var value) != FixRead.Found) return false;
            // Not added: decimal addition with its change of scale costs as much as the read.
            sum += value.Scale;
        }

        if (message.TryGetUtcTimestamp(Tags.TransactTime, out var time) != FixRead.Found) return false;
        if (message.TryGetLong(Tags.MsgSeqNum, out var seq) != FixRead.Found) return false;
        if (message.TryGetChar(Tags.ExecType, out var type) != FixRead.Found) return false;
        if (message.TryGetChar(Tags.Side, out var side) != FixRead.Found) return false;
        if (message.TryGet(Tags.ClOrdID, out var id) != FixRead.Found) return false;
        sink = sum + seq + type + side + id.Length + (time & 1);
        return true;
    }

    private static void ReadPlain(ReadOnlySpan<byte> bytes)
    {
        var fields = new Dictionary<int, string>();
        foreach (var field in Encoding.Latin1.GetString(bytes).Split('\u0001', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = field.Split('=', 2);
            fields[int.Parse(parts[0], CultureInfo.InvariantCulture)] = parts[1];
        }

        var sum = 0;
        foreach (var b in bytes[..^7]) sum += b;
        Check(sum % 256 == int.Parse(fields[10], CultureInfo.InvariantCulture));
        long total = 0;
        foreach (var tag in Decimals) total += decimal.Parse(fields[tag], CultureInfo.InvariantCulture).Scale;
        var time = DateTime.ParseExact(fields[60], "yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture);
        total += long.Parse(fields[34], CultureInfo.InvariantCulture) + (time.Ticks & 1);
        sink = total + fields[150][0] + fields[54][0] + fields[11].Length;
    }

    private static byte[] Fill(int messages)
    {
        var buffer = new byte[messages * MessageBytes];
        for (var i = 0; i < messages; i++)
        {
            var time = 1_795_200_499_279_000_000 + (i * 1_000_003L);
            Check(Write(buffer.AsSpan(i * MessageBytes, MessageBytes), time, i) == MessageBytes);
        }

        return buffer;
    }

    private static int Write(Span<byte> target, long time, int number)
    {
        ReadOnlySpan<decimal> prices = [189.5m, 27.315m, 1042m, 9.99m, 412.0625m, 63m, 0.8125m];
        var price = prices[number % prices.Length];
        decimal quantity = 100 + (number * 37 % 9900), done = 1 + (number * 13 % 99);
        var writer = new FixMessageWriter(target, "FIX.4.4"u8, MsgTypes.ExecutionReport);
        writer.Append(Tags.SenderCompID, "BROKER01"u8);
        writer.Append(Tags.TargetCompID, "CLIENT01"u8);
        writer.AppendInt(Tags.MsgSeqNum, 100_000 + number);
        writer.AppendUtcTimestamp(Tags.SendingTime, time + 1_000_000);
        writer.AppendInt(Tags.OrderID, 70_000_000 + (number / 4));
        writer.AppendInt(Tags.ClOrdID, 20_000_000 + (number / 4));
        writer.AppendChar(Tags.ExecType, (byte)'F');
        writer.AppendChar(Tags.OrdStatus, (byte)'1');
        writer.Append(Tags.Account, "ACCT42"u8);
        writer.Append(Tags.Symbol, number % 2 == 0 ? "MSFT"u8 : "AAPL"u8);
        writer.AppendChar(Tags.Side, number % 3 == 0 ? (byte)'2' : (byte)'1');
        writer.AppendDecimal(Tags.OrderQty, quantity);
        writer.AppendChar(Tags.OrdType, (byte)'2');
        writer.AppendDecimal(Tags.Price, price + 0.5m);
        writer.AppendChar(Tags.TimeInForce, (byte)'0');
        writer.AppendDecimal(Tags.LastPx, price);
        writer.AppendDecimal(Tags.LastQty, done);
        writer.AppendDecimal(Tags.CumQty, done);
        writer.AppendDecimal(Tags.LeavesQty, quantity - done);
        writer.AppendDecimal(Tags.AvgPx, price);
        writer.AppendUtcTimestamp(Tags.TransactTime, time);
        writer.AppendDecimal(Tags.Commission, 1.25m);
        writer.AppendDecimal(Tags.GrossTradeAmt, price * done);
        // The last field takes up what is left to the size.
        Span<byte> id = stackalloc byte[MessageBytes];
        id.Fill((byte)'7');
        var left = MessageBytes - writer.Length - "17=|10=000|".Length;
        writer.Append(Tags.ExecID, id[..left]);
        return writer.TryFinish(out var bytes) ? bytes : 0;
    }

    private static void Check(bool good)
    {
        if (!good) throw new InvalidOperationException("the benchmark's own messages must be good");
    }

    private readonly record struct Measured(double Nanoseconds, double Bytes);
}
