using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Matrices;

/// <summary>What of a report's own summary goes to the code with it.</summary>
public enum Reported
{
    /// <summary>Everything that the wire would carry.</summary>
    AsWritten,

    /// <summary>
    /// Without OrdStatus, CumQty, LeavesQty and AvgPx, and without OrderQty where it tells nothing new.
    /// </summary>
    Nothing,

    /// <summary>With CumQty, LeavesQty and AvgPx that are wrong, and an OrdStatus of New.</summary>
    Wrong,
}

/// <summary>
/// Plays a matrix: the inbound messages go to the desk, the requests as seen on the wire, and what the books then
/// derive is compared with the row. What differs is collected as text, so that a run can also be asked whether it
/// fails.
/// </summary>
internal sealed class MatrixRun(Matrix matrix, Reported reported, bool isWhole = false)
{
    private readonly OrderRig rig = new(isWhole: isWhole);
    private readonly Dictionary<string, string> orderIds = [];
    private readonly List<string> differences = [];
    private readonly List<string> violations = [];

    public IReadOnlyList<string> Differences => differences;

    /// <summary>Rows whose report was called a contradiction, as <c>row rule</c>.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>The main path; with an alternate row, the main path up to it and then that row.</summary>
    public MatrixRun Play(int alternate = 0)
    {
        foreach (MatrixRow row in matrix.Rows)
        {
            if (alternate != 0 && row.Number > alternate) break;
            if (row.IsAlternate && row.Number != alternate) continue;
            Play(row);
        }

        return this;
    }

    private void Play(MatrixRow row)
    {
        rig.Tick();
        switch (row.Inbound + row.Outbound)
        {
            case "NewOrder": Request(row); break;
            case "Cancel": Cancel(row); break;
            case "Replace": Replace(row); break;
            case "Report": Report(row); break;
            case "CancelReject": Refuse(row); break;
            case "StatusRequest" or "Event": break;
            default: Assert.Fail($"{matrix.Name} row {row.Number}: unknown message"); break;
        }
    }

    private void Request(MatrixRow row)
    {
        orderIds.TryAdd(row["ClOrdID"], "O-" + row["ClOrdID"]);
        rig.Orders.New(
            new NewOrderSingle
            {
                ClOrdId = Id(row, "ClOrdID"),
                Symbol = "IBM",
                Venue = OrderRig.VenueName,
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, Life(row), Quantity(row, "OrderQty") ?? Qty.Zero, OrderRig.P(10)),
                Origin = OrderOrigin.Observed,
            },
            out _);
    }

    private void Cancel(MatrixRow row)
    {
        Chain(row);
        rig.Orders.Cancel(
            new OrderCancelRequest
            {
                OrigClOrdId = Id(row, "OrigClOrdID"),
                ClOrdId = Id(row, "ClOrdID"),
                Origin = OrderOrigin.Observed,
            },
            out _);
    }

    private void Replace(MatrixRow row)
    {
        Chain(row);
        rig.Orders.Replace(
            new OrderCancelReplaceRequest
            {
                OrigClOrdId = Id(row, "OrigClOrdID"),
                ClOrdId = Id(row, "ClOrdID"),
                OrderQty = Quantity(row, "OrderQty"),
                Price = row["comment"].Contains("price only", StringComparison.Ordinal) ? OrderRig.P(11) : null,
                Origin = OrderOrigin.Observed,
            },
            out _);
    }

    private void Report(MatrixRow row)
    {
        ExecutionReport report = new()
        {
            Venue = rig.Venue,
            ExecType = Type(row),
            ClOrdId = Id(row, "ClOrdID"),
            OrigClOrdId = Id(row, "OrigClOrdID"),
            OrderId = OrderIdOf(row),
            ExecId = ExecId.FromTrusted(row.Detail("ExecID") is { Length: > 0 } id ? id : "e" + row.Number),
            ExecRefId = row.Detail("ExecRefID") is { Length: > 0 } reference ? ExecId.FromTrusted(reference) : default,
            SymbolName = "IBM",
            Side = Side.Buy,
            LastQty = Quantity(row, "LastQty"),
            LastPx = OrderRig.P(row.Detail("LastPx") is { Length: > 0 } px ? Number(px) : 10),
            Reason = Reason(row),
            Text = row.Detail("Text") is { Length: > 0 } text ? text : null,
            TransactTime = OrderRig.Start.AddNanos(row.Number * UtcNanos.PerSecond),
            VenueSeq = row.Number,
            IsFix42 = matrix.IsFix42,
        };
        Summarise(row, ref report);
        int before = rig.Facts.Count;
        rig.Orders.Report(in report);
        violations.AddRange(rig.Facts.Skip(before).OfType<ReportViolated>().Select(v => $"{row.Number} {v.Rule}"));
        Compare(row);
    }

    private void Refuse(MatrixRow row)
    {
        bool isReplace = matrix.Rows.Any(r => r.Outbound == "Replace" && r["ClOrdID"] == row["ClOrdID"]);
        int before = rig.Facts.Count;
        rig.Orders.Report(new OrderCancelReject
        {
            Venue = rig.Venue,
            ClOrdId = Id(row, "ClOrdID"),
            OrigClOrdId = Id(row, "OrigClOrdID"),
            OrderId = OrderIdOf(row),
            OrdStatus = reported == Reported.AsWritten ? Enum.Parse<OrdStatus>(row["OrdStatus"]) : null,
            ToReplace = matrix.IsFix42 ? null : isReplace,
            Reason = row.Detail("CxlRejReason") switch { "UnknownOrder" => 1, "AlreadyPendingCancelOrReplace" => 3, _ => 0 },
            TransactTime = OrderRig.Start.AddNanos(row.Number * UtcNanos.PerSecond),
            VenueSeq = row.Number,
        });
        violations.AddRange(rig.Facts.Skip(before).OfType<ReportViolated>().Select(v => $"{row.Number} {v.Rule}"));
        Compare(row);
    }

    // The numbers that a venue sums up for us. An order adopted from a report, a restatement and a cash order's first
    // report are the ones whose quantity is news.
    private void Summarise(MatrixRow row, ref ExecutionReport report)
    {
        bool isNews = report.ExecType == ExecType.Restated || rig.Books.Orders.Count == 0
            || !rig.The.OrderQty.IsPositive;
        report.OrderQty = reported != Reported.Nothing || isNews ? Quantity(row, "OrderQty") : null;
        if (reported == Reported.AsWritten || report.ExecType == ExecType.Restated)
        {
            report.OrdStatus = Enum.Parse<OrdStatus>(row["OrdStatus"]);
            report.CumQty = Quantity(row, "CumQty");
            report.LeavesQty = Quantity(row, "LeavesQty");
            report.AvgPx = row["AvgPx"].Length > 0 ? OrderRig.P(Number(row["AvgPx"])) : null;
        }
        else if (reported == Reported.Wrong && report.ExecType != ExecType.Rejected)
        {
            report.OrdStatus = OrdStatus.New;
            report.CumQty = OrderRig.Q(77);
            report.LeavesQty = OrderRig.Q(33);
            report.AvgPx = OrderRig.P(1);
        }
    }

    private void Compare(MatrixRow row)
    {
        if (Find(row) is not { } order)
        {
            // A report about an order that there is not: 0 of everything, and refused.
            Expect(row, "OrdStatus", OrdStatus.Rejected.ToString());
            foreach (string column in new[] { "OrderQty", "CumQty", "LeavesQty" }) Expect(row, column, "0");
            return;
        }

        Expect(row, "OrdStatus", order.OrdStatus.ToString());
        Expect(row, "OrderQty", order.OrderQty.ToString());
        Expect(row, "CumQty", order.CumQty.ToString());
        Expect(row, "LeavesQty", order.LeavesQty.ToString());
        Expect(row, "AvgPx", order.AvgPx.ToString());
    }

    private void Expect(MatrixRow row, string column, string derived)
    {
        if (row[column].Length > 0 && row[column] != derived)
            differences.Add($"{matrix.Name} row {row.Number}: {column} is {derived}, the standard says {row[column]}");
    }

    private Order? Find(MatrixRow row)
    {
        OrderTable orders = rig.Books.Orders;
        OrderLookup found = orders.FindWire(rig.Venue, Id(row, "ClOrdID"));
        if (!found.IsFound) found = orders.FindWire(rig.Venue, Id(row, "OrigClOrdID"));
        if (!found.IsFound && row["ClOrdID"].Length == 0) found = orders.FindOrderId(rig.Venue, OrderIdOf(row));
        return found.IsFound ? orders[found.Order] : null;
    }

    private void Chain(MatrixRow row)
    {
        if (orderIds.TryGetValue(row["OrigClOrdID"], out string? id)) orderIds[row["ClOrdID"]] = id;
    }

    // A venue names its own id on every report, and "NONE" of an order that it does not know.
    private OrderId OrderIdOf(MatrixRow row) => OrderId.FromTrusted(
        row["ClOrdID"].Length == 0 ? orderIds.Values.FirstOrDefault("O-phone")
        : orderIds.GetValueOrDefault(row["ClOrdID"]) ?? orderIds.GetValueOrDefault(row["OrigClOrdID"]) ?? "NONE");

    private static ExecType Type(MatrixRow row) => (row["ExecTransType"], row["ExecType"]) switch
    {
        ("Cancel", _) => ExecType.TradeCancel,
        ("Correct", _) => ExecType.TradeCorrect,
        ("Status", _) => ExecType.OrderStatus,
        (_, "PartialFill" or "Fill") => ExecType.Trade,
        (_, "TriggeredOrActivatedBySystem") => ExecType.New,
        (_, var type) => Enum.Parse<ExecType>(type),
    };

    private static TimeInForce Life(MatrixRow row) =>
        row["TimeInForce"].Length > 0 ? Enum.Parse<TimeInForce>(row["TimeInForce"]) : TimeInForce.Day;

    private static int? Reason(MatrixRow row) => (row.Detail("OrdRejReason") + row.Detail("ExecRestatementReason")) switch
    {
        "UnknownOrder" => 5,
        "DuplicateOrder" => 6,
        "DuplicateOfVerbalOrder" => 7,
        "GTCorporateAction" => 0,
        "GTRenewalRestatement" => 1,
        "VerbalChange" => 2,
        "PartialDeclineOfOrderQty" => 5,
        "CanceledDueToTradingHalt" => 6,
        "CanceledNotBest" => 9,
        _ => null,
    };

    private static ClOrdId Id(MatrixRow row, string column) =>
        row[column].Length > 0 ? OrderRig.Id(row[column]) : default;

    private static Qty? Quantity(MatrixRow row, string column) =>
        row[column].Length > 0 ? OrderRig.Q(Number(row[column])) : null;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
