using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Http.OpenBb;

/// <summary>A column of a widget.</summary>
/// <param name="Type"><c>text</c>, <c>number</c> or <c>boolean</c>, in OpenBB's words.</param>
internal sealed record OpenBbColumn(string Field, string Header, string Type);

/// <summary>A table for OpenBB Workspace: rows of a route of the API, flat and with numbers as numbers.</summary>
/// <param name="Id">Names it in <c>widgets.json</c> and, without its prefix, in its address.</param>
/// <param name="Path">The route of the API that it shows.</param>
/// <param name="Query">What that route is asked with, beside the account.</param>
internal sealed record OpenBbWidget(
    string Id, string Name, string Description, string Path, string Query, IReadOnlyList<OpenBbColumn> Columns)
{
    private const string Prefix = "truefill_";

    /// <summary>The array of the answer that has the rows.</summary>
    public string Rows { get; init; } = "items";

    /// <summary>False: the route is about no account.</summary>
    public bool TakesAccount { get; init; } = true;

    public string Endpoint => "openbb/" + Id[Prefix.Length..];

    public static IReadOnlyList<OpenBbWidget> All { get; } =
    [
        new("truefill_positions", "Positions", "Open positions with their average price and PnL.",
            "/api/v1/positions", "open=true&limit=1000",
            ColumnsOf("account strategy symbol qty# avg_px# realized_pnl# unrealized_pnl# fees# currency method "
                + "last_execution_at")),
        new("truefill_orders", "Open orders", "Orders that work, are held or whose outcome is unknown; newest first.",
            "/api/v1/orders", "status=open&direction=desc&limit=1000",
            ColumnsOf("created_at cl_ord_id symbol side type order_qty# cum_qty# leaves_qty# price# avg_px# ord_status "
                + "unknown? held? account strategy venue")),
        new("truefill_fills", "Fills", "The latest thousand executions, newest first; busted ones are marked.",
            "/api/v1/fills", "direction=desc&limit=1000",
            ColumnsOf("time symbol side last_qty# last_px# fee# fee_currency account strategy venue exec_id cl_ord_id "
                + "busted?")),
        new("truefill_pnl", "PnL", "Realised and unrealised PnL and fees by account and strategy.",
            "/api/v1/pnl", "",
            ColumnsOf("account strategy currency realized_pnl# unrealized_pnl# fees# total_pnl# missing_marks#")),
        new("truefill_exposure", "Exposure",
            "Net and gross exposure in each account's currency; a row that is not complete lacks a mark or a rate.",
            "/api/v1/exposure", "limit=1000",
            ColumnsOf("account strategy scope currency net# gross# complete?")) { Rows = "converted" },
        new("truefill_breaks", "Breaks", "Differences between the books and the venues, newest first.",
            "/api/v1/breaks", "direction=desc&limit=1000",
            ColumnsOf("opened_at id# class state venue account symbol expected# broker# diff# owner reason")),
        new("truefill_alerts", "Alerts", "What asks for attention now.",
            "/api/v1/alerts", "state=open&limit=1000",
            ColumnsOf("raised_at severity kind subject text state acknowledged_by")) { TakesAccount = false },
    ];

    /// <summary>The query that the route is asked with.</summary>
    public string QueryFor(string? account)
    {
        string asked = account is null ? "" : "account=" + Uri.EscapeDataString(account);
        string both = string.Join('&', new[] { Query, asked }.Where(part => part.Length > 0));
        return both.Length == 0 ? "" : "?" + both;
    }

    // A mark behind the name says what is no text: # a number, ? yes or no.
    private static OpenBbColumn[] ColumnsOf(string fields) => [.. fields.Split(' ').Select(field =>
    {
        string name = field.TrimEnd('#', '?');
        return new OpenBbColumn(name, HeaderOf(name), field[^1] switch
        {
            '#' => "number",
            '?' => "boolean",
            _ => "text",
        });
    })];

    private static string HeaderOf(string field)
    {
        string words = field.Replace('_', ' ').Replace("pnl", "PnL", StringComparison.Ordinal);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
