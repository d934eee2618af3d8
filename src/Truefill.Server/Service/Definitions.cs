using System.Collections.Generic;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Service;

/// <summary>
/// What of the configuration the engine has to know besides its venues, as inputs.
/// </summary>
public static class Definitions
{
    private const string Source = "config";

    public static IReadOnlyList<Input> Of(TruefillOptions options)
    {
        List<Input> inputs = [];
        foreach (AccountOptions account in options.Accounts)
        {
            inputs.Add(Input(
                InputKind.DefineAccount,
                new DefineAccount(account.Id, account.Currency, account.Method, account.Venue ?? "")));
        }

        foreach (InstrumentOptions instrument in options.Instruments)
            inputs.Add(Input(InputKind.DefineInstrument, Define(instrument)));
        foreach (FxRateOptions rate in options.Fx)
            inputs.Add(Input(InputKind.SetFxRate, new SetFxRate(rate.Base, rate.Quote, Px.FromTrusted(rate.Rate))));
        return inputs;
    }

    private static Input Input(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = Source };

    private static DefineInstrument Define(InstrumentOptions instrument) => new(
        instrument.Symbol,
        Px.FromTrusted(instrument.Multiplier),
        instrument.Tick ?? default,
        instrument.Lot ?? default,
        instrument.Currency ?? default,
        instrument.NegativePrices);
}
