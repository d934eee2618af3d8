using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Risk;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Prices;

namespace Truefill.Server.Service;

/// <summary>
/// What of the configuration the engine has to know besides its venues, as inputs.
/// </summary>
public static class Definitions
{
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
            inputs.Add(Input(InputKind.DefineInstrument, Of(instrument)));
        foreach (BuiltinSymbol symbol in Unlisted(options)) inputs.Add(Define(symbol.Instrument));
        foreach (FxRateOptions rate in options.Fx)
            inputs.Add(Input(InputKind.SetFxRate, new SetFxRate(rate.Base, rate.Quote, Px.FromTrusted(rate.Rate))));
        AddRisk(inputs, options);
        return inputs;
    }

    /// <summary>What the engine has to know of an instrument.</summary>
    public static DefineInstrument Of(InstrumentOptions instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return new DefineInstrument(
            instrument.Symbol,
            Px.FromTrusted(instrument.Multiplier),
            instrument.Tick ?? default,
            // As the simulated venue has it: with odd lots, a lot is no step that a quantity has to keep to.
            instrument.OddLot ? default : instrument.Lot ?? default,
            instrument.Currency ?? default,
            instrument.NegativePrices);
    }

    /// <summary>The key that a definition was made from, and what it is, for a person.</summary>
    internal static (string Key, string What) Place(object definition) => definition switch
    {
        DefineVenue venue => ("venues", $"venue '{venue.Venue}'"),
        DefineAccount account => ("accounts", $"account '{account.Account}'"),
        DefineInstrument instrument => ("instruments", $"instrument '{instrument.Symbol}'"),
        SetFxRate rate => ("fx", $"the rate {rate.From}/{rate.To}"),
        DefineRiskDays days => ("calendars", $"the days of account '{days.Account}'"),
        DefineLimits => ("risk", "the limits"),
        _ => ("", definition.GetType().Name),
    };

    private static void AddRisk(List<Input> inputs, TruefillOptions options)
    {
        foreach (AccountOptions account in options.Accounts)
        {
            CalendarOptions? calendar = options.Calendars.FirstOrDefault(each => each.Name == account.Calendar);
            IReadOnlyList<DayOffset> offsets =
                calendar is null ? DefineRiskDays.Utc : DayOffsets.Of(calendar, DateTimeOffset.UtcNow);
            inputs.Add(Input(InputKind.DefineRiskDays, new DefineRiskDays(account.Id, offsets)));
        }

        inputs.Add(Input(InputKind.DefineLimits, RiskInputs.Limits(options)));
    }

    private static Input Input(InputKind kind, object body) =>
        new() { Kind = kind, Body = body, Source = InputSource.Configuration };

    // What a simulated venue with built-in prices trades in other units than one of the account's currency.
    private static IEnumerable<BuiltinSymbol> Unlisted(TruefillOptions options)
    {
        if (!options.Venues.Any(venue => venue.Simulated is { Prices: SimulatedVenueOptions.BuiltinPrices })) return [];
        HashSet<string> listed = options.Instruments.Select(i => i.Symbol).ToHashSet(StringComparer.Ordinal);
        return BuiltinMarket.Symbols.Where(symbol =>
            symbol.Instrument.Multiplier != 1 && !listed.Contains(symbol.Instrument.Symbol));
    }

    private static Input Define(SimulatedInstrument instrument) => Input(
        InputKind.DefineInstrument,
        new DefineInstrument(
            instrument.Symbol,
            Px.FromTrusted(instrument.Multiplier),
            Currency: instrument.Currency));
}
