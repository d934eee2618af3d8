using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Advisories: proposed, decided by a named person, executed once, and what came of it.</summary>
internal static class AdvisoryRoutes
{
    private static readonly ApiBody Decision =
        new(QueryFields.By, QueryFields.Reason, ApiField.Text("snapshot_hash"));

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/advisories", Role.Viewer, "Advisories, in the order of their proposal.", List)
        {
            Query =
            [
                .. Paging.Parameters, ApiField.Word<AdvisoryStage>("status"), .. NameFilter.Parameters,
                QueryFields.Since,
            ],
            Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/advisories", Role.Trader, "Puts an advisory up for approval.", Propose)
        {
            Body = new(
                ApiField.Required("advisory_id"), ApiField.Required("symbol"), ApiField.Decimal("reference_price*"),
                ApiField.Decimal("sl_offset_pct*") with { Note = "A fraction: -0.02 is 2 % below." },
                ApiField.Decimal("tp_offset_pct*") with { Note = "A fraction: 0.04 is 4 % above." },
                ApiField.Decimal("position_size*"), ApiField.Time("expiration_timestamp*"), QueryFields.Account,
                QueryFields.Strategy, QueryFields.Venue, QueryFields.By),
            Success = 201, Also = [200], Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/advisories/{id}", Role.Viewer, "An advisory and the result of its execution.", Show)
        {
            Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/advisories/{id}/log", Role.Viewer, "The execution log.", Log)
        {
            Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/advisories/{id}/approve", Role.Trader, "A named person approves the frozen snapshot.",
            call => Decide(call, approve: true))
        {
            Body = Decision, Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/advisories/{id}/decline", Role.Trader, "A named person declines it.",
            call => Decide(call, approve: false))
        {
            Body = Decision, Accounts = AccountRule.Filtered,
        },
        new("POST", "/api/v1/advisories/{id}/execute", Role.Trader,
            "Executes what was approved, once; a check that fails is the result 'rejected'.", Execute)
        {
            Body = new(QueryFields.By), Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        AdvisoryStage? status = call.Query<AdvisoryStage>("status");
        string? account = call.Query("account");
        string? strategy = call.Query("strategy");
        string? symbol = call.Query("symbol");
        string? venue = call.Query("venue");
        var since = call.QueryTime("since");
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            paging.Write(json, books.Advisories.Count, number =>
            {
                AdvisoryExecution advisory = books.Advisories.All[number - 1];
                FrozenSnapshot snapshot = advisory.Snapshot;
                bool isWanted = MaySee(call, snapshot)
                    && Is(snapshot.Account, account) && Is(snapshot.Strategy, strategy)
                    && Is(snapshot.Symbol, symbol) && Is(snapshot.Venue, venue)
                    && (status is null || advisory.StageOf(books.Orders) == status)
                    && advisory.ProposedAt >= since;
                if (isWanted) AdvisoryView.Write(json, books, advisory);
                return isWanted;
            });
        });
    }

    private static async Task Propose(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        FrozenSnapshot snapshot = new(
            fields.Required("advisory_id"),
            fields.Required("symbol"),
            fields.Price("reference_price") ?? throw fields.Missing("reference_price"),
            fields.Amount("sl_offset_pct") ?? throw fields.Missing("sl_offset_pct"),
            fields.Amount("tp_offset_pct") ?? throw fields.Missing("tp_offset_pct"),
            fields.Quantity("position_size") ?? throw fields.Missing("position_size"),
            fields.Time("expiration_timestamp"),
            call.AccountFor(fields.Text("account") ?? ""),
            fields.Text("strategy") ?? "",
            fields.Text("venue") ?? "");
        if (snapshot.ExpirationTimestamp.IsNone) throw fields.Missing("expiration_timestamp");
        string by = call.ByIfNamed(fields.Text("by")) ?? "";
        fields.End();
        Answer answer = await call.Ask(InputKind.ProposeAdvisory, new ProposeAdvisory(snapshot, by));
        Check(answer);
        call.Context.Response.Headers.Location =
            "/api/v1/advisories/" + Uri.EscapeDataString(snapshot.AdvisoryId);
        await Write(call, snapshot.AdvisoryId, answer.Outcome == InputOutcome.Duplicate ? 200 : 201);
    }

    private static Task Show(ApiCall call) => Write(call, Named(call), 200);

    private static Task Log(ApiCall call)
    {
        string id = Named(call);
        return call.Read((json, replica) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("items");
            AdvisoryView.WriteLog(json, replica.Books, replica.Books.Advisories.TryGet(id)!);
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static async Task Decide(ApiCall call, bool approve)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        string id = Named(call);
        string by = call.By(fields.Text("by"));
        string reason = fields.Text("reason") ?? "";
        string hash = fields.Text("snapshot_hash") ?? "";
        fields.End();
        Check(await call.Ask(InputKind.DecideAdvisory, new DecideAdvisory(id, approve, hash, by, reason)));
        await Write(call, id, 200);
    }

    private static async Task Execute(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        string id = Named(call);
        string by = call.ByIfNamed(fields.Text("by")) ?? "";
        fields.End();
        bool isLive = call.Services.Context.Mode == TradingMode.Live;
        Check(await call.Ask(InputKind.ExecuteAdvisory, new ExecuteAdvisory(id, isLive, by)));
        await Write(call, id, 200);
    }

    // The path's advisory must be one that the caller may see, so that a 404 is told before anything is journaled.
    private static string Named(ApiCall call)
    {
        string id = call.Route("id");
        bool isThere = call.Services.Read(replica =>
            replica.Books.Advisories.TryGet(id) is { } advisory && MaySee(call, advisory.Snapshot));
        return isThere
            ? id
            : throw ApiException.NotFound(Words.Of(DenyReason.UnknownAdvisory), $"There is no advisory '{id}'.");
    }

    private static bool MaySee(ApiCall call, FrozenSnapshot snapshot) =>
        call.Caller.Accounts is not { } scope || scope.Has(snapshot.Account);

    private static bool Is(string name, string? wanted) => wanted is null || name == wanted;

    private static void Check(in Answer answer)
    {
        if (answer.Reason != DenyReason.None) throw Denials.Problem(answer.Reason);
    }

    private static Task Write(ApiCall call, string id, int status) => call.Read(
        (json, replica) => AdvisoryView.Write(json, replica.Books, replica.Books.Advisories.TryGet(id)!), status);
}
