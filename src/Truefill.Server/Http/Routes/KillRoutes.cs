using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Problems;
using Truefill.Server.Risk;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Stops what adds risk, and lets it go on.</summary>
internal static class KillRoutes
{
    private const string Path = "/admin/kill-switch";
    private const string NotOwn =
        "The token is for some accounts only, and may let go on what a switch with scope account stops for them.";

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", Path, Role.Viewer, "Kill switches, and whether everything that they cover has stopped.", Show)
        {
            Accounts = AccountRule.Neutral,
        },
        new("POST", Path, Role.Trader, "Engages a kill switch: from now on nothing that adds risk leaves.", Engage)
        {
            Body = new(
                ApiField.Word<KillScope>("scope") with { Otherwise = Words.Of(KillScope.Global) },
                ApiField.Text("target"),
                ApiField.Word<KillSwitchType>("type"),
                ApiField.Word("state", KillSwitchState.Off) with { Otherwise = Words.Of(KillSwitchState.Active) },
                ApiField.Required("reason"),
                QueryFields.By),
            Accounts = AccountRule.Neutral,
            IsUrgent = true,
        },
        new("DELETE", Path, Role.Risk, "Resets one kill switch; others stay as they are.", Reset)
        {
            Query =
            [
                ApiField.Word<KillScope>("scope") with { Otherwise = Words.Of(KillScope.Global) },
                ApiField.Text("target"), ApiField.Required("reason"), QueryFields.By,
            ],
            Accounts = AccountRule.Neutral,
        },
    ];

    private static Task Show(ApiCall call) => call.Read((json, replica) =>
        KillSwitchView.Write(json, replica.Books, call.Accounts(replica.Books, asked: null)));

    private static async Task Engage(ApiCall call)
    {
        BodyFields fields = await JsonBody.Read(call.Context);
        KillScope scope = fields.Word<KillScope>("scope") ?? KillScope.Global;
        SetKillSwitch command = new(
            scope,
            fields.Text("target") ?? "",
            fields.Word<KillSwitchType>("type"),
            fields.Word<KillSwitchState>("state") ?? KillSwitchState.Active,
            fields.Required("reason"),
            By: "");
        string? by = fields.Text("by");
        fields.End();
        Check(command);
        if (command.State == KillSwitchState.Off)
            throw ApiException.BadRequest("invalid_field", "Field 'state': 'off' is what DELETE is for.");
        await Answer(call, command, Write, () => call.ByOrAnybody(by));

        void Write(Utf8JsonWriter json, Books books, KillOutcome outcome)
        {
            bool stood = outcome.Before == command.State;
            KillSwitchView.Write(
                json,
                books,
                call.Accounts(books, asked: null),
                stood ? "already-engaged" : "engaged",
                (stood && IsShown(call, command) ? Standing(books, command)?.Reason : null) ?? command.Reason,
                command.State == KillSwitchState.Active,
                outcome.IsJournaled);
        }
    }

    private static async Task Reset(ApiCall call)
    {
        SetKillSwitch command = new(
            call.Query<KillScope>("scope") ?? KillScope.Global,
            call.Query("target") ?? "",
            null,
            KillSwitchState.Off,
            call.Query("reason")
                ?? throw ApiException.BadRequest("missing_parameter", "?reason= is missing: say why it may go on."),
            call.ByOrUser(call.Query("by")));
        Check(command);
        if (!IsOwn(call, command))
            throw call.Forbidden(ApiCall.AccountForbidden, NotOwn);
        await Answer(call, command, (json, books, outcome) => KillSwitchView.Write(
            json,
            books,
            call.Accounts(books, asked: null),
            outcome.Before == KillSwitchState.Off ? "already-clear" : "reset",
            command.Reason));
    }

    /// <exception cref="ApiException">The switch is refused.</exception>
    internal static async Task<KillOutcome> Set(ApiCall call, SetKillSwitch command) => Accepted(
        await Control(call).Set(command, (body, _) => call.Ask(InputKind.SetKillSwitch, body)));

    // What is answered is read as soon as it is true: who stops trading under a flood need not queue for the books
    // again. Only where it could not be journaled is it read apart.
    private static async Task Answer(
        ApiCall call,
        SetKillSwitch command,
        Action<Utf8JsonWriter, Books, KillOutcome> write,
        Func<string>? by = null)
    {
        ShownAnswer? shown = null;
        string? refusal = null;
        KillOutcome outcome = Accepted(await Control(call).Set(command, Ask, by));
        if (refusal is not null)
            throw refusal == ApiCall.AccountForbidden
                ? new ApiException(403, refusal, NotOwn)
                : Denials.Problem(DenyReason.RiskRoleRequired);
        if (shown?.Buffer is { } buffer) await call.Send(buffer, 200);
        else if (command.State == KillSwitchState.Off)
            throw new ApiException(503, "journal_failed", "The journal cannot be written: nothing was reset.");
        else await call.Read((json, replica) => write(json, replica.Books, outcome));

        Task<Answer> Ask(SetKillSwitch body, KillSwitchState before)
        {
            KillOutcome done = new(before, DenyReason.None, IsJournaled: true);
            if (body.State != KillSwitchState.Warning || Downgrade(call, body) is not { } forbidden)
            {
                shown = new ShownAnswer((json, replica, _) => write(json, replica.Books, done));
                return call.Ask(InputKind.SetKillSwitch, body, shown);
            }

            // Whether it is a downgrade shows where it is decided: a switch may become active just before it.
            AuditEntry audit = call.Audit() with
            {
                Forbids = books => refusal =
                    Standing(books, body) is { State: KillSwitchState.Active } ? forbidden : null,
            };
            return call.Ask(InputKind.SetKillSwitch, body, audit, default, InputSource.Http);
        }
    }

    private static KillControl Control(ApiCall call) =>
        new(call.Services.Context.Engine, call.Services.Context.Venues);

    private static KillOutcome Accepted(KillOutcome outcome) =>
        outcome.Reason == DenyReason.None ? outcome : throw Denials.Problem(outcome.Reason);

    // Why the caller may not turn this switch from active into a warning; null: it may.
    private static string? Downgrade(ApiCall call, SetKillSwitch command) =>
        call.Caller.Role < Role.Risk ? Words.Of(DenyReason.RiskRoleRequired)
        : IsOwn(call, command) ? null
        : ApiCall.AccountForbidden;

    // To engage one is safe whoever asks. What it stops beyond the token's accounts is not its holder's to let go.
    private static bool IsOwn(ApiCall call, SetKillSwitch command) => call.Caller.Accounts is not { } own
        || (command.Scope == KillScope.Account && own.Has(command.Target));

    private static bool IsShown(ApiCall call, SetKillSwitch command) =>
        command.Scope != KillScope.Account || IsOwn(call, command);

    // The switch of this scope and target that is engaged.
    private static KillSwitchEntry? Standing(Books books, SetKillSwitch command)
    {
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged)
            if (entry.Scope == command.Scope && books.Names.TargetOf(entry.Scope, entry.Target) == command.Target)
                return entry;
        return null;
    }

    private static void Check(SetKillSwitch command)
    {
        if ((command.Scope == KillScope.Global) != (command.Target.Length == 0))
        {
            throw ApiException.Refused(
                "kill_switch_target",
                command.Scope == KillScope.Global
                    ? "The global switch has no target; give a scope for it."
                    : $"Scope '{Words.Of(command.Scope)}' needs a target.");
        }

        if (command.Type is { } type && !type.Fits(command.Scope))
        {
            throw ApiException.Refused(
                "kill_switch_type",
                $"Type '{Words.Of(type)}' does not go with scope '{Words.Of(command.Scope)}'.");
        }
    }
}
