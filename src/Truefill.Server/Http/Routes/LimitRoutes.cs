using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Problems;
using Truefill.Server.Risk;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Limits: what holds, what the configuration says, and changes by people.</summary>
internal static class LimitRoutes
{
    private const string Path = "/api/v1/limits";

    private static readonly ApiField[] Limit =
    [
        ApiField.Word("limit*", [.. Enum.GetValues<LimitKind>().Select(LimitNames.Of)]),
        ApiField.Scalar("value*") with { Note = "As the configuration has it; 'off' takes it away.", Example = "off" },
        QueryFields.Account, QueryFields.Strategy, QueryFields.Venue, QueryFields.Symbol,
    ];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", Path, Role.Viewer, "Every limit with the value that holds and the configuration's.", Show)
        {
            Query = [.. KeyPaging.Parameters, .. NameFilter.Parameters], Accounts = AccountRule.Neutral,
        },
        new("POST", Path, Role.Trader,
            "Changes limits, all or none. Anybody tightens; the risk role loosens up to the configuration.", Set)
        {
            Body = ApiBody.OneOf(
                new ApiBodyForm("Limit", [.. Limit, ApiField.Required("reason"), QueryFields.By]),
                new ApiBodyForm(
                    "Limits",
                    ApiField.Items("limits*", new ApiBodyForm("", Limit)),
                    ApiField.Required("reason"),
                    QueryFields.By)),
        },
    ];

    private static Task Show(ApiCall call)
    {
        NameFilter names = NameFilter.Of(call);
        return Show(call, KeyPaging.Of(call, LimitView.KeyParts), names with { Caller = default });
    }

    // Which limits there are, everybody may know; what of them is in use is told of the caller's accounts only.
    private static Task Show(ApiCall call, KeyPaging page, NameFilter? names = null) => call.Read((json, replica) =>
        LimitView.Write(
            json, replica.Books, call.Accounts(replica.Books, asked: null), call.Now, page,
            names?.In(replica.Books) ?? default));

    private static async Task Set(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        List<string> errors = [];
        List<LimitValue> limits = [];
        string reason = fields.Required("reason");
        string by = call.ByOrUser(fields.Text("by"));
        if (fields.Items("limits") is { } items)
        {
            foreach (BodyFields item in items) Take(item, $"limits[{limits.Count}]: ", limits, errors);
        }
        else
        {
            Take(fields, "", limits, errors);
        }

        fields.End();
        bool hasRole = call.Caller.Role >= Role.Risk;
        DenyReason first = call.Services.Read(replica => Check(replica.Books, limits, hasRole, errors));
        if (errors.Count > 0)
        {
            string all = string.Join("; ", errors);
            throw first == DenyReason.None
                ? ApiException.BadRequest("invalid_limits", all)
                : ApiException.Refused(Words.Of(first), all);
        }

        Answer answer = await call.Ask(InputKind.SetLimits, new SetLimits(limits, by, reason, hasRole));
        if (answer.Reason != DenyReason.None) throw Denials.Problem(answer.Reason);
        await Show(call, KeyPaging.Whole);
    }

    // Every error is told, so that a set of changes need not be tried one by one.
    private static void Take(BodyFields fields, string where, List<LimitValue> limits, List<string> errors)
    {
        string name = fields.Required("limit");
        string text = fields.Scalar("value") ?? throw fields.Missing("value");
        LimitValue scope = new(
            fields.Text("venue") ?? "",
            fields.Text("account") ?? "",
            fields.Text("strategy") ?? "",
            fields.Text("symbol") ?? "",
            default,
            null);
        if (where.Length > 0) fields.End();
        if (!LimitText.TryName(name, out LimitKind kind))
        {
            errors.Add($"{where}there is no limit '{name}'");
        }
        else if (LimitText.Parse(kind, text, out decimal? value) is { } wrong)
        {
            errors.Add($"{where}{name}: '{text}' {wrong}");
        }
        else
        {
            limits.Add(scope with { Kind = kind, Value = value });
        }
    }

    private static DenyReason Check(Books books, List<LimitValue> limits, bool hasRole, List<string> errors)
    {
        DenyReason first = DenyReason.None;
        foreach (LimitValue limit in limits)
        {
            DenyReason reason = LimitDesk.Check(books, limit, hasRole);
            if (reason == DenyReason.None) continue;
            if (first == DenyReason.None) first = reason;
            errors.Add($"{LimitNames.Of(limit.Kind)}: {Denials.Detail(reason)}");
        }

        return first;
    }
}
