using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// Turns facts into events, each showing the state right behind its fact; the same facts give the same events, live or
/// out of the journal. An order's own fact gives <c>order</c>. What an input's facts make of an execution, its fees
/// with it, gives one <c>fill</c>, before any further event; the positions and the order that an execution changed
/// follow when its input is settled, under that sequence.
/// </summary>
public sealed partial class ChangeWatcher(Replica replica, Action<StreamEvent> emit) : SelectiveFacts
{
    private readonly Books books = replica.Books;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly TouchedFills fills = new();
    private readonly SortedSet<int> orders = [];
    private readonly SortedSet<int> positions = [];
    private long lookedAt = MinuteOf(replica);
    private long days = DaysOf(replica);

    /// <summary>Something changed that PnL is made of, since this was last cleared.</summary>
    public bool PnlChanged { get; set; }

    /// <summary>
    /// An account's day has begun since this was last asked, and what was made before it is yesterday's. Days begin at
    /// whole minutes; for the thread that plays facts.
    /// </summary>
    public bool HasDayTurned()
    {
        long minute = MinuteOf(replica);
        if (minute == lookedAt) return false;
        lookedAt = minute;
        long before = days;
        days = DaysOf(replica);
        return days != before;
    }

    private static long MinuteOf(Replica replica) => replica.At.Value / (60 * UtcNanos.PerSecond);

    // One that begins makes the sum greater, and none ever makes it less.
    private static long DaysOf(Replica replica)
    {
        long sum = 0;
        for (int i = 1; i < replica.Books.Names.Accounts.Count; i++)
            sum += replica.Books.Risk.Days.DayOf(new AccountId(i), replica.At);
        return sum;
    }

    private void Order(OrderHandle handle)
    {
        orders.Remove(handle.Value);
        Order order = books.Orders[handle];
        Emit("order", replica.Seq, order.Account, json => OrderView.Write(json, books, order));
    }

    private void Fill(ExecHandle exec, OrderHandle order)
    {
        if (!order.IsNone) orders.Add(order.Value);
        Execution execution = books.Executions[exec];
        Changed(execution.Position);
        Changed(execution.OriginalPosition);
        fills.Touch(exec, replica.Seq);
    }

    // Under the last fact about each: whoever resumes behind that has it, and does not get it again.
    private void TellFills()
    {
        foreach ((ExecHandle exec, ulong seq) in fills.Take())
        {
            Execution execution = books.Executions[exec];
            AccountId account = books.Positions[execution.Position].Key.Account;
            Emit("fill", seq, seq, account, json => FillView.Write(json, replica, execution));
        }
    }

    private void Changed(PositionHandle position)
    {
        positions.Add(position.Value);
        PnlChanged = true;
    }

    private void Changed(AccountId account, StrategyId strategy, SymbolId symbol)
    {
        if (books.Positions.TryGet(new PositionKey(account, strategy, symbol), out Position position))
            Changed(position.Handle);
    }

    // The last event of the settled input carries its sequence as the id; the ones before it the sequence before, so
    // that whoever is cut off between them gets them again.
    private void Settle()
    {
        TellFills();
        int rest = orders.Count + positions.Count;
        foreach (int handle in positions)
        {
            Position position = books.Positions[new PositionHandle(handle)];

            // Without its lots: a fill must not cost more the more lots are open.
            Emit("position", IdOf(--rest), position.Key.Account, json =>
                PositionView.Write(json, books, position, method: null, replica.At, withLots: false));
        }

        positions.Clear();
        foreach (int handle in orders)
        {
            Order order = books.Orders[new OrderHandle(handle)];
            Emit("order", IdOf(--rest), order.Account, json => OrderView.Write(json, books, order));
        }

        orders.Clear();
    }

    private ulong IdOf(int rest) => rest == 0 ? replica.Seq : replica.Seq - 1;

    // Events go out in the order of their sequences, so the fills of facts before this one go first.
    private void Emit(
        string name, ulong id, AccountId account, Action<Utf8JsonWriter> write, bool isForAll = false,
        string? field = null)
    {
        TellFills();
        Emit(name, replica.Seq, id, account, write, isForAll, field);
    }

    private void Emit(
        string name, ulong seq, ulong id, AccountId account, Action<Utf8JsonWriter> write, bool isForAll = false,
        string? field = null)
    {
        buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", seq);
            json.Time("time", replica.At);
            json.WritePropertyName(field ?? name);
            write(json);
            json.WriteEndObject();
        }

        emit(new StreamEvent(seq, id, name, account, buffer.WrittenSpan.ToArray()) { IsForAll = isForAll });
    }
}
