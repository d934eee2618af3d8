using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Codec;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Metrics;

/// <summary>What the durable books say, as metrics. Nothing here has a label that a client can choose freely.</summary>
internal static class BookMetrics
{
    private static readonly FactType[] Events =
        [.. Enum.GetValues<FactType>().Where(type => type is < FactType.NameRegistered)];

    private static readonly (string Status, FactType Type)[] OrderEvents =
    [
        ("submitted", FactType.OrderSubmitted), ("held", FactType.OrderHeld), ("denied", FactType.OrderDenied),
        ("adopted", FactType.OrderAdopted), ("accepted", FactType.OrderAccepted), ("rejected", FactType.OrderRejected),
        ("canceled", FactType.OrderCanceled), ("replaced", FactType.OrderReplaced), ("expired", FactType.OrderExpired),
    ];

    public static void Write(
        MetricText text, Replica replica, (long Received, long Queued) inputs, bool withSymbols, UtcNanos now)
    {
        WriteIntake(text, replica, inputs);
        WriteOrders(text, replica);
        WriteMoney(text, replica.Books);
        WriteExposure(text, replica.Books);
        if (withSymbols) WritePositions(text, replica.Books);
        WriteVenues(text, replica);
        text.Family(
            "truefill_protection_gap_seconds", MetricKind.Gauge,
            "Seconds during which filled quantity of orders with stop-loss or take-profit was not fully protected.");
        text.Sample((double)replica.Books.Protections.GapSecondsAt(replica.At));
        WriteOpenGaps(text, replica.Books, now);
        WriteKillSwitches(text, replica);
        text.Family("truefill_journal_sequence", MetricKind.Gauge, "The last durable sequence.");
        text.Sample(replica.Seq);
    }

    /// <summary>Facts about orders and executions by type.</summary>
    public static void WriteEvents(MetricText text, string name, Replica replica)
    {
        text.Family(name, MetricKind.Counter, "Facts about orders and executions, by type, since the start.");
        foreach (FactType type in Events) text.Sample(replica.CountOf(type), ("type", Words.Of(type)));
    }

    private static void WriteOpenGaps(MetricText text, Books books, UtcNanos now)
    {
        text.Family(
            "truefill_protection_open_gap_seconds", MetricKind.Gauge,
            "How long the account's longest gap in protection has lasted; 0: everything is protected.");
        SortedDictionary<int, double> longest = [];
        foreach (AccountId account in books.Protections.Accounts) longest[account.Value] = 0;
        foreach (ProtectedOrder entry in books.Protections.Gaps)
        {
            double gap = Math.Max(0, now.Value - entry.GapSince.Value) / (double)UtcNanos.PerSecond;
            int account = entry.Key.Account.Value;
            longest[account] = Math.Max(longest[account], gap);
        }

        foreach ((int account, double gap) in longest)
            text.Sample(gap, ("account", books.Names.Of(new AccountId(account))));
    }

    // received = applied + duplicate + ignored + dead lettered + queued, exact: all of it is read at one sequence.
    private static void WriteIntake(MetricText text, Replica replica, (long Received, long Queued) inputs)
    {
        Domain.Intake.IntakeCounters intake = replica.Books.Intake;
        text.Family(
            "truefill_intake_received", MetricKind.Counter, "Inputs received: the sum of the settled and the queued.");
        text.Sample(inputs.Received);
        text.Family("truefill_intake_settled", MetricKind.Counter, "Inputs that were dealt with, by how.");
        text.Sample(intake.Applied, ("outcome", "applied"));
        text.Sample(intake.Duplicate, ("outcome", "duplicate"));
        text.Sample(intake.Ignored, ("outcome", "ignored"));
        text.Sample(intake.DeadLettered, ("outcome", "dead_lettered"));
        text.Family("truefill_intake_queued", MetricKind.Gauge, "Inputs that are not settled yet.");
        text.Sample(inputs.Queued);
        text.Family("truefill_duplicates", MetricKind.Counter, "Inputs that said what was known.");
        text.Sample(intake.Duplicate);
        text.Family("truefill_deadletters", MetricKind.Counter, "Inputs that could not be applied.");
        text.Sample(intake.DeadLettered);
        text.Family("truefill_deadletters_open", MetricKind.Gauge, "Dead letters that nobody has dealt with.");
        text.Sample(replica.Books.DeadLetters.Open.Count);
    }

    private static void WriteOrders(MetricText text, Replica replica)
    {
        OrderTable orders = replica.Books.Orders;
        text.Family("truefill_orders", MetricKind.Counter, "What happened to orders, since the start.");
        foreach ((string status, FactType type) in OrderEvents)
            text.Sample(replica.CountOf(type), ("status", status));
        text.Family("truefill_violations", MetricKind.Counter, "Reports that contradict the books.");
        text.Sample(replica.CountOf(FactType.ReportViolated));
        int held = 0;
        foreach (Order order in orders.Open)
            if (order.IsHeld) held++;

        text.Family("truefill_open_orders", MetricKind.Gauge, "Orders that are open, by state.");
        text.Sample(orders.OpenCount, ("state", "all"));
        text.Sample(held, ("state", "held"));
        text.Sample(orders.UnknownCount, ("state", "unknown"));
        text.Sample(orders.OverfilledCount, ("state", "overfilled"));
    }

    private static void WriteMoney(MetricText text, Books books)
    {
        List<PnlRow> rows = [.. PnlTotals.Of(books, method: null).Rows];
        text.Family("truefill_pnl_realized", MetricKind.Gauge,
            "Realised profit and loss before fees, in the currency.");
        foreach (PnlRow row in rows) text.Amount(row.Realized, Labels(books, row.Account, row.Strategy, row.Currency));
        text.Family("truefill_pnl_unrealized", MetricKind.Gauge, "Unrealised profit and loss; absent without a mark.");
        foreach (PnlRow row in rows)
            if (row.Unrealized is { } value) text.Amount(value, Labels(books, row.Account, row.Strategy, row.Currency));
        text.Family("truefill_fees", MetricKind.Gauge, "Fees and taxes, in the currency.");
        foreach (PnlRow row in rows) text.Amount(row.Fees, Labels(books, row.Account, row.Strategy, row.Currency));
        text.Family("truefill_missing_marks", MetricKind.Gauge, "Open positions without a mark.");
        text.Sample(rows.Sum(row => row.MissingMarks));
    }

    private static void WriteExposure(MetricText text, Books books)
    {
        Exposure exposure = Exposure.Of(books, default);
        List<ExposureRow> rows = [.. exposure.ByCurrency.Where(row => row.Strategy is not null)];
        text.Family("truefill_exposure_gross", MetricKind.Gauge, "Sum of the absolute values of positions.");
        foreach (ExposureRow row in rows)
            text.Amount(row.Gross.Amount, Labels(books, row.Account, row.Strategy!.Value, row.Net.Currency));
        text.Family("truefill_exposure_net", MetricKind.Gauge, "Sum of the signed values of positions.");
        foreach (ExposureRow row in rows)
            text.Amount(row.Net.Amount, Labels(books, row.Account, row.Strategy!.Value, row.Net.Currency));
    }

    private static void WritePositions(MetricText text, Books books)
    {
        text.Family("truefill_position_quantity", MetricKind.Gauge, "Signed quantity of each position.");
        foreach (Position position in books.Positions.All)
        {
            text.Amount(
                position.Qty.Value,
                ("account", books.Names.Of(position.Key.Account)),
                ("strategy", books.Names.Of(position.Key.Strategy)),
                ("symbol", books.Names.Of(position.Key.Symbol)));
        }
    }

    private static void WriteVenues(MetricText text, Replica replica)
    {
        Books books = replica.Books;
        text.Family("truefill_venue_up", MetricKind.Gauge, "1 while the venue's session is open.");
        foreach (Session session in books.Sessions.All)
            text.Sample(session.IsOpen ? 1 : 0, ("venue", books.Names.Of(session.Venue)));
        text.Family("truefill_venue_sessions_opened", MetricKind.Counter, "Sessions opened, since the start.");
        text.Sample(replica.CountOf(FactType.SessionOpened));
    }

    // The strongest state per scope: targets would be labels that clients choose.
    private static void WriteKillSwitches(MetricText text, Replica replica)
    {
        text.Family("truefill_kill_switch_state", MetricKind.Gauge,
            "0 off, 1 warning, 2 active: the strongest by scope.");
        foreach (KillScope scope in Enum.GetValues<KillScope>())
        {
            KillSwitchState strongest = KillSwitchState.Off;
            foreach (KillSwitchEntry entry in replica.Books.KillSwitch.Engaged)
                if (entry.Scope == scope && entry.State > strongest) strongest = entry.State;
            text.Sample((int)strongest, ("scope", Words.Of(scope)));
        }

        text.Family("truefill_kill_switch_changes", MetricKind.Counter, "Kill switches set or reset, since the start.");
        text.Sample(replica.CountOf(FactType.KillSwitchSet));
    }

    private static (string, string)[] Labels(Books books, AccountId account, StrategyId strategy, Currency currency) =>
    [
        ("account", books.Names.Of(account)),
        ("strategy", books.Names.Of(strategy)),
        ("currency", currency.ToString()),
    ];
}
