using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Server.Views.Facts;

/// <content>Venues, what they are asked, and whether trading is open there.</content>
public sealed partial class FactJson
{
    public void Apply(in VenueDefined e)
    {
        Begin("venue_defined");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteBoolean("read_only", e.ReadOnly);
        json.WriteNumber("capabilities", (int)e.Capabilities);
        json.WriteNumber("request_timeout_ms", e.RequestTimeout / UtcNanos.PerMillisecond);
        json.WriteBoolean("compares_on_start", e.ComparesOnStart);
        json.WriteBoolean("corrects_positions", e.CorrectsPositions);
        json.WriteString("orphan_orders", Words.Of(e.Orphans));
        End();
    }

    public void Apply(in SessionOpened e)
    {
        Begin("session_opened");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in SessionClosed e)
    {
        Begin("session_closed");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in VenueAsked e)
    {
        Begin("venue_asked");
        json.WriteNumber("query_id", e.QueryId);
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("kind", Words.Of(e.Kind));
        if (!e.Order.IsNone) WriteOrder(e.Order);
        json.WriteString("request", e.Request.IsNone ? null : e.Request.ToString());
        json.Time("since", e.Since);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in VenueAnswered e)
    {
        Begin("venue_answered");
        json.WriteNumber("query_id", e.QueryId);
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("kind", Words.Of(e.Kind));
        json.WriteString("status", Words.Of(e.Status));
        json.Time("as_of", e.AsOf);
        json.WriteString("detail", e.Detail);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in AnswerContinued e)
    {
        Begin("answer_continued");
        json.WriteNumber("query_id", e.QueryId);
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.Time("at", e.At);
        End();
    }

    public void Apply(in BalanceReported e)
    {
        Begin("balance_reported");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("account", books.Names.Of(e.Account));
        json.Number("cash", e.Cash.Amount);
        json.Code("currency", e.Cash.Currency);
        json.Number("buying_power", e.BuyingPower);
        json.Time("as_of", e.AsOf);
        End();
    }

    public void Apply(in TradingOpened e)
    {
        Begin("trading_opened");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("by", e.By);
        json.WriteString("reason", e.Reason);
        if (e.AwaitsComparison) json.WriteBoolean("awaits_comparison", true);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in TradingHeld e)
    {
        Begin("trading_held");
        json.WriteString("venue", books.Names.Of(e.Venue));
        json.WriteString("reason", e.Reason);
        json.Time("at", e.At);
        End();
    }

    public void Apply(in KillSwitchSet e)
    {
        Begin("kill_switch_set");
        json.WriteString("scope", Words.Of(e.Scope));
        json.WriteString("target", books.Names.TargetOf(e.Scope, e.Target));
        json.WriteString("switch_type", Words.Of(e.Type));
        json.WriteString("state", Words.Of(e.State));
        json.WriteString("reason", e.Reason);
        json.WriteString("by", e.By);
        json.Time("at", e.At);
        End();
    }
}
