using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Tests.Gateway;

namespace Truefill.Cli.Tests.Doors;

internal sealed class FixDoor(GatewayClient client) : IDoor
{
    private int lastCancel;

    public string Name => "fix";

    public Task<string> Enter(OrderAsk ask) => Enter(ask, []);

    /// <param name="more">Further fields, as they come on the wire.</param>
    public Task<string> Enter(OrderAsk ask, (int Tag, string Value)[] more)
    {
        int before = client.Received.Count;
        List<(int, string)> fields =
        [
            (11, ask.Id), (1, ask.Account), (21, "1"), (55, ask.Symbol), (54, ask.Side == "buy" ? "1" : "2"),
            (38, ask.Qty), (40, TypeOf(ask.Type)), (59, "0"),
        ];
        if (ask.Price is not null) fields.Add((44, ask.Price));
        if (ask.StopPx is not null) fields.Add((99, ask.StopPx));
        if (ask.Venue is not null) fields.Add((100, ask.Venue));
        if (ask.ReduceOnly) fields.Add((18, "E"));
        client.Send("D", [.. fields, .. more]);
        return Answer(before, ask.Id);
    }

    public Task<string> Cancel(OrderAsk about, string? statedSymbol = null)
    {
        int before = client.Received.Count;
        string id = $"CXL-{Interlocked.Increment(ref lastCancel)}";
        client.Send("F", (41, about.Id), (11, id), (55, statedSymbol ?? about.Symbol), (54, "1"));
        return Answer(before, id);
    }

    /// <summary>Until the venue's word on an order has come, which would pass for the answer to what is sent next.</summary>
    public Task UntilAccepted(string id) => Task.Run(() => client.Until(
        () => client.Received.Any(report => report.GetValueOrDefault(11) == id && report.GetValueOrDefault(39) == "0"),
        $"the venue's word on {id}"));

    // Text(58) begins with the reason's name as all of the API calls it.
    private Task<string> Answer(int before, string id) => Task.Run(() =>
    {
        Dictionary<int, string>? found = null;
        client.Until(() => (found = First(before, id)) is not null, $"an answer about {id}");
        bool isRefused = found![35] is "9" or "3" or "j" || found.GetValueOrDefault(39) == "8";
        string text = found.GetValueOrDefault(58) ?? "";
        int end = text.IndexOf(':', StringComparison.Ordinal);
        return !isRefused ? IDoor.Taken : end < 0 ? text : text[..end];
    });

    private Dictionary<int, string>? First(int before, string id)
    {
        IReadOnlyList<Dictionary<int, string>> received = client.Received;
        for (int i = before; i < received.Count; i++)
            if (received[i][35] is "3" or "j" || received[i].GetValueOrDefault(11) == id) return received[i];
        return null;
    }

    private static string TypeOf(string type) => type switch
    {
        "market" => "1",
        "limit" => "2",
        "stop" => "3",
        _ => "4",
    };
}
