using System;
using System.Linq;

namespace Truefill.Server.Configuration.Reading;

/// <summary>Addresses where real money trades. Not complete, and no substitute for looking: a net under the
/// rope.</summary>
internal static class LiveEndpoints
{
    private static readonly string[] Hosts =
    [
        "api.alpaca.markets", "fix.alpaca.markets",
        "api.binance.com", "api1.binance.com", "api2.binance.com", "api3.binance.com", "api4.binance.com",
        "api-gcp.binance.com",
        "ws-api.binance.com", "stream.binance.com", "fix-oe.binance.com", "fix-dc.binance.com", "fapi.binance.com",
        "dapi.binance.com",
        "api.ibkr.com", "fix.exchange.coinbase.com", "fix-ord.exchange.coinbase.com", "api.kraken.com",
    ];

    // Every host below these names.
    private static readonly string[] Domains = [".ibllc.com", ".ibllc.com.cn"];

    // Live ports of Interactive Brokers' TWS and Gateway, wherever they run.
    private static readonly int[] Ports = [4001, 7496];

    /// <summary>Why the address is taken for a live one; null if it is not.</summary>
    public static string? Why(string host, int port)
    {
        string name = host.TrimEnd('.').ToLowerInvariant();
        if (Hosts.Contains(name, StringComparer.Ordinal)
            || Domains.Any(d => name.EndsWith(d, StringComparison.Ordinal)))
            return $"'{host}' is known to trade real money";
        return Ports.Contains(port) ? $"port {port} is known to trade real money" : null;
    }
}
