using System.Collections.Concurrent;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Server.Alpaca;
using Truefill.Server.Hooks;
using Truefill.Server.Tests.Hooks;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>What <c>trade_updates</c> says, as the facts come.</summary>
public sealed class TradeTellerTests
{
    [Fact]
    public async Task A_fill_says_what_the_whole_account_holds_of_the_symbol_after_it()
    {
        using HookDay day = await HookDay.Start(new HookPlan());
        await day.Import("IBM", 100);
        await day.Import("MSFT", 7);
        ConcurrentQueue<string> told = new();
        day.Service.Host.Read(replica =>
        {
            replica.Tell(new TradeTeller(replica, (_, message) => Keep(told, message)));
            return 0;
        });
        foreach (string symbol in (string[])["IBM", "NEW", "IBM"])
        {
            int sent = day.Venue.Commands.Count;
            await day.Submit(symbol);
            await HookDay.Until(() => day.Venue.Commands.Count > sent, "the order is sent");
            string id = day.Venue.Commands.ElementAt(sent).WireId.ToString();
            day.Venue.Say(ExecType.New, id, symbol: symbol);
            day.Venue.Say(ExecType.Trade, id, 4, 10, symbol: symbol);
        }

        await HookDay.Until(() => told.Count >= 3, "the fills are told");
        Assert.Equal(["104", "4", "108"], told);
    }

    private static void Keep(ConcurrentQueue<string> told, byte[] message)
    {
        using JsonDocument document = JsonDocument.Parse(message);
        if (document.RootElement.GetProperty("data").TryGetProperty("position_qty", out JsonElement held))
            told.Enqueue(held.GetString()!);
    }
}
