using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Views.Facts;

/// <summary>
/// Each fact as one JSON object: sequence, engine time, type in lower_snake, then its fields with names instead of
/// handles.
/// The books must be at least as far as the facts.
/// </summary>
public sealed partial class FactJson(Utf8JsonWriter json, Books books) : IFacts
{
    private ulong seq;
    private UtcNanos time;

    /// <summary>Where and when the next fact entered the journal.</summary>
    public void At(ulong factSeq, UtcNanos engineTime)
    {
        seq = factSeq;
        time = engineTime;
    }

    private void Begin(string type)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", seq);
        json.Time("time", time);
        json.WriteString("type", type);
    }

    private void End() => json.WriteEndObject();

    // A fact about an order that says no more than when.
    private void OrderFact(string type, OrderHandle order, UtcNanos transactTime)
    {
        Begin(type);
        WriteOrder(order);
        json.Time("transact_time", transactTime);
        End();
    }

    private void RequestFact(string type, OrderHandle order, in ClOrdId request, UtcNanos transactTime)
    {
        Begin(type);
        WriteOrder(order);
        json.WriteString("request", request.ToString());
        json.Time("transact_time", transactTime);
        End();
    }

    private void WriteOrder(OrderHandle handle)
    {
        json.WriteNumber("order", handle.Value);
        if (books.Orders.TryGet(handle) is not { } order) return;
        json.WriteString("cl_ord_id", order.ClOrdId.ToString());
        json.WriteString("account", books.Names.Of(order.Account));
        json.WriteString("symbol", books.Names.Of(order.Symbol));
    }

    private void WriteExec(ExecHandle exec, in ExecKey key)
    {
        json.WriteNumber("execution", exec.Value);
        WriteKey("exec_id", key);
    }

    private void WriteKey(string name, in ExecKey key)
    {
        json.WriteString(name, key.ExecId.ToString());
        json.WriteString(name == "exec_id" ? "venue" : name + "_venue", books.Names.Of(key.Venue));
        if (key.Scope != 0) json.WriteNumber(name == "exec_id" ? "scope" : name + "_scope", key.Scope);
    }

    private void WritePosition(AccountId account, StrategyId strategy, SymbolId symbol)
    {
        json.WriteString("account", books.Names.Of(account));
        json.WriteString("strategy", books.Names.Of(strategy));
        json.WriteString("symbol", books.Names.Of(symbol));
    }

    private void WriteIntent(in OrderIntent intent)
    {
        json.WriteNumber("order", intent.Order.Value);
        json.WriteString("cl_ord_id", intent.ClOrdId.ToString());
        json.WriteString("wire_id", intent.WireId.IsNone ? null : intent.WireId.ToString());
        json.WriteString("origin", Words.Of(intent.Origin));
        json.WriteString("source", books.Names.Of(intent.Source));
        WritePosition(intent.Account, intent.Strategy, intent.Symbol);
        json.WriteString("venue", books.Names.Of(intent.Venue));
        WriteTerms(intent.Terms);
        json.WriteString("correlation_id", intent.CorrelationId);
    }

    private void WriteTerms(in OrderTerms terms)
    {
        json.WriteString("side", Words.Of(terms.Side));
        json.Number("order_qty", terms.OrderQty);
        OrderView.WriteTerms(json, terms, "ord_type");
    }

    private void WriteReject(int? reason, string? text)
    {
        if (reason is { } number) json.WriteNumber("reason", number);
        else json.WriteNull("reason");
        json.WriteString("text", text);
    }

    private void WriteTrade(Side side, Qty qty, Px px)
    {
        json.WriteString("side", Words.Of(side));
        json.Number("last_qty", qty);
        json.Number("last_px", px);
    }
}
