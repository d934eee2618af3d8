using System;
using System.Buffers.Text;
using System.Globalization;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;

namespace Truefill.Benchmarks.Loads;

/// <summary>
/// A day's reports, made one at a time from a seed into a slot that is reused: partial fills of orders chosen at
/// random, of which some come again and some come late, and the rest come at a venue time that
/// stands still for runs of sixteen, so that neither age nor time sorts them. Every report carries what a FIX session
/// fills in.
/// </summary>
public sealed class FillLoad(FillLoadSize size)
{
    public const string Venue = "SIM";
    public const string Source = "venue:SIM";

    private const long Start = 1_790_000_000_000_000_000;
    private const int Remembered = 1024;

    private readonly int[] cumulative = new int[size.Orders + 1];
    private readonly Sent[] recent = new Sent[Remembered];
    private readonly string[] accounts = Names("ACC", size.Accounts);
    private readonly string[] symbols = Names("SYM", size.Symbols);
    private ulong chance = 0x9E37_79B9_7F4A_7C15;
    private long fills;
    private long reports;

    /// <summary>Reports made so far, repeated ones included.</summary>
    public long Reports => reports;

    /// <summary>Different executions among them.</summary>
    public long Fills => fills;

    public FillLoadSize Size => size;

    /// <summary>Engine time of the batch under way: a microsecond per report, whatever the real one took.</summary>
    public UtcNanos Now => new(Start + reports * 1000);

    /// <summary>What the books need before the first report: the start, the venue and its open session.</summary>
    public static Input[] Opening =>
    [
        new() { Kind = InputKind.Start, Body = new EngineStart(1, "bench", "", null), Source = InputSource.Engine },
        new()
        {
            Kind = InputKind.DefineVenue,
            Body = new DefineVenue(Venue, ReadOnly: false),
            Source = InputSource.Engine,
        },
        new() { Kind = InputKind.SessionOpened, Body = new SessionChange(Venue), Source = Source },
    ];

    /// <param name="order">From 1, as the engine will number it.</param>
    public Input Order(int order) => new()
    {
        Kind = InputKind.NewOrderSingle,
        Source = InputSource.Http,
        ReceivedAt = Now,
        Body = new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("C-" + order.ToString(CultureInfo.InvariantCulture)),
            Account = accounts[order % accounts.Length],
            Symbol = symbols[order / accounts.Length % symbols.Length],
            Venue = Venue,
            Terms = new OrderTerms(
                SideOf(order), OrdType.Limit, TimeInForce.GoodTillCancel, OrderQty, Px.FromTrusted(PriceOf(order))),
        },
    };

    /// <summary>The venue's acceptance of an order.</summary>
    public Input Acceptance(int order)
    {
        Input input = default;
        Common(ref input, order);
        input.Report.ExecType = ExecType.New;
        input.Report.OrdStatus = OrdStatus.New;
        input.Report.ExecId = ExecIdOf("N", order);
        input.Report.CumQty = Qty.Zero;
        input.Report.LeavesQty = OrderQty;
        input.Report.TransactTime = Now;
        return input;
    }

    /// <summary>Puts the next report into the slot; what the slot held is gone.</summary>
    public void Next(ref Input slot)
    {
        ulong dice = Roll();
        ulong kind = dice % 1000;
        if (kind < (ulong)size.Repeated && fills > Remembered)
        {
            Repeat(ref slot, in recent[(int)((dice >> 32) % Remembered)]);
            return;
        }

        long late = kind >= (ulong)(1000 - size.Late) ? 3_000_000 : 0;
        Sent sent = new(
            1 + (int)((dice >> 20) % (ulong)size.Orders),
            fills + 1,
            1 + (int)((dice >> 12) & 3),
            Start + ((fills >> 4) << 14) - late);
        recent[fills % Remembered] = sent;
        fills++;
        cumulative[sent.Order] += sent.Quantity;
        Say(ref slot, in sent, cumulative[sent.Order]);
    }

    private static Qty OrderQty => Qty.FromTrusted(1_000_000);

    private void Repeat(ref Input slot, in Sent sent)
    {
        Say(ref slot, in sent, cumulative[sent.Order]);
        slot.Report.PossDup = true;
    }

    private void Say(ref Input slot, in Sent sent, int cumulativeQty)
    {
        Common(ref slot, sent.Order);
        ref ExecutionReport report = ref slot.Report;
        decimal price = PriceOf(sent.Order) + (sent.Fill % 100 * 0.01m);
        report.ExecType = ExecType.Trade;
        report.OrdStatus = OrdStatus.PartiallyFilled;
        report.ExecId = ExecIdOf("E", sent.Fill);
        report.LastQty = Qty.FromTrusted(sent.Quantity);
        report.LastPx = Px.FromTrusted(ExactDecimal.Normalize(price));
        report.CumQty = Qty.FromTrusted(cumulativeQty);
        report.LeavesQty = Qty.FromTrusted(1_000_000 - cumulativeQty);
        report.TransactTime = new UtcNanos(sent.TransactTime);
        report.PossDup = false;
    }

    private void Common(ref Input slot, int order)
    {
        slot.Kind = InputKind.ExecutionReport;
        slot.Source = Source;
        slot.ReceivedAt = Now.AddNanos(-700);
        ref ExecutionReport report = ref slot.Report;
        report.Venue = new VenueId(1);
        report.Order = new OrderHandle(order);
        report.ClOrdId = WireIds.Make(1, new OrderHandle(order));
        report.OrderId = OrderIdOf(order);
        report.AccountName = accounts[order % accounts.Length];
        report.SymbolName = symbols[order / accounts.Length % symbols.Length];
        report.Side = SideOf(order);
        report.OrdType = OrdType.Limit;
        report.TimeInForce = TimeInForce.GoodTillCancel;
        report.OrderQty = OrderQty;
        report.Price = Px.FromTrusted(PriceOf(order));
        report.VenueSeq = ++reports;
    }

    // Both sides in every position, so that lots are opened and closed.
    private Side SideOf(int order) => (order / (accounts.Length * symbols.Length) & 1) == 0 ? Side.Buy : Side.Sell;

    private static decimal PriceOf(int order) => 20 + (order % 500);

    private static OrderId OrderIdOf(int order) => new(Text("V", order));

    private static ExecId ExecIdOf(string prefix, long number) => new(Text(prefix, number));

    private static ShortText Text(string prefix, long number)
    {
        Span<byte> text = stackalloc byte[24];
        text[0] = (byte)prefix[0];
        Utf8Formatter.TryFormat(10_000_000_000 + number, text[1..], out int digits);
        return ShortText.FromTrusted(text[..(digits + 1)]);
    }

    private static string[] Names(string prefix, int count)
    {
        string[] names = new string[count];
        for (int i = 0; i < count; i++) names[i] = prefix + i.ToString("D3", CultureInfo.InvariantCulture);
        return names;
    }

    // xorshift64*: the same load in every run and on every machine.
    private ulong Roll()
    {
        unchecked
        {
            chance ^= chance >> 12;
            chance ^= chance << 25;
            chance ^= chance >> 27;
            return chance * 0x2545_F491_4F6C_DD1D;
        }
    }

    private readonly record struct Sent(int Order, long Fill, int Quantity, long TransactTime);
}
