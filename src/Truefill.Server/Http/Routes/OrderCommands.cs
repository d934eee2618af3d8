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
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Http.Problems;
using Truefill.Server.Http.Repeats;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Entering and changing orders. Every answer comes once the intent is durable and can be read.</summary>
internal static class OrderCommands
{
    /// <summary>Enters an order.</summary>
    public static ApiRoute Entry { get; } = new(
        "POST", "/api/v1/orders", Role.Trader, "Enters an order; the same one again gets the first answer again.",
        Enter)
    {
        Body = OrderBody.New,
        Success = 201,
        Also = [200],
        Accounts = AccountRule.Filtered,
    };

    public static IEnumerable<ApiRoute> All =>
    [
        Entry,
        new("PATCH", "/api/v1/orders/{id}", Role.Trader, "Asks to change an order; what is left out stays.", Replace)
        {
            Query = [QueryFields.Account], Body = OrderBody.Replace, Accounts = AccountRule.Filtered,
        },
        new("DELETE", "/api/v1/orders/{id}", Role.Trader, "Asks to cancel an order.", Cancel)
        {
            Query = [QueryFields.Account, ApiField.Id("cl_ord_id")], Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/orders/{id}/resolve", Role.Trader, "Ends an unknown request in a person's name.", Resolve)
        {
            Query = [QueryFields.Account],
            Body = new(
                ApiField.Word<Resolution>("as*"), ApiField.Required("reason"), QueryFields.By, QueryFields.Account),
            Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/orders/cancel-all", Role.Trader, "Asks to cancel every open order that fits the filters.",
            CancelAll)
        {
            Body = new(NameFilter.Parameters), Accounts = AccountRule.Filtered,
        },
    ];

    private static async Task Enter(ApiCall call)
    {
        string? key = IdempotencyKey.Of(call.Context);
        NewOrderSingle order = OrderBody.ReadNew(await JsonBody.Read(call.Context), call.Caller.Name, key);
        order = order with
        {
            Account = call.AccountFor(order.Account),
            HasRiskRole = call.Caller.Role >= Role.Risk,
        };

        // Before the engine is asked: it would journal, and followers would count, the refusal of an order that was
        // taken. What is not readable yet, or is another order, the engine tells.
        OrderHandle known = call.Services.Context.Engine.Read(replica => FindOwn(replica.Books, order));
        if (!known.IsNone && await Repeats(call, order, known, key)) return;
        ShownAnswer shown = new(Show);
        Answer answer = await call.Ask(InputKind.NewOrderSingle, order, shown);
        if (answer.Reason == DenyReason.DuplicateClOrdId)
        {
            OrderHandle first = call.Services.Context.Engine.Read(replica => FindOwn(replica.Books, order));
            if (await Repeats(call, order, first, key)) return;
            bool isKeys = key is not null && order.ClOrdId == OrderBody.IdOfKey(call.Caller.Name, key);
            throw isKeys ? IdempotencyKey.Reused() : Denials.Problem(DenyReason.DuplicateClOrdId);
        }

        Check(answer);
        call.Context.Response.Headers.Location = LocationOf(order);
        await call.Send(shown.Buffer!, 201);
    }

    private static string LocationOf(NewOrderSingle order) =>
        "/api/v1/orders/" + Uri.EscapeDataString(order.ClOrdId.ToString());

    // The first answer again, if it is the same order.
    private static async Task<bool> Repeats(ApiCall call, NewOrderSingle order, OrderHandle first, string? key)
    {
        bool same = !first.IsNone
            && IntentReader.Read(call.Services, first) is { } entered
            && call.Services.Context.Engine.Read(replica => FirstIntent.IsSame(replica.Books, entered, order));
        if (!same) return false;
        call.Context.Response.Headers[IdempotencyKey.Replayed] = "true";

        // Who sends a key again is answered as the first time, also when the ledger of keys was lost in a restart.
        if (key is not null) call.Context.Response.Headers.Location = LocationOf(order);
        await Show(call, first, key is null ? 200 : 201);
        return true;
    }

    // In the account that it would go to, which is what makes an id one.
    private static OrderHandle FindOwn(Books books, NewOrderSingle order)
    {
        if (!books.Names.Sources.TryGet(InputSource.Http, out int source)) return default;
        string account = OrderDestination.AccountName(books, order.Account);
        OrderLookup found = books.Orders.FindOf(new SourceId(source), order.ClOrdId, account, books.Names);
        return found.IsFound && books.Orders[found.Order].ClOrdId == order.ClOrdId ? found.Order : default;
    }

    private static async Task Replace(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        (ClOrdId id, string account) = Named(call, fields);
        ShownAnswer shown = new(Show);
        Answer answer = await call.Ask(
            InputKind.OrderCancelReplaceRequest, OrderBody.ReadReplace(fields, id, account), shown);

        // Who repeats a change because its answer was lost has to be able to tell that it was taken.
        if (answer.Reason == DenyReason.DuplicateClOrdId)
            throw ApiException.Conflict(
                Words.Of(answer.Reason),
                "The ClOrdID(11) was used before. If it was for this change, that is asked for already and is not "
                + "asked for twice; else use a new one.");
        Check(answer);
        await call.Send(shown.Buffer!, 200);
    }

    private static async Task Cancel(ApiCall call)
    {
        (ClOrdId id, string account) = Named(call, fields: null);
        string own = call.Query("cl_ord_id") ?? "";
        if (!ShortText.TryFrom(own, out ShortText ownId))
            throw ApiException.BadRequest("invalid_parameter", $"?cl_ord_id= has at most {ShortText.MaxBytes} bytes.");
        ShownAnswer shown = new(Show);
        Answer answer = await call.Ask(
            InputKind.OrderCancelRequest,
            new OrderCancelRequest { OrigClOrdId = id, Account = account, ClOrdId = new ClOrdId(ownId) },
            shown);
        Check(answer);
        await call.Send(shown.Buffer!, 200);
    }

    private static async Task Resolve(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        (ClOrdId id, string account) = Named(call, fields);
        ResolveOrder resolve = new()
        {
            ClOrdId = id,
            Account = account,
            As = fields.Word<Resolution>("as") ?? throw fields.Missing("as"),
            Reason = fields.Required("reason"),
            By = call.By(fields.Text("by")),
        };
        fields.End();
        ShownAnswer shown = new(Show);
        Answer answer = await call.Ask(InputKind.ResolveOrder, resolve, shown);
        Check(answer);
        await call.Send(shown.Buffer!, 200);
    }

    private static async Task CancelAll(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        NameFilter names = new(
            call.Caller, fields.Text("account"), fields.Text("strategy"), fields.Text("symbol"), fields.Text("venue"));
        fields.End();
        List<(OrderHandle Order, OrderCancelRequest Request)> requests =
            call.Services.Context.Engine.Read(replica => Requests(replica.Books, names));
        IReadOnlyList<Answer?> answers = await Rounds.Ask(
            requests, each => call.Ask(InputKind.OrderCancelRequest, each.Request));
        await call.Read((json, replica) => CancelAllView.Write(
            json, replica.Books, answers, at => replica.Books.Orders[requests[at].Order].ClOrdId));
    }

    // By our own wire id, which no other order has: two sources may have used the same ClOrdID.
    private static List<(OrderHandle Order, OrderCancelRequest Request)> Requests(Books books, NameFilter names)
    {
        NameFilter.Handles wanted = names.In(books);
        List<(OrderHandle, OrderCancelRequest)> requests = [];
        foreach (Order order in books.Orders.Open)
        {
            if (!wanted.Takes(order.Account, order.Strategy, order.Symbol, order.Venue)) continue;
            ClOrdId id = order.Origin == OrderOrigin.Client ? order.WireId : order.ClOrdId;
            requests.Add((
                order.Handle,
                new OrderCancelRequest { OrigClOrdId = id, Account = books.Names.Of(order.Account) }));
        }

        return requests;
    }

    // The path's order must be one, so that a 404 or 409 is told before anything is journaled.
    private static (ClOrdId Id, string Account) Named(ApiCall call, BodyFields? fields)
    {
        string id = call.Route("id");
        string? account = call.Query("account") ?? fields?.Text("account");
        string own = call.Services.Context.Engine.Read(replica =>
        {
            Order order = Lookup.Order(call, replica.Books, id, account);
            return call.Caller.Accounts is null ? account ?? "" : replica.Books.Names.Of(order.Account);
        });
        return (ClOrdId.FromTrusted(id), own);
    }

    private static void Check(in Answer answer)
    {
        if (answer.Reason != DenyReason.None) throw Denials.Problem(answer.Reason);
    }

    private static void Show(Utf8JsonWriter json, Replica replica, Answer answer) =>
        OrderView.Write(json, replica.Books, replica.Books.Orders[answer.Order]);

    private static Task Show(ApiCall call, OrderHandle order, int status) =>
        call.Read((json, replica) => OrderView.Write(json, replica.Books, replica.Books.Orders[order]), status);
}
