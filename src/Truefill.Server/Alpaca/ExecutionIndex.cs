using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Server.Alpaca;

/// <summary>
/// All executions in the order of their times, and of each order those before it, so that a page of them is read from
/// where it begins and no further than it shows: it is read while nothing else can be.
/// </summary>
internal sealed class ExecutionIndex : SelectiveFacts
{
    private readonly Books books;
    private readonly List<int> byTime = [];

    // By execution: the one before it of the same order. By order: its last one. 0: none.
    private readonly List<int> previous = [0];
    private readonly List<int> last = [0];

    public ExecutionIndex(Books books)
    {
        this.books = books;
        while (previous.Count <= books.Executions.Count) Add(new ExecHandle(previous.Count));
    }

    public int Count => byTime.Count;

    public Execution this[int place] => books.Executions[new ExecHandle(byTime[place])];

    /// <summary>
    /// The place of the first execution that is not before a time; <see cref="Count"/>: there is none.
    /// </summary>
    public int FirstFrom(UtcNanos time)
    {
        (int low, int high) = (0, byTime.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (this[middle].TransactTime < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>
    /// What was executed of an order from behind one of its executions up to another one; none: from its first on.
    /// </summary>
    public decimal Sum(ExecHandle behind, ExecHandle upTo)
    {
        decimal sum = 0;
        for (int exec = upTo.Value; exec > behind.Value; exec = previous[exec])
            if (books.Executions[new ExecHandle(exec)] is { IsBusted: false } fill) sum += fill.LastQty.Value;
        return sum;
    }

    /// <summary>All of an order, newest first.</summary>
    public IEnumerable<Execution> Of(OrderHandle order)
    {
        int exec = order.Value < last.Count ? last[order.Value] : 0;
        for (; exec > 0; exec = previous[exec]) yield return books.Executions[new ExecHandle(exec)];
    }

    // A trade that had been booked without an order may have found it only now.
    public override void Apply(in OrderExecuted e)
    {
        if (e.Exec.Value < previous.Count) Chain(e.Exec);
        else Add(e.Exec);
    }

    public override void Apply(in TradeBooked e) => Add(e.Exec);

    private void Add(ExecHandle exec)
    {
        previous.Add(0);
        UtcNanos time = books.Executions[exec].TransactTime;
        int place = byTime.Count;
        if (place > 0 && this[place - 1].TransactTime > time) place = FirstFrom(time.AddNanos(1));
        byTime.Insert(place, exec.Value);
        Chain(exec);
    }

    private void Chain(ExecHandle exec)
    {
        int order = books.Executions[exec].Order.Value;
        if (order == 0) return;
        while (last.Count <= order) last.Add(0);
        int next = 0;
        int before = last[order];
        while (before > exec.Value)
        {
            next = before;
            before = previous[before];
        }

        if (before == exec.Value) return;
        previous[exec.Value] = before;
        if (next == 0) last[order] = exec.Value;
        else previous[next] = exec.Value;
    }
}
