using System;
using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>What the process around the replica adds to its status; offline there is none.</summary>
/// <param name="Running">False when the journal is read without a service.</param>
/// <param name="Failure">What stopped the engine, or why nothing becomes durable for now; else null.</param>
/// <param name="Queued">Inputs that wait to be decided.</param>
public sealed record ProcessStatus(string Mode, string Build, bool Running, string? Failure, long Queued, UtcNanos Now)
{
    /// <summary>Alerts that hold; offline those that hold by the journal. Null: nobody counts.</summary>
    public int? OpenAlerts { get; init; }

    /// <summary>When each venue was heard last in this run; null offline.</summary>
    public Func<Books, IReadOnlyDictionary<string, UtcNanos>>? Heard { get; init; }
}

/// <summary>One screen: is it alive, what is open, what is held or unknown, how far the journal is.</summary>
public static class StatusView
{
    public static void Write(
        Utf8JsonWriter json, Replica replica, ProcessStatus process, AccountFilter accounts = default)
    {
        Books books = replica.Books;
        json.WriteStartObject();
        json.WriteString("mode", process.Mode);
        json.Build(process.Build);
        json.WriteString("state", process.Failure is not null ? "failed" : process.Running ? "running" : "offline");
        json.WriteString("failure", process.Failure);
        json.WriteString("held", books.Engine.Held);
        json.Time("started_at", books.Engine.StartedAt);
        json.Time("time", process.Now);
        if (process.Running) json.WriteNumber("uptime_ms", MarkView.AgeMs(books.Engine.StartedAt, process.Now));
        json.WriteNumber("epoch", books.Engine.Epoch);
        json.WriteNumber("seq", replica.Seq);
        json.Time("last_input_at", replica.At);
        WriteVenues(json, books, process);
        WriteOrders(json, books, accounts);
        if (accounts.IsAll) WriteIntake(json, books, process.Queued);
        json.WriteStartArray("reconciliations");
        foreach (Session session in books.Sessions.All)
        {
            if (books.Reconciliation.LastOf(session.Venue) is { } compared)
                ReconciliationView.Write(json, books, in compared);
        }

        json.WriteEndArray();
        StatusControls.Write(json, books, accounts);
        if (accounts.IsAll && process.OpenAlerts is { } alerts) json.WriteNumber("alerts_open", alerts);
        json.WriteNumber("breaks_open", OpenBreaks(books.Reconciliation, accounts));
        if (accounts.IsAll) json.WriteNumber("dead_letters_open", books.DeadLetters.Open.Count);
        PnlView.WriteTotals(json, "pnl", replica, PnlTotals.Of(books, method: null, accounts));
        json.WritePropertyName("exposure");
        ExposureView.Write(json, books, accounts, default);
        json.WriteEndObject();
    }

    internal static void WriteVenues(Utf8JsonWriter json, Books books, ProcessStatus? process = null)
    {
        IReadOnlyDictionary<string, UtcNanos>? heard = process?.Heard?.Invoke(books);
        json.WriteStartArray("venues");
        foreach (Session session in books.Sessions.All) WriteVenue(json, books, session, heard, process);
        json.WriteEndArray();
    }

    internal static void WriteVenue(
        Utf8JsonWriter json,
        Books books,
        in Session session,
        IReadOnlyDictionary<string, UtcNanos>? heard = null,
        ProcessStatus? process = null)
    {
        json.WriteStartObject();
        json.WriteString("venue", books.Names.Of(session.Venue));
        json.WriteString("state", session.IsOpen ? "open" : "closed");
        json.WriteString("trading", Words.Of(session.Trading));
        json.WriteString("reason", session.Reason);
        json.WriteString("access", session.ReadOnly ? "read_only" : "trade");
        json.Time("since", session.Since);
        if (heard is not null && heard.TryGetValue(books.Names.Of(session.Venue), out UtcNanos last))
            json.WriteNumber("last_callback_age_ms", MarkView.AgeMs(last, process!.Now));
        json.WriteEndObject();
    }

    private static int OpenBreaks(ReconciliationBook book, AccountFilter accounts)
    {
        if (accounts.IsAll) return book.UnresolvedCount;
        int open = 0;
        for (int id = 1; id <= book.LastBreakId; id++)
            if (book.TryGet(id) is { State: not BreakState.Resolved } found && accounts.Takes(found.Latest.Account))
                open++;
        return open;
    }

    private static void WriteOrders(Utf8JsonWriter json, Books books, AccountFilter accounts)
    {
        int open = 0;
        int held = 0;
        int unknown = 0;
        foreach (Order order in books.Orders.Open)
        {
            if (!accounts.Takes(order.Account)) continue;
            open++;
            if (order.IsHeld) held++;
            if (order.IsUnknown) unknown++;
        }

        json.WriteNumber("open_orders", open);
        json.WriteNumber("held_orders", held);
        json.WriteNumber("unknown_orders", unknown);
        if (!accounts.IsAll) return;
        json.WriteNumber("orders", books.Orders.Count);
        json.WriteNumber("denied_orders", books.Orders.DeniedCount);
        json.WriteNumber("violations", books.Orders.ViolationCount);
        json.WriteNumber("executions", books.Executions.Count);
    }

    private static void WriteIntake(Utf8JsonWriter json, Books books, long queued)
    {
        json.WriteStartObject("intake");
        json.WriteNumber("received", books.Intake.Settled + queued);
        json.WriteNumber("applied", books.Intake.Applied);
        json.WriteNumber("duplicates", books.Intake.Duplicate);
        json.WriteNumber("ignored", books.Intake.Ignored);
        json.WriteNumber("dead_letters", books.Intake.DeadLettered);
        json.WriteNumber("queued", queued);
        json.WriteEndObject();
    }
}
