using Truefill.Domain.Executions;

namespace Truefill.Server.Views.Facts;

public sealed partial class FactJson
{
    public void Apply(in OrderExecuted e)
    {
        Begin("order_executed");
        WriteExec(e.Exec, e.Key);
        WriteOrder(e.Order);
        json.Number("last_qty", e.LastQty);
        json.Number("last_px", e.LastPx);
        json.WriteNumber("venue_seq", e.VenueSeq);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in ExecutionAssigned e)
    {
        Begin("execution_assigned");
        json.WriteNumber("execution", e.Exec.Value);
        json.WriteString("exec_id", books.Executions[e.Exec].Key.ExecId.ToString());
        json.WriteString("from", books.Names.Of(e.From));
        json.WriteString("to", books.Names.Of(e.To));
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in TradeBooked e)
    {
        Begin("trade_booked");
        WriteExec(e.Exec, e.Key);
        WritePosition(e.Account, e.Strategy, e.Symbol);
        WriteTrade(e.Side, e.LastQty, e.LastPx);
        json.Id("order_id", e.OrderRef);
        json.WriteNumber("venue_seq", e.VenueSeq);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in TradeCanceled e)
    {
        Begin("trade_canceled");
        WriteExec(e.Exec, e.Key);
        json.WriteNumber("venue_seq", e.VenueSeq);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in TradeCorrected e)
    {
        Begin("trade_corrected");
        WriteExec(e.Exec, e.Key);
        json.WriteString("account", books.Names.Of(e.Account));
        WriteTrade(e.Side, e.LastQty, e.LastPx);
        json.WriteNumber("venue_seq", e.VenueSeq);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in AmendmentAwaited e)
    {
        Begin("amendment_awaited");
        WriteKey("exec_id", e.Key);
        WriteKey("target", e.Target);
        json.WriteBoolean("bust", e.IsBust);
        json.WriteString("side", e.Side is { } side ? Words.Of(side) : null);
        json.WriteString("account", books.Names.Of(e.Account));
        json.Number("last_qty", e.LastQty);
        json.Number("last_px", e.LastPx);
        json.WriteNumber("venue_seq", e.VenueSeq);
        json.Time("transact_time", e.TransactTime);
        End();
    }

    public void Apply(in ExecutionDuplicated e)
    {
        Begin("execution_duplicated");
        WriteExec(e.Exec, e.Key);
        json.WriteNumber("venue_seq", e.VenueSeq);
        End();
    }

    public void Apply(in FeeCharged e)
    {
        Begin("fee_charged");
        json.WriteNumber("execution", e.Exec.Value);
        json.WriteString("exec_id", PositionView.ExecId(books, e.Exec));
        WritePosition(e.Account, e.Strategy, e.Symbol);
        json.Number("amount", e.Fee.Amount.Amount);
        json.Code("currency", e.Fee.Amount.Currency);
        json.WriteString("kind", Words.Of(e.Fee.Kind));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in FeeStated e)
    {
        Begin("fee_stated");
        WriteKey("exec_id", e.Correction);
        json.Number("amount", e.Fee.Amount.Amount);
        json.Code("currency", e.Fee.Amount.Currency);
        json.WriteString("kind", Words.Of(e.Fee.Kind));
        End();
    }
}
