using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>When the market is open, and what there is to trade.</summary>
internal static class AlpacaMarketRoutes
{
    // As far as Alpaca's own goes: from 1970 to 2029.
    private const int YearsMax = 60;

    private static readonly ApiField DateType = ApiField.Word("date_type", "TRADING") with { Otherwise = "TRADING" };

    private static readonly ApiField Status =
        ApiField.Word("status", "active", "inactive", "all") with { Otherwise = "active" };

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/v2/clock", Role.Viewer, "Alpaca: is the market open?", Clock) { Accounts = AccountRule.Neutral },
        new("GET", "/v2/calendar", Role.Viewer, "Alpaca: days of trading; ten days without start and end.", Calendar)
        {
            Query =
            [
                ApiField.Time("start"), ApiField.Time("end"),
                DateType,
            ], Accounts = AccountRule.Neutral,
        },
        new("GET", "/v2/assets", Role.Viewer, "Alpaca: symbols that the books know.", Assets)
        {
            Query =
            [
                Status, ApiField.Text("asset_class"),
                ApiField.Text("exchange"), ApiField.Text("attributes"),
            ], Accounts = AccountRule.Neutral,
        },
        new("GET", "/v2/assets/{id}", Role.Viewer, "Alpaca: one symbol, by name or asset id.", Asset)
        {
            Accounts = AccountRule.Neutral,
        },
    ];

    private static Task Clock(ApiCall call)
    {
        MarketHours hours = new(call.Services.Context.Plan.Calendar);
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(call.Now.Value / UtcNanos.PerMillisecond);
        return AlpacaAnswer.Write(call, (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", call.Now.ToString());
            json.WriteBoolean("is_open", hours.IsOpen(now));
            json.WriteString("next_open", hours.NextOpen(now));
            json.WriteString("next_close", hours.NextClose(now));
            json.WriteEndObject();
        });
    }

    private static Task Calendar(ApiCall call)
    {
        MarketHours hours = new(call.Services.Context.Plan.Calendar);
        OrderSearch.OneOf(call, DateType);
        DateOnly today = hours.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(call.Now.Value
            / UtcNanos.PerMillisecond));
        DateOnly start = DateOf(call, "start") ?? today;
        DateOnly end = DateOf(call, "end") ?? start.AddDays(10);
        if (end.DayNumber > start.AddYears(YearsMax).DayNumber)
            throw AlpacaProblem.Unprocessable("invalid_parameter", $"at most {YearsMax} years at a time");
        return AlpacaAnswer.WriteApart(call, json =>
        {
            json.WriteStartArray();
            for (DateOnly day = start; day <= end; day = day.AddDays(1))
                if (hours.IsTradingDay(day)) hours.Write(json, day);
            json.WriteEndArray();
        });
    }

    private static DateOnly? DateOf(ApiCall call, string name)
    {
        if (call.Query(name) is not { } text) return null;
        return AlpacaDate.TryParse(text, out DateOnly day)
            ? day
            : throw AlpacaProblem.Unprocessable("invalid_parameter", $"{name} is {AlpacaDate.Form}");
    }

    private static Task Assets(ApiCall call)
    {
        string? status = OrderSearch.OneOf(call, Status);
        string? assetClass = call.Query("asset_class");
        bool isElsewhere = call.Query("exchange") is not null || call.Query("attributes") is not null;
        return AlpacaAnswer.Write(call, (json, replica) =>
        {
            json.WriteStartArray();
            for (int i = 1; i < replica.Books.Names.Symbols.Count && status != "inactive" && !isElsewhere; i++)
            {
                string symbol = replica.Books.Names.Symbols[i];
                if (assetClass is null || IsOf(assetClass, symbol))
                    Write(json, replica.Books, new SymbolId(i));
            }

            json.WriteEndArray();
        });
    }

    private static bool IsOf(string assetClass, string symbol) =>
        string.Equals(AlpacaWords.AssetClass(symbol), assetClass, StringComparison.OrdinalIgnoreCase);

    private static Task Asset(ApiCall call)
    {
        string asset = call.Route("id");
        return AlpacaAnswer.Write(call, (json, replica) => Write(json, replica.Books, Find(replica.Books, asset)));
    }

    private static SymbolId Find(Books books, string asset)
    {
        if (asset.Length > 0 && books.Names.Symbols.TryGet(asset, out int handle)) return new SymbolId(handle);
        if (Guid.TryParse(asset, out Guid id))
            for (int i = 1; i < books.Names.Symbols.Count; i++)
                if (OrderUuid.OfName("asset", books.Names.Symbols[i]) == id) return new SymbolId(i);
        throw new ApiException(404, "unknown_asset", $"asset not found for {asset}");
    }

    private static void Write(Utf8JsonWriter json, Books books, SymbolId symbol)
    {
        string name = books.Names.Of(symbol);
        InstrumentDefined instrument = books.Instruments[symbol];
        json.WriteStartObject();
        json.WriteString("id", OrderUuid.OfName("asset", name));
        json.WriteString("class", AlpacaWords.AssetClass(name));
        json.WriteString("exchange", "");
        json.WriteString("symbol", name);
        json.WriteString("name", name);
        json.WriteString("status", "active");
        json.WriteBoolean("tradable", true);
        json.WriteBoolean("marginable", false);
        json.WriteBoolean("shortable", true);
        json.WriteBoolean("easy_to_borrow", false);
        json.WriteBoolean("fractionable", !instrument.Lot.IsPositive || instrument.Lot.Value < 1);
        json.WriteNull("maintenance_margin_requirement");
        json.WriteNull("margin_requirement_long");
        json.WriteNull("margin_requirement_short");
        json.Number("min_order_size", instrument.Lot.IsPositive ? instrument.Lot.Value : null);
        json.Number("min_trade_increment", instrument.Lot.IsPositive ? instrument.Lot.Value : null);
        json.Number("price_increment", instrument.Tick.Value > 0 ? instrument.Tick.Value : null);
        json.WriteStartArray("attributes");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
