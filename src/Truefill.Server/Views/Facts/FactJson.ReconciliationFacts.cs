using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;

namespace Truefill.Server.Views.Facts;

/// <content>Comparisons with venues, and the breaks that are left of them.</content>
public sealed partial class FactJson
{
    public void Apply(in PositionListed e)
    {
        Begin("position_listed");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.Number("qty", e.Qty);
        json.Number("stop_loss", e.StopLoss);
        json.Number("take_profit", e.TakeProfit);
        json.Number("avg_px", e.AvgPx);
        End();
    }

    public void Apply(in PositionsCompared e)
    {
        Begin("positions_compared");
        ReconciliationView.WriteFields(json, books, in e);
        End();
    }

    public void Apply(in BreakOpened e)
    {
        Begin("break_opened");
        json.WriteNumber("id", e.Id);
        json.WriteString("class", Words.Of(e.Class));
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.Number("expected", e.Expected);
        json.Number("found", e.Found);
        ReconciliationView.WriteOrder(json, books, e.Order);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in OrderDiffered e)
    {
        Begin("order_differed");
        json.WriteString("class", Words.Of(e.Class));
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.Number("expected", e.Expected);
        json.Number("found", e.Found);
        ReconciliationView.WriteOrder(json, books, e.Order);
        json.Time("as_of", e.AsOf);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in OrderAgreed e)
    {
        Begin("order_agreed");
        json.WriteString("venue", books.Names.Of(e.Venue));
        ReconciliationView.WriteOrder(json, books, e.Order);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in BreakChanged e)
    {
        Begin("break_changed");
        json.WriteNumber("id", e.Id);
        json.WriteString("state", Words.Of(e.State));
        json.WriteString("owner", e.Owner);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in ProvisionalBooked e)
    {
        Begin("provisional_booked");
        Correction(e.Break, e.Account, e.Strategy, e.Symbol);
        json.Number("qty", e.SignedQty);
        json.Number("price", e.Price);
        json.Time("as_of", e.AsOf);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in ProvisionalReplaced e)
    {
        Begin("provisional_replaced");
        Correction(e.Break, e.Account, e.Strategy, e.Symbol);
        json.Number("qty", e.SignedQty);
        json.Number("price", e.Price);
        json.Number("left", e.Left);
        json.Time("as_of", e.AsOf);
        if (!e.Exec.IsNone) json.WriteString("exec_id", books.Executions[e.Exec].Key.ExecId.ToString());
        json.Time("at", e.At);
        End();
    }

    // What a break is corrected in.
    private void Correction(int ofBreak, AccountId account, StrategyId strategy, SymbolId symbol)
    {
        json.WriteNumber("break", ofBreak);
        json.WriteString("account", books.Names.Of(account));
        json.WriteString("strategy", books.Names.Of(strategy));
        json.WriteString("symbol", books.Names.Of(symbol));
    }
}
