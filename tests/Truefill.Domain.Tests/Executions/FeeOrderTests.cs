using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;
using Truefill.Domain.Tests.Support;

namespace Truefill.Domain.Tests.Executions;

/// <summary>Charges of a trade and its corrections, which several feeds tell in any order and each in part.</summary>
public sealed class FeeOrderTests
{
    private static readonly FeeKind[] Kinds = [FeeKind.Commission, FeeKind.Tax, FeeKind.Other];

    [Fact]
    public void Charges_follow_what_holds_whatever_the_order_of_arrival()
    {
        for (ulong seed = 1; seed <= 2000; seed++)
        {
            Chance chance = new(seed);
            LedgerRig rig = new();
            Order order = rig.Order("A", "S", "X", Side.Buy);
            ExecutionReport[] versions =
            [
                rig.Trade("1", 10, 5),
                rig.Correct("2", "1", 9, 5, at: 2),
                rig.Correct("3", chance.Of("1", "2"), 8, 5, at: 3),
                rig.Correct("4", chance.Of("1", "2", "3"), 7, 5, at: 4),
            ];
            SortedDictionary<FeeKind, decimal> truth = [];
            List<ExecutionReport> told = [];
            foreach (ExecutionReport version in versions)
            {
                List<Fee> all = Charges(chance);
                for (int copy = 0; copy < 3; copy++)
                {
                    List<Fee> some = all.FindAll(fee => (copy + (int)fee.Kind + (int)seed) % 2 == 0);
                    foreach (IGrouping<FeeKind, Fee> kind in some.GroupBy(fee => fee.Kind))
                        truth[kind.Key] = kind.Sum(fee => fee.Amount.Amount);
                    told.Add(Charging(version, some));
                }
            }

            chance.Shuffle(told);
            foreach (ExecutionReport report in told)
                Assert.NotEqual(InputOutcome.DeadLettered, rig.Executions.Report(report, order));
            Assert.Equal(
                string.Join(", ", truth.Select(kind => $"{kind.Key} {new Money(kind.Value, Currency.Usd)}")),
                string.Join(
                    ", ", rig.Position().Fees.OrderBy(fee => fee.Kind).Select(fee => $"{fee.Kind} {fee.Amount}")));
            Assert.Equal(7, rig.Position().Qty.Value);
            Books loaded = StateBytes.Reloaded(rig.Books);
            Assert.Equal(StateBytes.Of(rig.Books), StateBytes.Of(loaded));
        }
    }

    private static List<Fee> Charges(Chance chance)
    {
        List<Fee> charges = [];
        foreach (FeeKind kind in Kinds)
        {
            for (int i = chance.Below(3); i > 0; i--)
                charges.Add(new Fee(new Money(1 + chance.Below(9), chance.Of(Currency.Usd, default)), kind));
        }

        return charges;
    }

    private static ExecutionReport Charging(ExecutionReport report, List<Fee> fees) => report with
    {
        Fee = fees.Count > 0 ? fees[0] : null,
        FurtherFees = fees.Count > 1 ? fees.GetRange(1, fees.Count - 1) : null,
    };
}
