using System;
using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Faults;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Venues.Simulated;

/// <summary>
/// A market with a venue in front of it, as a passive machine: requests, questions, prints and time go in, reports come
/// out at the sink. It has no thread and reads no clock; equal settings and inputs give equal reports.
/// </summary>
/// <remarks>
/// An order fills only against size that was printed after it reached the venue, at the printed price, and the size of
/// one print is shared by all orders. Requests take <see cref="SimulatedMarketSettings.Latency"/> to get there; reports
/// come at once. Not thread-safe.
/// </remarks>
public sealed partial class SimulatedMarket
{

    private readonly SimulatedMarketSettings settings;
    private readonly long latencyNanos;
    private readonly Agenda agenda = new();
    private readonly Dictionary<string, SymbolBook> symbols = new(StringComparer.Ordinal);
    private readonly List<SymbolBook> symbolsInOrder = [];
    private readonly HashSet<SessionCalendar> watched = [];
    private readonly OrderRegister orders;
    private readonly ExecutionLog executions;
    private readonly ReportLine line;
    private readonly SeededChance chance;

    // When the last of what was sent reaches the venue.
    private UtcNanos lastArrival;

    /// <param name="start">The time on the venue's clock.</param>
    public SimulatedMarket(SimulatedMarketSettings settings, IVenueSink sink, UtcNanos start)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        Now = start;
        latencyNanos = UtcNanos.NanosOf(settings.Latency);
        chance = new SeededChance(settings.Seed);
        orders = new OrderRegister(settings.ClosedOrdersKept);
        executions = new ExecutionLog(settings.ExecutionsKept);
        Books = new VenueBooks(new Money(settings.InitialCash, settings.Currency));
        foreach (string account in settings.Accounts) Books.Account(account);
        line = new ReportLine(sink, settings, agenda, unchecked(settings.Seed * 31 + 7));
        logged = settings.Log is null ? null : new RawLine(settings.VenueId);
        Follow(settings.Script);
        foreach (SimulatedInstrument instrument in settings.Instruments ?? []) AddSymbol(instrument);
    }

    /// <summary>The time on the venue's clock. It never goes back.</summary>
    public UtcNanos Now { get; private set; }

    /// <summary>How often it misbehaves from here on. What is under way already stays as it is.</summary>
    public FaultSettings Faults
    {
        get => line.Faults;
        set => line.Faults = value;
    }

    /// <summary>What the venue holds to be true, whatever it says.</summary>
    public VenueBooks Books { get; }

    /// <summary>False while the line is down: requests do not leave, reports do not come.</summary>
    public bool IsConnected => line.IsConnected;

    internal ReportLine Line => line;

    /// <summary>When something happens next without a print; null: nothing.</summary>
    public UtcNanos? NextDue => agenda.NextAt;

    /// <summary>Number of orders that can still trade.</summary>
    public int OpenOrderCount => orders.OpenCount;

    /// <summary>Reports handed to the sink, copies included.</summary>
    public long ReportCount => line.PostedCount;

    /// <summary>Sends a request, which reaches the venue after the latency.</summary>
    /// <param name="at">When it is sent; before <see cref="Now"/>: now.</param>
    /// <exception cref="NotSentException">The line is down.</exception>
    public void Send(in VenueCommand command, UtcNanos at)
    {
        if (!line.IsConnected) throw new NotSentException("the simulated venue is not connected");
        lastArrival = UtcNanos.Max(at, Now).AddNanos(latencyNanos);
        agenda.Add(lastArrival, new RequestArrives(command, line.Connection));
    }

    /// <summary>Asks. The answer comes after the latency; on a line that is down it fails at once.</summary>
    /// <param name="atOnce">
    /// The question takes no time, unless something that was sent before it is still under way: it must not overtake.
    /// </param>
    public void Ask(in VenueQuery query, UtcNanos at, bool atOnce = false)
    {
        if (!line.IsConnected)
        {
            FailAtOnce(in query);
            return;
        }

        UtcNanos sent = UtcNanos.Max(at, Now);
        lastArrival = atOnce && lastArrival <= sent ? sent : sent.AddNanos(latencyNanos);
        agenda.Add(lastArrival, new QuestionArrives(query, line.Connection));
    }

    private void FailAtOnce(in VenueQuery query)
    {
        VenueReport failed = new()
        {
            Kind = VenueReportKind.Answer,
            ReceivedAt = Now,
            Answer = Failed(in query, "not connected"),
        };
        line.Post(in failed, ReportNature.Local);
    }

    /// <summary>Lets happen what is due up to and including <paramref name="time"/>.</summary>
    public void AdvanceTo(UtcNanos time)
    {
        while (agenda.Take(time, out UtcNanos at) is { } due)
        {
            Now = UtcNanos.Max(Now, at);
            due.Happen(this);
        }

        Now = UtcNanos.Max(Now, time);
    }

    /// <summary>
    /// The market prints a trade. What is due before it happens first; what is due at its very instant comes after it.
    /// </summary>
    public void Print(in TradePrint print)
    {
        AdvanceTo(print.Time.AddNanos(-1));
        Now = UtcNanos.Max(Now, print.Time);
        if (Book(print.Symbol) is { } book) Trade(book, print with { Time = Now });
    }

    /// <summary>The line opens. What there was to report before comes now, marked as sent before.</summary>
    public void Connect() => line.Open(Now, resend: true);

    /// <summary>The line is closed by us, until it is opened again.</summary>
    public void HangUp()
    {
        if (line.IsConnected) line.Close(Now, "closed by us");
    }

    /// <summary>The line drops, and is back after <paramref name="outage"/>.</summary>
    /// <param name="resend">
    /// What was to be reported meanwhile comes then, marked as sent before; else it is lost.
    /// </param>
    public void Disconnect(TimeSpan outage, bool resend = true)
    {
        if (!line.IsConnected) return;
        line.Close(Now, "the line dropped");
        agenda.Add(Now.Add(outage), new LineReturns(resend));
    }

    internal void LineIsBack(bool resend)
    {
        if (chance.Hits(Faults.Amnesia)) ForgetOrders();
        line.Open(Now, resend);
    }

    private SymbolBook? Book(string symbol)
    {
        if (symbols.TryGetValue(symbol, out SymbolBook? book)) return book;
        bool isTaken = settings.Instruments is null || settings.TakesOtherSymbols;
        return isTaken && symbol.Length > 0 ? AddSymbol(new SimulatedInstrument(symbol)) : null;
    }

    private SymbolBook AddSymbol(SimulatedInstrument instrument)
    {
        SymbolBook book = new(instrument, instrument.Sessions ?? SessionCalendar.Always);
        symbols.Add(instrument.Symbol, book);
        symbolsInOrder.Add(book);
        return book;
    }

    // The end of a session matters only where orders wait for it.
    private void Watch(SessionCalendar sessions)
    {
        if (watched.Add(sessions)) agenda.Add(sessions.At(Now).Until, new SessionChanges(sessions));
    }

    private Currency CurrencyOf(SimulatedInstrument instrument) =>
        instrument.Currency.IsNone ? settings.Currency : instrument.Currency;

    private sealed class SessionChanges(SessionCalendar sessions) : Due
    {
        public override void Happen(SimulatedMarket market)
        {
            market.watched.Remove(sessions);
            market.ExpireDayOrders(sessions);
        }
    }
}
