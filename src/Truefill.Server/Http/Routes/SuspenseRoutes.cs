using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Executions from venues that fit no order, and whose they are.</summary>
internal static class SuspenseRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/suspense", Role.Viewer, "Executions that fit no order and that nobody has assigned.", List)
        {
            Query =
            [
                .. Paging.Parameters, QueryFields.Account, QueryFields.Symbol, QueryFields.Venue, QueryFields.Since,
            ],
            Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/suspense/{id}/assign", Role.Risk, "Gives such an execution to a strategy, with its fees.",
            Assign)
        {
            Body = new(ApiField.Required("strategy"), ApiField.Required("reason"), QueryFields.By),
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        NameFilter names = NameFilter.Of(call);
        UtcNanos since = call.QueryTime("since");
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            NameFilter.Handles wanted = names.In(books);
            bool any = books.Names.Strategies.TryGet(SubLedgers.Suspense, out int suspense);
            paging.Write(json, any ? books.Executions.Count : 0, handle =>
            {
                Execution execution = books.Executions[new ExecHandle(handle)];
                PositionKey key = books.Positions[execution.Position].Key;
                if (key.Strategy.Value != suspense || execution.IsBusted) return false;
                if (execution.TransactTime < since) return false;
                if (!wanted.Takes(key.Account, key.Strategy, key.Symbol, execution.Key.Venue)) return false;
                Write(json, books, execution);
                return true;
            });
        });
    }

    private static async Task Assign(ApiCall call)
    {
        if (!int.TryParse(call.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            throw ApiException.NotFound("not_in_suspense", "The id of an execution in suspense is a number.");
        BodyFields body = await JsonBody.Read(call.Context);
        string by = call.By(body.Text("by"));
        string strategy = body.Required("strategy");
        string reason = body.Required("reason");
        body.End();
        Answer answer = await call.Ask(
            InputKind.AssignExecution, new AssignExecution(new ExecHandle(id), strategy, by, reason));
        if (answer.Reason != DenyReason.None) throw Denials.Problem(answer.Reason);
        await call.Read((json, replica) => Write(json, replica.Books, replica.Books.Executions[new ExecHandle(id)]));
    }

    private static void Write(Utf8JsonWriter json, Books books, in Execution execution)
    {
        json.WriteStartObject();
        json.WriteNumber("id", execution.Handle.Value);
        FillView.Write(json, books, execution);
        json.WriteEndObject();
    }
}
