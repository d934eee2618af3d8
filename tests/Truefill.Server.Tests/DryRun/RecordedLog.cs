using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

/// <summary>A recorded day as lines that tests can change, and what a replay of lines leads to as text.</summary>
internal static class RecordedLog
{
    public const string Day42 = "fix42-day";
    public const string Day44 = "fix44-day";

    public static List<byte[]> Lines(string day)
    {
        List<byte[]> lines = [];
        byte[] all = File.ReadAllBytes(PathOf(day + ".log"));
        int start = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] != '\n') continue;
            lines.Add(all[start..i]);
            start = i + 1;
        }

        return lines;
    }

    /// <summary>The venue's own books: account, symbol, position, net cash.</summary>
    public static List<(string Account, string Symbol, string Qty, string NetCash)> Truth(string day) =>
        [.. File.ReadLines(PathOf(day + ".truth")).Select(line => line.Split('|')).Select(f => (f[0], f[1], f[2], f[3]))];

    public static DryRunResult Run(IEnumerable<byte[]> lines, LotMethod method = LotMethod.Fifo, DryRunOptions? options = null) =>
        DryRunner.Run([new DryRunFile("log", Join(lines))], DryRunFormat.Fix, method, options);

    public static DryRunResult RunJsonl(params string[] lines) => DryRunner.Run(
        [new DryRunFile("jsonl", new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))))], DryRunFormat.Jsonl);

    public static MemoryStream Join(IEnumerable<byte[]> lines)
    {
        MemoryStream stream = new();
        foreach (byte[] line in lines)
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>A message from fields written with |, with its frame.</summary>
    public static byte[] Message(string body, string beginString = "FIX.4.4")
    {
        byte[] fields = Encoding.Latin1.GetBytes(body.Replace('|', '\u0001'));
        List<byte> bytes = [.. Encoding.Latin1.GetBytes($"8={beginString}\u00019={fields.Length}\u0001"), .. fields];
        int sum = bytes.Sum(b => b) % 256;
        bytes.AddRange(Encoding.Latin1.GetBytes($"10={sum:D3}\u0001"));
        return [.. bytes];
    }

    /// <summary>The fields of a line between BodyLength(9) and CheckSum(10).</summary>
    public static List<(int Tag, string Value)> Fields(byte[] line)
    {
        string text = Encoding.Latin1.GetString(line);
        return
        [
            .. text[text.IndexOf("8=FIX", StringComparison.Ordinal)..].Split('\u0001', StringSplitOptions.RemoveEmptyEntries)
                .Select(field => field.Split('=', 2))
                .Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]))
                .Where(field => field.Item1 is not (8 or 9 or 10)),
        ];
    }

    public static string? Field(byte[] line, int tag) => Fields(line).Where(f => f.Tag == tag).Select(f => f.Value).FirstOrDefault();

    /// <summary>The line with other fields and a good frame around them.</summary>
    public static byte[] WithFields(byte[] line, IEnumerable<(int Tag, string Value)> fields)
    {
        int start = line.AsSpan().IndexOf("8=FIX"u8);
        string begin = Encoding.Latin1.GetString(line, start + 2, 7);
        string body = string.Concat(fields.Select(f => $"{f.Tag}={f.Value}\u0001"));
        return [.. line[..start], .. Message(body, begin)];
    }

    /// <summary>Everything that a replay says except on which lines.</summary>
    public static string Books(DryRunResult result, bool withHistory = true)
    {
        StringBuilder text = new();
        foreach (Order order in result.Orders)
        {
            text.Append(CultureInfo.InvariantCulture, $"{order.ClOrdId} [{string.Join(' ', order.Chain.Select(r => r.Id))}] ");
            text.Append(CultureInfo.InvariantCulture, $"{order.OrdStatus} {order.OrderQty} {order.CumQty} {order.LeavesQty} {order.AvgPx}\n");
            foreach (HistoryRow row in withHistory ? result.HistoryOf(order.Handle) : [])
                text.Append(CultureInfo.InvariantCulture, $"  {row with { File = 0, Line = 0 }}\n");
        }

        foreach (DryRunViolation violation in withHistory ? result.Violations : [])
            text.Append(CultureInfo.InvariantCulture, $"{violation with { File = 0, Line = 0 }}\n");
        return text.Append(Positions(result)).ToString();
    }

    public static string Positions(DryRunResult result)
    {
        StringBuilder text = new();
        foreach (Position position in result.Positions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{result.Books.Names.Of(position.Key.Account)} ");
            text.Append(CultureInfo.InvariantCulture, $"{result.Books.Names.Of(position.Key.Symbol)} {position.Qty} {position.AvgPx} ");
            text.Append(CultureInfo.InvariantCulture, $"{position.Realized} {position.NetCash} {position.Cost} ");
            text.Append(string.Join(' ', position.Fees.Select(fee => $"{fee.Kind} {fee.Amount}")));
            text.Append(string.Join(' ', position.Lots.Select(lot => $" {lot.SignedQty}@{lot.Px}"))).Append('\n');
        }

        return text.ToString();
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", "fix", name);
}
