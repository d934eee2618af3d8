using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Risk;

namespace Truefill.Simulation.Model;

/// <content>A venue that executes more than was ordered stops the order's strategy until a person resets it.</content>
public sealed partial class NaiveModel
{
    // Under one reading more was executed than was ordered, under another it was not: both are right.
    private readonly HashSet<string> maybeStopped = [];
    private readonly Dictionary<ModelOrder, Rational> overfilled = [];

    private bool MayBeStopped(string strategy) => maybeStopped.Contains(strategy);

    // What was executed may be what a replace asks for that is not answered.
    private static bool AsksForMore(ModelOrder order) => order.Requests.Exists(
        r => r.IsReplace && !order.Facts.Exists(f => f.RequestId == r.Id && f.Answers));

    // What the input was about, as it is now. A smaller quantity makes no execution of it.
    private void TakeOverfills(bool isTrade)
    {
        foreach (ModelOrder order in TouchedOrders)
        {
            if (order.IsShadow || order.IsObserved || order.Strategy.Length == 0 || order.Families.Count == 0) continue;
            int readings = 0;
            int over = 0;
            foreach (Reading reading in Assumptions.OrderReadings)
            {
                readings++;
                if (order.View(reading).Overfill > 0) over++;
            }

            bool isCertain = !IsUncertain(order) && !AsksForMore(order);
            Rational before = overfilled.GetValueOrDefault(order);
            Rational beyond = overfilled[order] = order.View(Assumptions.First).Overfill;
            if (over == 0 && isCertain) continue;
            if (isTrade && isCertain && over == readings && beyond > before)
                Set((KillScope.Strategy, order.Strategy), true);
            if (!maybeStopped.Add(order.Strategy)) continue;
            foreach (ModelOrder held in orders.Where(o => o.IsHeld && o.Strategy == order.Strategy))
                held.StatusOpenBecause ??= "its strategy may have been stopped before it was sent";
        }
    }
}
