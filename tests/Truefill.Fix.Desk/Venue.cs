using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace Truefill.Fix.Desk;

/// <summary>
/// Accepts orders; the number behind the dash of a ClOrdID(11) decides what becomes of each: n % 10 == 3 is rejected, 4
/// and 5 stay open for a cancel or a replace, the rest is filled in one to three pieces. The twin of
/// tests/interop/quickfix/venue.h.
/// </summary>
internal sealed class Venue : IFixApplication, IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, Order> orders = [];
    private readonly List<(int Number, string Fields)> unreported = [];
    private readonly Books books = new();
    private readonly Journal journal;
    private readonly string folder;
    private readonly bool old;
    private int executions;
    private int duplicates;
    private int received;

    /// <param name="folder">Of the journal and the books.</param>
    /// <param name="version">Of the session.</param>
    /// <param name="firstUnsent">The number that the store would use next.</param>
    public Venue(string folder, FixVersion version, int firstUnsent)
    {
        this.folder = folder;
        old = version <= FixVersion.Fix42;
        journal = new Journal(Path.Combine(folder, "journal"));
        foreach (var line in journal.Before)
        {
            var (number, fields) = (int.Parse(line[..line.IndexOf(' ')], CultureInfo.InvariantCulture), line[(line.IndexOf(' ') + 1)..]);
            Apply(fields);
            // Decided, but killed before the session had it: the client has still to hear of it.
            if (number >= firstUnsent) unreported.Add((number, fields));
        }
    }

    private sealed record Order(string Id, string Account, string Symbol, char Side, long Quantity, decimal Price, long Done, char Status);

    public void OnLoggedOn(FixSession session)
    {
        lock (guard)
        {
            foreach (var (_, fields) in unreported) Send(session, fields);
            unreported.Clear();
        }
    }

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        var message = delivery.Message;
        lock (guard)
        {
            received++;
            var id = message.Text(Tags.ClOrdID) ?? "";
            switch (message.MsgType)
            {
                case [(byte)'D'] when orders.ContainsKey(id):
                    duplicates++;
                    break;
                case [(byte)'D']:
                    message.TryGetLong(Tags.OrderQty, out var quantity);
                    message.TryGetDecimal(Tags.Price, out var price);
                    message.TryGetChar(Tags.Side, out var side);
                    Take(session, new Order(id, message.Text(Tags.Account) ?? "", message.Text(Tags.Symbol)!, (char)side, quantity, price, 0, '0'));
                    break;
                case [(byte)'F' or (byte)'G']:
                    message.TryGetLong(Tags.OrderQty, out var wanted);
                    message.TryGetDecimal(Tags.Price, out var limit);
                    Change(session, message.Text(Tags.OrigClOrdID)!, id, message.MsgType[0] == 'G', wanted, limit);
                    break;
                default:
                    return FixVerdict.Unsupported;
            }
        }

        session.Confirm(delivery.Mark);
        return FixVerdict.Accepted;
    }

    public void Work()
    {
        lock (guard)
        {
            books.Write(folder);
            Books.Replace(Path.Combine(folder, "state"),
                [$"received {received}", $"duplicates {duplicates}", $"orders {orders.Count}", $"executions {executions}"]);
        }
    }

    public void Dispose() => journal.Dispose();

    private void Take(FixSession session, Order order)
    {
        var n = int.Parse(order.Id[(order.Id.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
        Report(session, order with { Status = n % 10 == 3 ? '8' : '0' }, n % 10 == 3 ? '8' : '0', 0, 0);
        if (n % 10 is 3 or 4 or 5) return;
        var pieces = 1 + (n % 3);
        for (var piece = 1; piece <= pieces; piece++)
        {
            var quantity = piece == pieces ? order.Quantity - order.Done : order.Quantity / pieces;
            order = Fill(session, order, quantity, order.Price - (piece / 100m));
        }
    }

    private Order Fill(FixSession session, Order order, long quantity, decimal price)
    {
        var done = order.Done + quantity;
        order = order with { Done = done, Status = done == order.Quantity ? '2' : '1' };
        Report(session, order, old ? order.Status : 'F', quantity, price);
        return order;
    }

    private void Change(FixSession session, string original, string id, bool replace, long quantity, decimal price)
    {
        if (!orders.TryGetValue(original, out var order) || order.Status is '2' or '4' or '8')
        {
            Decide(session, $"9|37=V|11={id}|41={original}|39={(order is null ? '8' : order.Status)}|434={(replace ? 2 : 1)}|102={(order is null ? 1 : 0)}");
            return;
        }

        if (!replace)
        {
            Report(session, order with { Id = id, Status = '4' }, '4', 0, 0, original);
            return;
        }

        var next = order with { Id = id, Quantity = quantity, Price = price, Status = '0' };
        Report(session, next, '5', 0, 0, original);
        Fill(session, next, quantity - next.Done, price);
    }

    private void Report(FixSession session, Order order, char type, long quantity, decimal price, string original = "")
    {
        var open = order.Status is '0' or '1';
        var fields = new StringBuilder("8");
        void Add(int tag, object value) => fields.Append(CultureInfo.InvariantCulture, $"|{tag}={value}");
        Add(37, "V" + order.Id);
        Add(11, order.Id);
        if (original.Length > 0) Add(41, original);
        Add(17, $"E{executions + 1}");
        if (old) Add(20, 0);
        Add(150, type);
        Add(39, order.Status);
        Add(1, order.Account);
        Add(55, order.Symbol);
        Add(54, order.Side);
        Add(38, order.Quantity);
        Add(44, order.Price);
        Add(32, quantity);
        Add(31, price);
        Add(151, open ? order.Quantity - order.Done : 0);
        Add(14, order.Done);
        Add(6, order.Price);
        Decide(session, fields.ToString());
    }

    /// <summary>Journaled with the number that it will be sent under, then done, then sent.</summary>
    private void Decide(FixSession session, string fields)
    {
        journal.Write($"{session.NextOutbound} {fields}");
        Apply(fields);
        Send(session, fields);
    }

    private void Apply(string fields)
    {
        if (fields[0] != '8') return;
        var report = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields.Split('|')[1..]) report[field[..field.IndexOf('=')]] = field[(field.IndexOf('=') + 1)..];
        long Whole(string tag) => long.Parse(report[tag], CultureInfo.InvariantCulture);
        decimal Exact(string tag) => decimal.Parse(report[tag], CultureInfo.InvariantCulture);
        executions++;
        orders[report["11"]] = new Order(
            report["11"], report["1"], report["55"], report["54"][0], Whole("38"), Exact("44"), Whole("14"), report["39"][0]);
        if (report.TryGetValue("41", out var original) && orders.TryGetValue(original, out var before))
            orders[original] = before with { Status = '4' };
        if (Whole("32") > 0) books.Trade(report["1"], report["55"], report["54"][0], Whole("32"), Exact("31"));
    }

    private static void Send(FixSession session, string fields)
    {
        var now = FixNanos.Of(DateTimeOffset.UtcNow);
        var parts = fields.Split('|');
        var writer = session.Begin(Encoding.ASCII.GetBytes(parts[0]), now);
        foreach (var part in parts.AsSpan(1))
            writer.Append(int.Parse(part.AsSpan(0, part.IndexOf('=')), CultureInfo.InvariantCulture), part.AsSpan(part.IndexOf('=') + 1));
        writer.AppendUtcTimestamp(Tags.TransactTime, now);
        // Not logged on any more: it is in the journal, and goes out after the next logon.
        session.Send(ref writer, now);
    }
}
