using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>What people enter into the books besides executions: opening lots, marks and rates.</summary>
internal static class BookRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("POST", "/api/v1/positions/import", Role.Risk,
            "Opening lots: one, or 'items'. A reference counts once per account.", Import)
        {
            Body = BookBodies.Import,
            Success = 201, Also = [200], Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/positions/transfer", Role.Risk,
            "Moves a quantity between two strategies of an account, at 'px' or each lot at what it cost.", Transfer)
        {
            Body = BookBodies.Transfer,
            Success = 201, Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/marks", Role.Viewer, "The last price of each symbol and rate of each currency pair.",
            Marks)
        {
            Query = [.. Paging.WholeParameters, QueryFields.Symbol, QueryFields.Since], Accounts = AccountRule.Neutral,
        },
        new("POST", "/api/v1/marks", Role.Trader,
            "A price (symbol, price), a rate (from, to, rate), or 'items' of them.", SetMarks)
        {
            Body = BookBodies.Marks,
        },
    ];

    private static async Task Import(ApiCall call)
    {
        BodyFields body = await JsonBody.Read(call.Context);
        string by = call.ByOrUser(body.Text("by"));
        string? reason = body.Text("reason");
        List<ImportPosition> imports = [];
        foreach (BodyFields item in body.Items("items") ?? [body])
        {
            imports.Add(new ImportPosition(
                call.AccountFor(item.Text("account") ?? ""),
                item.Text("strategy") ?? "",
                item.Required("symbol"),
                item.Quantity("qty") ?? throw item.Missing("qty"),
                item.Price("px") ?? throw item.Missing("px"),
                item.Id("reference"),
                by,
                item.Text("reason") ?? reason ?? throw item.Missing("reason"),
                item.Time("time")));
            if (imports[^1].Reference.IsEmpty) throw item.Missing("reference");
            item.End();
        }

        body.End();
        int duplicates = 0;
        for (int i = 0; i < imports.Count; i++)
        {
            Answer answer = await call.Ask(InputKind.ImportPosition, imports[i]);
            Check(answer, i, imports.Count);
            if (answer.Outcome == InputOutcome.Duplicate) duplicates++;
        }

        await call.Read(
            (json, _) =>
            {
                json.WriteStartObject();
                json.WriteNumber("imported", imports.Count - duplicates);
                json.WriteNumber("duplicates", duplicates);
                json.WriteEndObject();
            },
            duplicates == imports.Count ? 200 : 201);
    }

    // The quantity is stated as a person says it, without a sign; the source's side decides.
    private static async Task Transfer(ApiCall call)
    {
        BodyFields body = await JsonBody.Read(call.Context);
        string by = call.ByOrUser(body.Text("by"));
        string account = call.AccountFor(body.Text("account") ?? "");
        string from = body.Text("from") ?? throw body.Missing("from");
        string to = body.Text("to") ?? throw body.Missing("to");
        string symbol = body.Required("symbol");
        Qty quantity = body.Quantity("qty") ?? throw body.Missing("qty");
        Px? price = body.Price("px");
        string reason = body.Required("reason");
        body.End();
        bool isShort = call.Services.Read(replica => IsShort(replica.Books, account, from, symbol));
        Answer answer = await call.Ask(
            InputKind.TransferPosition,
            new TransferPosition(account, from, to, symbol, isShort ? -quantity : quantity, price, by, reason));
        Check(answer, 0, 1);
        await call.Read(
            (json, replica) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("items");
                foreach (string strategy in (string[])[from, to])
                {
                    if (Find(replica.Books, account, strategy, symbol) is { } position)
                        PositionView.Write(json, replica.Books, position, null, call.Now);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            },
            201);
    }

    private static bool IsShort(Books books, string account, string strategy, string symbol) =>
        Find(books, account, strategy, symbol) is { Qty.Value: < 0 };

    private static Position? Find(Books books, string account, string strategy, string symbol)
    {
        if (!books.Names.Accounts.TryGet(account, out int accountHandle)) return null;
        if (!books.Names.Strategies.TryGet(strategy, out int strategyHandle)) return null;
        if (!books.Names.Symbols.TryGet(symbol, out int symbolHandle)) return null;
        PositionKey key = new(new AccountId(accountHandle), new StrategyId(strategyHandle), new SymbolId(symbolHandle));
        return books.Positions.TryGet(key, out Position position) ? position : null;
    }

    // Programs value positions with it, so it is all there is unless a page is asked for.
    private static Task Marks(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        return WriteMarks(call, paging, call.Query("symbol"), call.QueryTime("since"));
    }

    private static Task WriteMarks(
        ApiCall call, Paging paging, string? symbol, UtcNanos since = default) => call.Read((json, replica) =>
    {
        Books books = replica.Books;
        paging.Write(json, books.Names.Symbols.Count - 1, WriteMark, WriteRates);

        bool WriteMark(int handle)
        {
            if (books.Marks[new SymbolId(handle)] is not { } mark) return false;
            if (symbol is not null && books.Names.Symbols[handle] != symbol) return false;
            if (mark.At < since) return false;
            MarkView.Write(json, books, mark, call.Now);
            return true;
        }

        void WriteRates()
        {
            json.WriteStartArray("rates");
            foreach (FxRateSet rate in books.Marks.Rates) MarkView.Write(json, rate, call.Now);
            json.WriteEndArray();
        }
    });

    private static async Task SetMarks(ApiCall call)
    {
        BodyFields body = await JsonBody.Read(call.Context);
        List<(InputKind Kind, object Body)> inputs = [];
        foreach (BodyFields item in body.Items("items") ?? [body])
        {
            inputs.Add(item.Has("from") || item.Has("to") || item.Has("rate")
                ? (InputKind.SetFxRate, RateOf(item))
                : (InputKind.SetMark,
                    new SetMark(item.Required("symbol"), item.Price("price") ?? throw item.Missing("price"),
                        item.Time("time"))));
            item.End();
        }

        body.End();
        for (int i = 0; i < inputs.Count; i++)
            Check(await call.Ask(inputs[i].Kind, inputs[i].Body), i, inputs.Count);
        await WriteMarks(call, new Paging(int.MaxValue, 0, NewestFirst: false), symbol: null);
    }

    private static SetFxRate RateOf(BodyFields item)
    {
        Currency from = item.Currency("from");
        Currency to = item.Currency("to");
        if (from.IsNone) throw item.Missing("from");
        if (to.IsNone) throw item.Missing("to");
        return new SetFxRate(from, to, item.Price("rate") ?? throw item.Missing("rate"), item.Time("time"));
    }

    // Those before it are entered and stay: each is a fact of its own, and entering them again is a duplicate.
    private static void Check(in Answer answer, int index, int count)
    {
        if (answer.Reason == DenyReason.None) return;
        ApiException problem = Denials.Problem(answer.Reason);
        throw count == 1
            ? problem
            : new ApiException(
                problem.Status, problem.Code, $"items[{index}]: {problem.Message} The items before it are entered.");
    }
}
