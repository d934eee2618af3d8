using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Server.Http;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Routes;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What an account may do. <c>suspend_trade</c> is the account's kill switch; all else is what it is here and can be
/// stated but not changed.
/// </summary>
internal static class AlpacaConfigurationRoutes
{
    private const string Path = "/v2/account/configurations";

    private static readonly (string Name, string? Value)[] Fixed =
    [
        ("dtbp_check", "both"),
        ("pdt_check", "both"),
        ("trade_confirm_email", "none"),
        ("no_shorting", "false"),
        ("fractional_trading", "true"),
        ("max_margin_multiplier", "1"),
        ("max_options_trading_level", null),
        ("ptp_no_exception_entry", "false"),
    ];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", Path, Role.Viewer, "Alpaca: what the account may do.", call => Write(call, AlpacaAccount.Of(call)))
        {
            Accounts = AccountRule.Filtered,
        },
        new("PATCH", Path, Role.Trader, "Alpaca: suspend_trade engages and resets the account's kill switch.", Change)
        {
            Body = new([ApiField.Bool("suspend_trade"), .. Array.ConvertAll(Fixed, FieldOf)]),
            Accounts = AccountRule.Filtered,
            IsUrgent = true,
        },
    ];

    private static async Task Change(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        BodyFields fields = await JsonBody.Read(call.Context);
        foreach ((string name, string? value) in Fixed)
            if (fields.Scalar(name) is { } asked && asked != value)
                throw AlpacaProblem.NotOffered($"{name} is {value ?? "null"} here and cannot be changed");
        bool isStated = fields.Has("suspend_trade");
        bool suspends = fields.Bool("suspend_trade");
        fields.End();
        if (isStated) await Suspend(call, account, suspends);
        await Write(call, account);
    }

    private static async Task Suspend(ApiCall call, string account, bool suspends)
    {
        (bool isGlobal, KillSwitchState own) = call.Services.Read(replica => (
            replica.Books.KillSwitch.IsGlobalActive,
            replica.Books.KillSwitch.StateOf(KillScope.Account, AlpacaAccount.In(replica.Books, account).Value)));
        if (!suspends && isGlobal)
            throw AlpacaProblem.Unprocessable(
                "kill_switch_global",
                "trading is suspended for all: reset the global switch with 'truefill kill-switch reset'");
        if (suspends ? own == KillSwitchState.Active : own != KillSwitchState.Active) return;
        if (!suspends && call.Caller.Role < Role.Risk) throw AlpacaProblem.Denied(DenyReason.RiskRoleRequired);
        string? key = call.Caller.Name ?? AlpacaKey.Of(call.Context.Request)?.Id;
        string? stated = string.IsNullOrEmpty(key) ? null : key;
        await KillRoutes.Set(call, new SetKillSwitch(
            KillScope.Account,
            account,
            null,
            suspends ? KillSwitchState.Active : KillSwitchState.Off,
            $"suspend_trade: {(suspends ? "true" : "false")}",
            suspends ? call.ByOrAnybody(stated) : call.ByOrUser(stated)));
    }

    private static Task Write(ApiCall call, string account) => AlpacaAnswer.Write(call, (json, replica) =>
    {
        json.WriteStartObject();
        foreach ((string name, string? value) in Fixed) WriteFixed(json, name, value);
        json.WriteBoolean(
            "suspend_trade", AlpacaAccountRoutes.IsStopped(replica.Books, AlpacaAccount.In(replica.Books, account)));
        json.WriteEndObject();
    });

    // What it is may be stated; null always may.
    private static ApiField FieldOf((string Name, string? Value) each) => each.Value switch
    {
        null => ApiField.NotOffered(each.Name),
        { } value when bool.TryParse(value, out bool flag) => ApiField.Constant(each.Name, flag),
        { } value => ApiField.Word(each.Name, value),
    };

    private static void WriteFixed(Utf8JsonWriter json, string name, string? value)
    {
        if (bool.TryParse(value, out bool flag)) json.WriteBoolean(name, flag);
        else json.WriteString(name, value);
    }
}
