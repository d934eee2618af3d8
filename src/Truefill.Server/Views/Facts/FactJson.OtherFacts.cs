using Truefill.Domain.Engine;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;

namespace Truefill.Server.Views.Facts;

/// <content>Book-keeping, intake, sessions and the engine's own life.</content>
public sealed partial class FactJson
{
    public void Apply(in NameRegistered e)
    {
        Begin("name_registered");
        json.WriteString("kind", Words.Of(e.Kind));
        json.WriteNumber("handle", e.Handle);
        json.WriteString("name", e.Name);
        End();
    }

    public void Apply(in NameRetired e)
    {
        Begin("name_retired");
        json.WriteString("kind", Words.Of(e.Kind));
        json.WriteString("name", books.Names[e.Kind][e.Handle]);
        End();
    }

    public void Apply(in AccountDefined e)
    {
        Begin("account_defined");
        json.WriteString("account", books.Names.Of(e.Account));
        json.Code("currency", e.Currency);
        json.WriteString("method", Words.Of(e.Method));
        json.WriteString("venue", books.Names.Of(e.Venue));
        End();
    }

    public void Apply(in InstrumentDefined e)
    {
        Begin("instrument_defined");
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.Number("multiplier", e.Multiplier);
        json.Number("tick", e.Tick);
        json.Number("lot", e.Lot);
        json.Code("currency", e.Currency);
        json.WriteBoolean("allows_non_positive_price", e.AllowsNonPositivePrice);
        End();
    }

    public void Apply(in PositionImported e)
    {
        Begin("position_imported");
        WritePosition(e.Account, e.Strategy, e.Symbol);
        json.Number("qty", e.SignedQty);
        json.Number("px", e.Price);
        json.Text("reference", e.Reference);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in PositionTransferred e)
    {
        Begin("position_transferred");
        json.WriteString("account", books.Names.Of(e.Account));
        json.WriteString("from", books.Names.Of(e.From));
        json.WriteString("to", books.Names.Of(e.To));
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.Number("qty", e.SignedQty);
        json.Number("px", e.Price);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in MarkSet e)
    {
        Begin("mark_set");
        json.WriteString("symbol", books.Names.Of(e.Symbol));
        json.Number("price", e.Price);
        json.WriteString("source", books.Names.Of(e.Source));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in FxRateSet e)
    {
        Begin("fx_rate_set");
        json.Code("from", e.From);
        json.Code("to", e.To);
        json.Number("rate", e.Rate);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in InputSettled e)
    {
        Begin("input_settled");
        json.WriteString("outcome", Words.Of(e.Outcome));
        End();
    }

    public void Apply(in DeadLettered e)
    {
        Begin("dead_lettered");
        json.WriteNumber("id", e.Id);
        json.WriteString("source", books.Names.Of(e.Source));
        json.WriteNumber("msg_seq_num", e.MsgSeqNum);
        json.WriteString("reason", Words.Of(e.Reason));
        json.WriteString("detail", e.Detail);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in DeadLetterClosed e)
    {
        Begin("dead_letter_closed");
        json.WriteNumber("id", e.Id);
        json.WriteBoolean("replayed", e.Replayed);
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in EngineStarted e)
    {
        Begin("engine_started");
        json.WriteNumber("epoch", e.Epoch);
        json.WriteString("build", e.Build);
        json.WriteString("config_hash", e.ConfigHash);
        json.WriteString("held", e.Held);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in EngineStopped e)
    {
        Begin("engine_stopped");
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in ActionAudited e)
    {
        Begin("action_audited");
        json.WriteString("actor", e.Actor);
        json.WriteString("role", e.Role);
        json.WriteString("from", e.From);
        json.WriteString("action", e.Action);
        json.WriteString("target", e.Target);
        json.WriteString("outcome", Words.Of(e.Outcome));
        json.WriteString("reason", e.Reason == DenyReason.None ? null : Words.Of(e.Reason));
        json.WriteString("code", e.Code.Length == 0 ? null : e.Code);
        if (!e.Order.IsNone) WriteOrder(e.Order);
        json.WriteString("before", e.Before);
        json.WriteString("after", e.After);
        json.WriteNumber("repeats", e.Repeats);
        json.Time("at", e.At);
        End();
    }
}
