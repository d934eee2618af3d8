using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Server.Hosting;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>Positions as Alpaca's clients read and close them.</summary>
internal static class AlpacaPositionRoutes
{
    private static readonly ApiField CancelOrders = ApiField.Bool("cancel_orders") with { Otherwise = "false" };

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/v2/positions", Role.Viewer, "Alpaca: open positions.", List) { Accounts = AccountRule.Filtered },
        new("GET", "/v2/positions/{id}", Role.Viewer, "Alpaca: one position by symbol or asset id.", Show)
        {
            Accounts = AccountRule.Filtered,
        },
        new("DELETE", "/v2/positions", Role.Trader, "Alpaca: closes every position by a market order.", CloseAll)
        {
            Query = [CancelOrders], Success = 207, Accounts = AccountRule.Filtered,
        },
        new("DELETE", "/v2/positions/{id}", Role.Trader, "Alpaca: closes a position, or a part, by a market order.",
            Close)
        {
            Query = [ApiField.Decimal("qty"), ApiField.Decimal("percentage")], Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        return AlpacaAnswer.Write(call, (json, replica) =>
        {
            AccountId handle = AlpacaAccount.In(replica.Books, account);
            json.WriteStartArray();
            foreach (AlpacaPosition position in AlpacaPosition.Of(replica.Books, handle))
                position.Write(json, replica.Books, handle);
            json.WriteEndArray();
        });
    }

    private static Task Show(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        string asset = call.Route("id");
        return AlpacaAnswer.Write(call, (json, replica) =>
            Find(replica.Books, account, asset).Write(json, replica.Books, AlpacaAccount.In(replica.Books, account)));
    }

    private static async Task Close(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        string asset = call.Route("id");
        decimal? qty = NumberOf(call, "qty");
        decimal? percentage = NumberOf(call, "percentage");
        if (qty is not null && percentage is not null)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "send qty or percentage, not both");
        if (percentage is > 100)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "percentage is above 0 and at most 100");
        NewOrderSingle order = call.Services.Read(replica =>
        {
            AlpacaPosition position = Find(replica.Books, account, asset);
            decimal held = Math.Abs(position.Qty);
            return Closing(replica.Books, position, account, percentage is { } part ? held * part / 100 : qty ?? held);
        });
        OrderHandle handle = await AlpacaOrderRoutes.Ask(call, order);
        await AlpacaAnswer.Write(call, (json, replica, past) => AlpacaOrderRoutes.Write(
            json, replica, new FoundOrder(OrderLink.Current(replica.Books.Orders[handle]), LegKind.None), past, false));
    }

    private static async Task CloseAll(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        if (OrderSearch.IsTrue(call, CancelOrders))
        {
            await AlpacaOrderRoutes.CancelAll(call, account);
            await CancelsAnswered.Wait(call, account);
        }

        List<(string Symbol, NewOrderSingle? Order, ApiException? Problem)> all = call.Services.Read(replica =>
        {
            List<(string Symbol, NewOrderSingle? Order, ApiException? Problem)> orders = [];
            foreach (AlpacaPosition each in AlpacaPosition.Of(replica.Books, AlpacaAccount.In(replica.Books, account)))
                orders.Add(TryClosing(replica.Books, each, account));
            return orders;
        });
        List<(string Symbol, OrderHandle Order, ApiException? Problem)> done = [];
        foreach ((string symbol, NewOrderSingle? order, ApiException? problem) in all)
            done.Add(order is null ? (symbol, default, problem) : await TryAsk(call, symbol, order));
        await AlpacaAnswer.Write(
            call,
            (json, replica, past) =>
            {
                json.WriteStartArray();
                foreach ((string symbol, OrderHandle order, ApiException? problem) in done)
                {
                    json.WriteStartObject();
                    json.WriteString("symbol", symbol);
                    json.WriteNumber("status", problem?.Status ?? 200);
                    json.WritePropertyName("body");
                    if (problem is not null)
                        AlpacaProblem.WriteBody(json, problem.Status, problem.Code, problem.Message);
                    else
                        AlpacaOrderRoutes.Write(
                            json, replica,
                            new FoundOrder(OrderLink.Current(replica.Books.Orders[order]), LegKind.None), past, false);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            207);
    }

    private static async Task<(string Symbol, OrderHandle Order, ApiException? Problem)> TryAsk(
        ApiCall call, string symbol, NewOrderSingle order)
    {
        try
        {
            return (symbol, await AlpacaOrderRoutes.Ask(call, order), null);
        }
        catch (ApiException e)
        {
            return (symbol, default, e);
        }
        catch (EngineBusyException) when (call.Services.Context.Engine.Failure is null)
        {
            return (symbol, default, AlpacaProblem.Busy());
        }
    }

    private static (string Symbol, NewOrderSingle? Order, ApiException? Problem) TryClosing(
        Books books, AlpacaPosition position, string account)
    {
        string symbol = books.Names.Of(position.Symbol);
        try
        {
            return (symbol, Closing(books, position, account, Math.Abs(position.Qty)), null);
        }
        catch (ApiException e)
        {
            return (symbol, null, e);
        }
    }

    private static NewOrderSingle Closing(Books books, AlpacaPosition position, string account, decimal quantity)
    {
        StrategyId holder = Holder(books, position, quantity);
        if (Qty.TryFrom(ExactDecimal.Normalize(quantity), out Qty qty) != NumberError.None)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "that quantity has too many digits; send qty");
        return new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(Guid.CreateVersion7().ToString()),
            Symbol = books.Names.Of(position.Symbol),
            Account = account,
            Strategy = books.Names.Of(holder),
            Terms = new OrderTerms(
                position.Qty > 0 ? Side.Sell : Side.Buy, OrdType.Market, TimeInForce.Day, qty, ReduceOnly: true),
        };
    }

    /// <summary>An order that closes a position, in the strategy that holds it.</summary>
    /// <exception cref="ApiException">Several strategies hold it, and not the one without a name as much.</exception>
    internal static NewOrderSingle OfHolder(ApiCall call, NewOrderSingle order) => call.Services.Read(replica =>
    {
        Books books = replica.Books;
        foreach (AlpacaPosition position in AlpacaPosition.Of(books, AlpacaAccount.In(books, order.Account)))
        {
            if (books.Names.Of(position.Symbol) != order.Symbol) continue;
            return order with { Strategy = books.Names.Of(Holder(books, position, order.Terms.OrderQty.Value)) };
        }

        return order;
    });

    // Of several the one that Alpaca's orders go to, which has no name: what its client bought, its client may close.
    private static StrategyId Holder(Books books, AlpacaPosition position, decimal quantity)
    {
        if (position.Parts.Count == 1) return position.Parts[0].Strategy;
        foreach ((StrategyId strategy, decimal held) in position.Parts)
            if (books.Names.Of(strategy).Length == 0 && held * Math.Sign(position.Qty) >= quantity) return strategy;
        throw HeldBySeveral();
    }

    private static ApiException HeldBySeveral() => AlpacaProblem.Unprocessable(
        "several_strategies",
        "several strategies hold this position: close it per strategy, with 'truefill positions close'");

    private static AlpacaPosition Find(Books books, string account, string asset)
    {
        bool isId = Guid.TryParse(asset, out Guid id);
        foreach (AlpacaPosition position in AlpacaPosition.Of(books, AlpacaAccount.In(books, account)))
        {
            string symbol = books.Names.Of(position.Symbol);
            if (symbol == asset || (isId && OrderUuid.OfName("asset", symbol) == id)) return position;
        }

        throw new ApiException(404, "unknown_position", "position does not exist");
    }

    private static decimal? NumberOf(ApiCall call, string name)
    {
        if (call.Query(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && value > 0
            ? value
            : throw AlpacaProblem.Unprocessable("invalid_parameter", $"{name} is a number above zero");
    }
}
