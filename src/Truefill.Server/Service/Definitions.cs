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

namespace Truefill.Server.Service;

/// <summary>
/// What of the configuration the engine has to know, as inputs: venues before the accounts that name them.
/// </summary>
public static class Definitions
{
    private const string Source = "config";

    public static IReadOnlyList<Input> Of(TruefillOptions options)
    {
        List<Input> inputs = [];
        foreach (VenueOptions venue in options.Venues)
        {
            bool readOnly = venue.Access == VenueAccess.ReadOnly;
            inputs.Add(Input(InputKind.DefineVenue, new DefineVenue(venue.Id, readOnly)));
        }

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
        AddRisk(inputs, options);
        return inputs;
    }

    private static void AddRisk(List<Input> inputs, TruefillOptions options)
    {
        foreach (AccountOptions account in options.Accounts)
        {
            CalendarOptions? calendar = options.Calendars.FirstOrDefault(each => each.Name == account.Calendar);
            if (calendar is null) continue;
            IReadOnlyList<DayOffset> offsets = DayOffsets.Of(calendar, DateTimeOffset.UtcNow);
            inputs.Add(Input(InputKind.DefineRiskDays, new DefineRiskDays(account.Id, offsets)));
        }

        inputs.Add(Input(InputKind.DefineLimits, RiskInputs.Limits(options)));
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
