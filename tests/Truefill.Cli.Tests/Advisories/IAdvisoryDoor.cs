using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>A way in for advisories and for those who look after them. Answers are documents of the API.</summary>
internal interface IAdvisoryDoor
{
    /// <summary>What every door answers where nothing was refused; else the word of the refusal.</summary>
    public const string Taken = "taken";

    /// <summary>In whose name things are done.</summary>
    public const string Person = "ann";

    Task<string> Propose(AdvisoryAsk ask);

    /// <param name="hash">What the person saw; null: whatever is proposed.</param>
    Task<string> Decide(string id, bool approve, string? hash = null);

    Task<string> Execute(string id);

    /// <summary>Null: there is none.</summary>
    Task<JsonElement?> Show(string id);

    Task<IReadOnlyList<JsonElement>> Log(string id);

    Task<IReadOnlyList<JsonElement>> OpenOrders(string symbol);

    Task<IReadOnlyList<JsonElement>> Positions(string symbol);

    Task<IReadOnlyList<JsonElement>> Breaks();

    /// <param name="state">active, warning or off.</param>
    Task Switch(string symbol, string state);

    Task Cancel(string clOrdId);

    /// <summary>A sale that a person enters by hand, of another strategy.</summary>
    Task Sell(string symbol, int quantity);

    /// <summary>An ordinary order to buy at the market, its id the symbol's, with a bracket.</summary>
    Task Buy(string symbol, int quantity, string takeProfit, string stopLoss);

    Task Mark(string symbol, string price);

    /// <summary>The venue's time and the engine's go on by a duration such as <c>10s</c>.</summary>
    Task Advance(string by);
}
