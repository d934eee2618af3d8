using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Truefill.Fix.Desk;

/// <summary>
/// Sends orders C-1 to C-N while it is logged on, a cancel for each C-n with n % 10 == 4 and a replace for n % 10 == 5,
/// and books every execution that is reported, each ExecID(17) once. The twin of tests/interop/quickfix/client.h.
/// </summary>
internal sealed class Client : IFixApplication, IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, (string Account, string Symbol, char Side, long Quantity, decimal Price)> trades = [];
    private readonly HashSet<string> seen = [];
    private readonly Books books = new();
    private readonly Journal journal;
    private readonly string folder;
    private readonly bool old;
    private int next;
    private int received;
    private int duplicates;
    private int logons;

    public Client(string folder, FixVersion version)
    {
        this.folder = folder;
        old = version <= FixVersion.Fix42;
        journal = new Journal(Path.Combine(folder, "journal"));
        foreach (var line in journal.Before)
        {
            var words = line.Split('|');
            if (words[0] == "sent") next = int.Parse(words[1], CultureInfo.InvariantCulture);
            else Book(words);
        }
    }

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        var message = delivery.Message;
        lock (guard)
        {
            received++;
            if (!message.MsgType.SequenceEqual(MsgTypes.ExecutionReport))
                return message.MsgType.SequenceEqual(MsgTypes.OrderCancelReject) ? FixVerdict.Accepted : FixVerdict.Unsupported;
            string[] words =
            [
                "exec", message.Text(Tags.ExecID)!, message.Text(Tags.ExecType)!, message.Text(Tags.ExecTransType) ?? "0",
                message.Text(Tags.ExecRefID) ?? "", message.Text(Tags.Account) ?? "", message.Text(Tags.Symbol) ?? "",
                message.Text(Tags.Side)!, message.Text(Tags.LastQty) ?? "0", message.Text(Tags.LastPx) ?? "0",
            ];
            if (seen.Contains(words[1])) duplicates++;
            else journal.Write(string.Join('|', words));
            Book(words);
        }

        // Only now: the journal has it.
        session.Confirm(delivery.Mark);
        return FixVerdict.Accepted;
    }

    public void OnLoggedOn(FixSession session) => Interlocked.Increment(ref logons);

    /// <summary>Some more orders, if there is somebody to send them to.</summary>
    public void Work(FixConnection connection, int orders)
    {
        for (var n = 0; n < 50 && next < orders && connection.IsLoggedOn; n++) Order(connection, ++next);
        lock (guard)
        {
            books.Write(folder);
            Books.Replace(Path.Combine(folder, "state"),
                [$"sent {next}", $"received {received}", $"duplicates {duplicates}", $"logons {logons}"]);
        }
    }

    public void Dispose() => journal.Dispose();

    private void Order(FixConnection connection, int n)
    {
        // Before it is sent: a number is not used for two orders when this process is killed in between.
        lock (guard) journal.Write($"sent|{n}");
        Put(connection, n, "D", $"C-{n}", "");
        if (n % 10 == 4) Put(connection, n, "F", $"X-{n}", $"C-{n}");
        if (n % 10 == 5) Put(connection, n, "G", $"R-{n}", $"C-{n}");
    }

    private static void Put(FixConnection connection, int n, string type, string id, string original) =>
        connection.Send(System.Text.Encoding.ASCII.GetBytes(type), (n, type, id, original), static (ref writer, order) =>
        {
            var (n, type, id, original) = order;
            writer.Append(Tags.ClOrdID, id);
            if (original.Length > 0) writer.Append(Tags.OrigClOrdID, original);
            writer.Append(Tags.Account, n % 2 == 0 ? "ACC1" : "ACC2");
            writer.AppendChar(Tags.HandlInst, (byte)'1');
            writer.Append(Tags.Symbol, n % 3 == 0 ? "IBM" : "MSFT");
            writer.AppendChar(Tags.Side, n % 7 < 4 ? (byte)'1' : (byte)'2');
            writer.AppendInt(Tags.OrderQty, 10 + (n % 90));
            if (type != "F")
            {
                writer.AppendChar(Tags.OrdType, (byte)'2');
                writer.AppendDecimal(Tags.Price, 100m + ((n % 500) / 100m));
            }

            writer.AppendUtcTimestamp(Tags.TransactTime, FixNanos.Of(DateTimeOffset.UtcNow));
        });

    /// <summary>A new trade, a bust (4.4: ExecType H; 4.2: ExecTransType 1) or a correction (G; 2).</summary>
    private void Book(string[] words)
    {
        if (!seen.Add(words[1])) return;
        var quantity = long.Parse(words[8], CultureInfo.InvariantCulture);
        var trade = (words[5], words[6], words[7][0], quantity, decimal.Parse(words[9], CultureInfo.InvariantCulture));
        var kind = old ? (words[3][0], quantity > 0) switch { ('0', true) => 'F', ('1', _) => 'H', ('2', _) => 'G', _ => ' ' } : words[2][0];
        if (kind is 'H' or 'G' && trades.Remove(words[4], out var before))
            books.Trade(before.Account, before.Symbol, before.Side, -before.Quantity, before.Price);
        if (kind is not ('F' or 'G')) return;
        trades[words[1]] = trade;
        books.Trade(trade.Item1, trade.Item2, trade.Item3, trade.quantity, trade.Item5);
    }
}
