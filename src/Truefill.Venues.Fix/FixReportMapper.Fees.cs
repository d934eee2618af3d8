using System;
using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <content>
/// Charges of a trade. Commission(12) on a fill is taken as that fill's own: FIX marks what is cumulative by its name
/// (CumQty, AvgPx), and the engines at hand send it per fill. On a correction it states the
/// trade's anew; on a bust it is the busted trade's and not read. Without CommCurrency(479) the amount is in
/// Currency(15), without that in the position's.
/// </content>
public sealed partial class FixReportMapper
{
    private List<Fee> furtherFees = [];

    private void ReadFees(in FixMessage message, ref ExecutionReport report)
    {
        bool hasCommission = message.Contains(Tags.Commission);
        bool hasMiscFees = message.Contains(Tags.NoMiscFees);
        if (!hasCommission && !hasMiscFees) return;
        Currency traded = read.Currency(in message, Tags.Currency);
        if (hasCommission && read.Amount(in message, Tags.Commission, out decimal commission))
        {
            Currency currency = read.Currency(in message, Tags.CommCurrency);
            byte type = read.Char(in message, Tags.CommType);
            decimal total = Total(in message, type, commission, in report);
            Add(ref report, total, currency.IsNone ? traded : currency, FeeKind.Commission);
        }

        if (!hasMiscFees) return;
        FixGroup group = message.Group(FixGroups.MiscFees);
        while (group.MoveNext())
        {
            FixMessage entry = group.Current;
            if (!read.Amount(in entry, Tags.MiscFeeAmt, out decimal amount)) continue;
            Currency currency = read.Currency(in entry, Tags.MiscFeeCurr);
            entry.TryGet(Tags.MiscFeeType, out ReadOnlySpan<byte> kind);
            decimal total = MiscTotal(read.Char(in entry, Tags.MiscFeeBasis), amount, in report);
            Add(ref report, total, currency.IsNone ? traded : currency, FixCodes.MiscFeeKind(kind));
        }

        if (group.Status == FixRead.Malformed) read.Invalid(Tags.NoMiscFees, "is not the number of its entries");
    }

    private void Add(ref ExecutionReport report, decimal amount, Currency currency, FeeKind kind)
    {
        if (amount == 0) return;
        Fee fee = new(new Money(amount, currency), kind);
        if (report.Fee is null)
        {
            report.Fee = fee;
            return;
        }

        // A list of each report's own: the report outlives the message.
        if (report.FurtherFees is null) report.FurtherFees = furtherFees = [];
        furtherFees.Add(fee);
    }

    // CommType(13). Waived ones (4, 5) are not charged. FIX writes 5 % as .05.
    private decimal Total(in FixMessage message, byte type, decimal rate, in ExecutionReport report)
    {
        decimal qty = report.LastQty?.Value ?? 0;
        decimal px = report.LastPx?.Value ?? 0;
        switch (type)
        {
            case 0 or (byte)'3': return rate;
            case (byte)'1' or (byte)'8': return Product(Tags.Commission, rate, qty, 1m);
            case (byte)'2': return Product(Tags.Commission, rate, qty, px);
            case (byte)'4' or (byte)'5': return 0;
            case (byte)'6':
                decimal multiplier = 1m;
                if (message.Contains(Tags.ContractMultiplier))
                    read.Amount(in message, Tags.ContractMultiplier, out multiplier);
                return Product(Tags.Commission, rate, qty, multiplier);
            case (byte)'7': return Product(Tags.Commission, rate, qty, px) / 10_000m;
            default:
                read.Invalid(Tags.CommType, "is not a type of commission");
                return 0;
        }
    }

    // MiscFeeBasis(891): absolute, per unit or percentage.
    private decimal MiscTotal(byte basis, decimal amount, in ExecutionReport report)
    {
        decimal qty = report.LastQty?.Value ?? 0;
        switch (basis)
        {
            case 0 or (byte)'0': return amount;
            case (byte)'1': return Product(Tags.MiscFeeAmt, amount, qty, 1m);
            case (byte)'2': return Product(Tags.MiscFeeAmt, amount, qty, report.LastPx?.Value ?? 0);
            default:
                read.Invalid(Tags.MiscFeeBasis, "is not absolute, per unit or percentage");
                return 0;
        }
    }

    // A charge that was not stated but computed has ten decimals, like everything that is shown.
    private decimal Product(int tag, decimal rate, decimal qty, decimal factor)
    {
        if (ExactDecimal.TryMultiply(rate, qty, factor, out Exact product))
            return ExactDecimal.RoundToMaxDecimals(product);
        read.Fault(DeadLetterReason.NumberOutOfRange, tag, "times the trade has too many digits");
        return 0;
    }
}
