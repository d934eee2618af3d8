using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Http;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Routes;

namespace Truefill.Server.Alpaca;

/// <summary>Orders as Alpaca's clients enter, change and read them; on the same way as all others.</summary>
internal static class AlpacaOrderRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/v2/orders", Role.Viewer, "Alpaca: orders, newest first.", List)
        {
            Query = OrderSearch.Parameters, Accounts = AccountRule.Filtered,
        },
        new("POST", "/v2/orders", Role.Trader, "Alpaca: enters an order.", Enter)
        {
            Body = AlpacaOrderBody.New, Accounts = AccountRule.Filtered,
        },
        new("DELETE", "/v2/orders", Role.Trader, "Alpaca: asks to cancel every open order.", CancelAll)
        {
            Success = 207, Accounts = AccountRule.Filtered,
        },
        new("GET", "/v2/orders:by_client_order_id", Role.Viewer, "Alpaca: one order by the client's id.", ByClientId)
        {
            Query = [ApiField.Text("client_order_id*"), OrderSearch.NestedParameter], Accounts = AccountRule.Filtered,
        },
        new("GET", "/v2/orders/{id}", Role.Viewer, "Alpaca: one order.", Show)
        {
            Query = [OrderSearch.NestedParameter], Accounts = AccountRule.Filtered,
        },
        new("PATCH", "/v2/orders/{id}", Role.Trader, "Alpaca: asks to replace an order; answers the new one.", Replace)
        {
            Body = AlpacaOrderBody.Replace, Accounts = AccountRule.Filtered,
        },
        new("DELETE", "/v2/orders/{id}", Role.Trader, "Alpaca: asks to cancel an order.", Cancel)
        {
            Success = 204, Accounts = AccountRule.Filtered,
        },
    ];

    /// <summary>Puts an order in; its handle once the intent is durable.</summary>
    /// <exception cref="ApiException">It is refused.</exception>
    internal static async Task<OrderHandle> Ask(ApiCall call, NewOrderSingle order)
    {
        Answer answer = await call.Ask(
            InputKind.NewOrderSingle, order with { HasRiskRole = call.Caller.Role >= Role.Risk });
        if (answer.Reason == DenyReason.None) return answer.Order;
        throw order is { Terms.ReduceOnly: true, Bracket: null } && call.Caller.Role < Role.Risk
            ? AlpacaProblem.DeniedClosing(answer.Reason)
            : AlpacaProblem.Denied(answer.Reason);
    }

    /// <summary>Asks to cancel by our own wire id, which no other order has.</summary>
    internal static Task<Answer> AskCancel(ApiCall call, Order order, string account) => call.Ask(
        InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = OwnId(order), Account = account });

    internal static void Write(
        Utf8JsonWriter json, Replica replica, FoundOrder found, LinkHistories past, bool withLegs)
    {
        if (found.Held != LegKind.None) AlpacaOrderView.WriteHeld(json, replica.Books, found.Link.Order, found.Held);
        else Write(json, replica, found.Link, past, withLegs);
    }

    private static void Write(
        Utf8JsonWriter json, Replica replica, OrderLink link, LinkHistories past, bool withLegs) =>
        AlpacaOrderView.Write(json, replica.Books, link, link.HasTerms ? null : past.Of(replica, link), withLegs);

    private static Task List(ApiCall call)
    {
        OrderSearch search = new(call);
        string account = AlpacaAccount.Of(call);
        return AlpacaAnswer.Write(call, (json, replica, past) =>
        {
            json.WriteStartArray();
            LinkIndex links = call.Services.Alpaca.LinksOf(replica);
            foreach (FoundOrder found in search.In(links, replica.Books, AlpacaAccount.In(replica.Books, account)))
                Write(json, replica, found, past, search.Nested);
            json.WriteEndArray();
        });
    }

    private static Task Show(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        Guid id = AlpacaLookup.Id(call);
        bool nested = OrderSearch.IsNested(call);
        return AlpacaAnswer.Write(call, (json, replica, past) =>
            Write(json, replica, AlpacaLookup.Find(replica.Books, id, account), past, nested));
    }

    private static Task ByClientId(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        string id = call.Query("client_order_id")
            ?? throw AlpacaProblem.Unprocessable("missing_field", "client_order_id is required");
        bool nested = OrderSearch.IsNested(call);
        return AlpacaAnswer.Write(call, (json, replica, past) =>
            Write(json, replica, AlpacaLookup.FindByClientId(replica.Books, id, account), past, nested));
    }

    private static async Task Enter(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        NewOrderSingle asked = AlpacaOrderBody.ReadNew(await JsonBody.Read(call.Context), account);
        call.Services.Read(replica =>
        {
            PriceIncrement.Check(replica.Books, asked);
            return 0;
        });
        OrderHandle order = await Ask(call, asked.Bracket is not null && asked.Terms.ReduceOnly
            ? AlpacaPositionRoutes.OfHolder(call, asked)
            : asked);
        await AlpacaAnswer.Write(call, (json, replica, past) =>
            Write(json, replica, OrderLink.Current(replica.Books.Orders[order]), past, withLegs: true));
    }

    private static async Task Replace(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        Guid id = AlpacaLookup.Id(call);
        (ClOrdId own, SymbolId symbol) = call.Services.Read(replica =>
        {
            FoundOrder found = AlpacaLookup.Find(replica.Books, id, account);
            if (found.Held != LegKind.None || !found.Link.Order.IsEntered)
                throw AlpacaProblem.Unprocessable(
                    "not_replaceable",
                    "order is not replaceable: a leg keeps the price that its order was entered with, and its quantity "
                    + "follows what is open; close the position to enter another, or cancel an oco order");
            if (!found.Link.IsCurrent)
                throw AlpacaProblem.Unprocessable(
                    "not_replaceable", "order is not replaceable: " + WhyNotCurrent(replica.Books, found.Link));
            return (OwnId(found.Link.Order), found.Link.Order.Symbol);
        });
        OrderCancelReplaceRequest asked =
            AlpacaOrderBody.ReadReplace(await JsonBody.Read(call.Context), own, account);
        call.Services.Read(replica =>
        {
            PriceIncrement.Check(replica.Books, symbol, asked);
            return 0;
        });
        Answer answer = await call.Ask(InputKind.OrderCancelReplaceRequest, asked);
        if (answer.Reason == DenyReason.OrderNotOpen)
            throw AlpacaProblem.Unprocessable("order_not_open", "order is not replaceable: it has ended");
        if (answer.Reason != DenyReason.None) throw AlpacaProblem.Denied(answer.Reason);
        await AlpacaAnswer.Write(call, (json, replica, past) =>
        {
            // By now there may be a newer one.
            Order order = replica.Books.Orders[answer.Order];
            int number = order.Request(asked.ClOrdId)?.Number ?? OrderLink.Current(order).Number;
            Write(json, replica, new OrderLink(order, number), past, withLegs: false);
        });
    }

    private static async Task Cancel(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        Guid id = AlpacaLookup.Id(call);
        FoundOrder found = call.Services.Read(replica => AlpacaLookup.Find(replica.Books, id, account));
        if (found.Held != LegKind.None)
            throw NotCancelable(call.Services.Read(replica => WhyHeld(replica.Books, found.Link.Order)));
        if (!found.Link.IsCurrent && !found.Link.IsOutstanding)
            throw NotCancelable(call.Services.Read(replica => WhyNotCurrent(replica.Books, found.Link)));
        if (call.Services.Read(replica => Protects(replica.Books, found.Link.Order))) throw StillProtects();
        Answer answer = await AskCancel(call, found.Link.Order, account);
        if (answer.Reason != DenyReason.None) throw CancelProblem(answer.Reason);
        call.Services.State(call.Context);
        call.Context.Response.Headers["X-Request-ID"] = call.Context.TraceIdentifier;
        call.Context.Response.StatusCode = 204;
    }

    private static async Task CancelAll(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        List<(Guid Id, ApiException? Problem)> done = await CancelAll(call, account);
        await AlpacaAnswer.Write(
            call,
            (json, _) =>
            {
                json.WriteStartArray();
                foreach ((Guid id, ApiException? problem) in done) WriteCanceled(json, id, problem);
                json.WriteEndArray();
            },
            207);
    }

    internal static async Task<List<(Guid Id, ApiException? Problem)>> CancelAll(ApiCall call, string account)
    {
        List<(Guid Id, ApiException? Problem)> done = [];
        List<(Guid Id, Order Order)> open = call.Services.Read(replica =>
        {
            List<(Guid Id, Order Order)> found = [];
            AccountId handle = AlpacaAccount.In(replica.Books, account);
            foreach (Order order in replica.Books.Orders.Open)
            {
                if (order.Account != handle) continue;
                Guid id = AlpacaOrderView.IdOf(replica.Books, OrderLink.Current(order));
                if (Protects(replica.Books, order)) done.Add((id, StillProtects()));
                else found.Add((id, order));
            }

            return found;
        });
        IReadOnlyList<Answer?> answers = await Rounds.Ask(open, each => AskCancel(call, each.Order, account));
        for (int i = 0; i < answers.Count; i++) done.Add((open[i].Id, CancelProblem(answers[i])));
        return done;
    }

    // A bracket's leg would be sent again; the stop-loss of a pair takes its other order along.
    private static bool Protects(Books books, Order order)
    {
        if (order.IsEntered || books.Orders[order.Parent].IsExit) return false;
        return books.Protections.TryGet(order.Parent) is { } entry && !books.Protections.OpenQty(entry).IsZero;
    }

    private static string WhyHeld(Books books, Order order) => AlpacaOrderView.IsOver(books, order) ? "it has ended"
        : order.IsOpen ? "the leg is held; cancel the order that it protects"
        : "the leg protects an open position; close the position";

    private static string WhyNotCurrent(Books books, OrderLink link)
    {
        Guid current = AlpacaOrderView.IdOf(books, OrderLink.Current(link.Order));
        return link.IsOutstanding ? $"the replace that makes it is not answered yet; until then the order is {current}"
            : link.IsReplaced ? $"it is replaced already; the order is {current} now"
            : $"the replace that was to make it did not take effect; the order is {current}";
    }

    private static ApiException StillProtects() =>
        NotCancelable("it protects an open position and would be sent again; close the position, the leg goes with it");

    private static ApiException NotCancelable(string why) =>
        AlpacaProblem.Unprocessable("not_cancelable", "order is not cancelable: " + why);

    private static void WriteCanceled(Utf8JsonWriter json, Guid id, ApiException? problem)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteNumber("status", problem?.Status ?? 200);
        if (problem is not null)
        {
            json.WritePropertyName("body");
            AlpacaProblem.WriteBody(json, problem.Status, problem.Code, problem.Message);
        }

        json.WriteEndObject();
    }

    private static ApiException? CancelProblem(Answer? answer) => answer switch
    {
        null => AlpacaProblem.Busy(),
        { Reason: DenyReason.None } => null,
        { } refused => CancelProblem(refused.Reason),
    };

    private static ApiException CancelProblem(DenyReason reason) => reason == DenyReason.OrderNotOpen
        ? AlpacaProblem.Unprocessable("order_not_open", "order is not cancelable: it has ended")
        : AlpacaProblem.Denied(reason);

    private static ClOrdId OwnId(Order order) => order.Origin == OrderOrigin.Client ? order.WireId : order.ClOrdId;
}
