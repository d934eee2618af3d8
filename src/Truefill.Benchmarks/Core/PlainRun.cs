using System;
using Truefill.Benchmarks.Loads;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Benchmarks.Core;

/// <summary>
/// The same load through <see cref="PlainBooks"/>: the reports are made as objects before the clock starts.
/// </summary>
internal sealed class PlainRun(FillLoadSize size)
{
    private const int BatchSize = 256;

    private readonly PlainReport[] batch = new PlainReport[BatchSize];
    private readonly FillLoad load = new(size);
    private readonly PlainBooks books = new();
    private Input slot;

    /// <inheritdoc cref="CoreRun.Practise()"/>
    public static void Practise()
    {
        PlainRun small = new(FillLoadSize.Practice);
        small.EnterOrders();
        CoreRun.Practise(() => small.Fill(CoreRun.PracticeReports));
    }

    public void EnterOrders()
    {
        for (int order = 1; order <= size.Orders; order++)
        {
            NewOrderSingle entered = (NewOrderSingle)load.Order(order).Body!;
            OrderTerms terms = entered.Terms;
            books.Enter(
                load.Acceptance(order).Report.ClOrdId.ToString(),
                entered.Account,
                entered.Symbol,
                terms.Side == Side.Buy,
                terms.OrderQty.Value,
                terms.Price!.Value.Value);
        }
    }

    /// <summary>Takes so many reports and returns how long the books took.</summary>
    public TimeSpan Fill(long reports)
    {
        Stopwatches watch = new();
        for (long done = 0; done < reports; done += BatchSize)
        {
            for (int i = 0; i < BatchSize; i++) batch[i] = Next();
            watch.Start();
            foreach (PlainReport report in batch) books.Fill(report);
            watch.Stop();
        }

        return watch.Elapsed;
    }

    private PlainReport Next()
    {
        load.Next(ref slot);
        ref ExecutionReport report = ref slot.Report;
        return new PlainReport(
            report.ClOrdId.ToString(),
            report.ExecId.ToString(),
            report.LastQty!.Value.Value,
            report.LastPx!.Value.Value,
            report.TransactTime.ToDateTime());
    }
}
