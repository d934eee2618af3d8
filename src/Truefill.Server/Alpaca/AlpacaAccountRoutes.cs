using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>The account behind a key. What nobody has told us is null, not zero.</summary>
internal static class AlpacaAccountRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/v2/account", Role.Viewer, "Alpaca: the key's account.", Show) { Accounts = AccountRule.Filtered },
        new("GET", "/v2/account/portfolio/history", Role.Viewer, "Alpaca: equity, profit and loss over time.", History)
        {
            Query = PortfolioQuery.Parameters, Accounts = AccountRule.Filtered,
        },
    ];

    private static Task Show(ApiCall call)
    {
        string account = AlpacaAccount.Of(call);
        return AlpacaAnswer.Write(call, (json, replica) => Write(json, replica, account, call));
    }

    private static void Write(Utf8JsonWriter json, Replica replica, string account, ApiCall call)
    {
        Books books = replica.Books;
        AccountId handle = AlpacaAccount.In(books, account);
        MarketHours hours = new(call.Services.Context.Plan.Calendar);
        UtcNanos dayBegan = UtcNanos.FromMilliseconds(hours.StartOf(hours.DayOf(NowOf(call))).ToUnixTimeMilliseconds());
        AlpacaMoney money = AlpacaMoney.Of(replica, handle, dayBegan);
        AccountWorth worth = money.Worth;
        bool isBlocked = IsStopped(books, handle);
        json.WriteStartObject();
        json.WriteString("id", OrderUuid.OfName("account", account));
        json.WriteString("account_number", account);
        json.WriteString("status", "ACTIVE");
        json.WriteString("crypto_status", "ACTIVE");
        json.Code("currency", books.Accounts[handle].Currency);
        json.Number("cash", worth.Cash);
        json.Number("portfolio_value", worth.Equity);
        json.Number("equity", worth.Equity);
        json.Number("last_equity", money.LastEquity);
        json.Number("buying_power", money.BuyingPower);
        json.Number("long_market_value", worth.Long);
        json.Number("short_market_value", worth.Short);
        json.Number("accrued_fees", worth.Fees);
        foreach (string unknown in (ReadOnlySpan<string>)["regt_buying_power", "daytrading_buying_power",
            "non_marginable_buying_power", "options_buying_power", "initial_margin", "maintenance_margin",
            "last_maintenance_margin", "sma", "pending_transfer_in", "pending_transfer_out"])
            json.WriteNull(unknown);
        json.WriteString("multiplier", "1");
        json.WriteNumber("options_approved_level", 0);
        json.WriteNumber("options_trading_level", 0);
        json.WriteString("created_at", replica.Worth.Began.ToString());
        json.WriteBoolean("trading_blocked", isBlocked);
        json.WriteBoolean("transfers_blocked", true);
        json.WriteBoolean("account_blocked", false);
        json.WriteBoolean("trade_suspended_by_user", isBlocked);
        json.WriteBoolean("shorting_enabled", true);
        json.WriteBoolean("pattern_day_trader", false);
        json.WriteNumber("daytrade_count", 0);
        json.WriteEndObject();
    }

    private static Task History(ApiCall call)
    {
        MarketHours hours = new(call.Services.Context.Plan.Calendar);
        PortfolioQuery query = PortfolioQuery.Of(call, hours, NowOf(call));
        string account = AlpacaAccount.Of(call);
        return AlpacaAnswer.Write(call, (json, replica) =>
        {
            AccountId handle = AlpacaAccount.In(replica.Books, account);
            new PortfolioHistory(query, hours, EquitySeries.Of(replica, handle))
                .Write(json, AccountWorth.Of(replica.Books, handle));
        });
    }

    private static DateTimeOffset NowOf(ApiCall call) =>
        DateTimeOffset.FromUnixTimeMilliseconds(call.Now.Value / UtcNanos.PerMillisecond);

    /// <summary>A kill switch stops the account: its own or the one for all.</summary>
    internal static bool IsStopped(Books books, AccountId account) =>
        books.KillSwitch.IsGlobalActive
        || books.KillSwitch.StateOf(KillScope.Account, account.Value) == KillSwitchState.Active;
}
