using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Handlers;

internal static class ModeText
{
    public static string Of(TradingMode mode) => mode switch
    {
        TradingMode.Simulation => "simulation",
        TradingMode.Paper => "paper",
        TradingMode.Live => "live",
    };
}
