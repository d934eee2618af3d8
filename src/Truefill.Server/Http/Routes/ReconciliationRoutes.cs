using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Comparisons of positions with venues, and the life of the breaks that they find.</summary>
internal static class ReconciliationRoutes
{
    private static readonly TimeSpan WaitMost = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/reconciliations", Role.Viewer, "The newest comparisons with venues, oldest first.", List)
        {
            Query = [.. Paging.Parameters, QueryFields.Venue, QueryFields.Since], Accounts = AccountRule.Neutral,
        },
        new("POST", "/api/v1/reconciliations", Role.Trader,
            "Compares with one venue or all of them now, and answers when that is done.", Compare)
        {
            Body = new(QueryFields.Venue, QueryFields.By),
        },
        new("GET", "/api/v1/breaks", Role.Viewer, "Differences between books and venues; ?state= takes one state.",
            Breaks)
        {
            Query =
            [
                .. Paging.Parameters, ApiField.Word<BreakState>("state"), QueryFields.Account, QueryFields.Symbol,
                QueryFields.Venue, QueryFields.Since,
            ],
            Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/breaks/{id}", Role.Viewer, "One difference.", Show)
        {
            Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/breaks/{id}/explain", Role.Risk, "Says where a difference comes from.",
            call => Change(call, BreakState.Explained))
        {
            Body = new(ApiField.Required("reason"), QueryFields.By),
        },
        new("POST", "/api/v1/breaks/{id}/resolve", Role.Risk,
            "Closes a difference in a person's name; with provisional, by a correction that its execution replaces.",
            Resolve)
        {
            Body = new(
                ApiField.Required("reason"), QueryFields.By, ApiField.Bool("provisional"),
                ApiField.Decimal("price") with { Needs = "provisional" }),
        },
        new("POST", "/api/v1/breaks/{id}/assign", Role.Risk, "Gives a difference an owner.",
            call => Change(call, null))
        {
            Body = new(ApiField.Required("owner"), QueryFields.Reason, QueryFields.By),
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        string? venue = call.Query("venue");
        UtcNanos since = call.QueryTime("since");
        return call.Read((json, replica) =>
        {
            List<PositionsCompared> latest = [.. replica.Books.Reconciliation.Latest];
            paging.Write(json, latest.Count, at =>
            {
                PositionsCompared compared = latest[at - 1];
                if (compared.At < since) return false;
                if (venue is not null && replica.Books.Names.Of(compared.Venue) != venue) return false;
                ReconciliationView.Write(json, replica.Books, in compared);
                return true;
            });
        });
    }

    private static async Task Compare(ApiCall call)
    {
        BodyFields body = await JsonBody.Read(call.Context);
        string venue = body.Text("venue") ?? "";
        string by = call.ByIfNamed(body.Text("by")) ?? "operator";
        body.End();
        int before = call.Services.Read(replica => replica.Books.Reconciliation.LastId);
        Answer answer = await call.Ask(InputKind.Reconcile, new Reconcile(venue, by));
        if (answer.Reason != DenyReason.None) throw Denials.OfVenue(answer.Reason);
        long until = Environment.TickCount64 + (long)WaitMost.TotalMilliseconds;
        while (!call.Services.Read(replica => IsDone(replica.Books, venue, before)))
        {
            if (Environment.TickCount64 > until)
                throw new ApiException(504, "timeout", "The venue has not answered; nothing is concluded from that.");
            await Task.Delay(Look, call.Context.RequestAborted);
        }

        await call.Read((json, replica) =>
        {
            Books books = replica.Books;
            List<PositionsCompared> made = [.. Asked(books, venue).Select(v => books.Reconciliation.LastOf(v)!.Value)];
            json.WriteStartObject();
            json.WriteString("status", Words.Of(Worst(made)));
            json.WriteStartArray("items");
            foreach (PositionsCompared compared in made) ReconciliationView.Write(json, books, in compared);
            json.WriteEndArray();
            json.WriteStartArray("breaks");
            foreach (PositionBreak found in books.Reconciliation.AllUnresolved)
                if (made.Any(m => m.Venue == found.Latest.Venue)) ReconciliationView.Write(json, books, in found);

            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static ComparisonStatus Worst(List<PositionsCompared> made) =>
        made.Any(m => m.Status == ComparisonStatus.Indeterminate) ? ComparisonStatus.Indeterminate
        : made.Any(m => m.Status == ComparisonStatus.Break) ? ComparisonStatus.Break
        : ComparisonStatus.Match;

    private static IEnumerable<Domain.Names.VenueId> Asked(Books books, string venue) => books.Sessions.All
        .Where(session => venue.Length == 0 || books.Names.Of(session.Venue) == venue)
        .Select(session => session.Venue);

    private static bool IsDone(Books books, string venue, int before) =>
        Asked(books, venue).All(v => books.Reconciliation.LastOf(v) is { IsFirstLook: false } last && last.Id > before);

    private static Task Breaks(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        NameFilter names = NameFilter.Of(call);
        BreakState? state = call.Query<BreakState>("state");
        UtcNanos since = call.QueryTime("since");
        return call.Read((json, replica) =>
        {
            NameFilter.Handles wanted = names.In(replica.Books);
            paging.Write(json, replica.Books.Reconciliation.LastBreakId, id =>
            {
                if (replica.Books.Reconciliation.TryGet(id) is not { } found) return false;
                BreakOpened of = found.Latest;
                if ((state is { } only && found.State != only) || of.At < since) return false;
                if (!wanted.Takes(of.Account, default, of.Symbol, of.Venue)) return false;
                ReconciliationView.Write(json, replica.Books, in found);
                return true;
            });
        });
    }

    private static Task Show(ApiCall call)
    {
        string id = call.Route("id");
        return call.Read((json, replica) =>
        {
            PositionBreak found = BreakLookup.Of(call, replica.Books, id);
            ReconciliationView.Write(json, replica.Books, in found);
        });
    }

    private static async Task Resolve(ApiCall call)
    {
        int id = BreakLookup.IdOf(call.Route("id"));
        BodyFields body = await JsonBody.Read(call.Context);
        string by = call.By(body.Text("by"));
        string reason = body.Required("reason");
        bool isProvisional = body.Bool("provisional");
        Px? price = body.Price("price");
        body.End();
        if (price is not null && !isProvisional)
            throw ApiException.BadRequest("invalid_field", "'price' is that of a correction: set 'provisional' too.");
        if (isProvisional && call.Services.Read(replica => IsOfOrder(replica.Books, id)))
        {
            throw ApiException.BadRequest(
                "invalid_field",
                $"Break {id} is about an order, and 'provisional' books a position. Cancel the order at the venue, or"
                + " resolve the break without it.");
        }

        Answer answer = isProvisional
            ? await call.Ask(InputKind.CorrectBreak, new CorrectBreak(id, price, by, reason))
            : await call.Ask(InputKind.ChangeBreak, new ChangeBreak(id, BreakState.Resolved, null, by, reason));
        if (answer.Reason != DenyReason.None) throw Denials.Problem(answer.Reason);
        await Show(call);
    }

    private static bool IsOfOrder(Books books, int id) =>
        books.Reconciliation.TryGet(id) is { Latest.Order.IsNone: false };

    private static async Task Change(ApiCall call, BreakState? state)
    {
        int id = BreakLookup.IdOf(call.Route("id"));
        BodyFields body = await JsonBody.Read(call.Context);
        string by = call.By(body.Text("by"));
        string? owner = state is null ? body.Required("owner") : null;
        string reason = state is null ? body.Text("reason") ?? "assigned" : body.Required("reason");
        body.End();
        Answer answer = await call.Ask(InputKind.ChangeBreak, new ChangeBreak(id, state, owner, by, reason));
        if (answer.Reason != DenyReason.None) throw Denials.Problem(answer.Reason);
        await Show(call);
    }
}
