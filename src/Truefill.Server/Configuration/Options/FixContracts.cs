using System.Collections.Generic;
using System.Linq;
using Truefill.Venues.Fix;

namespace Truefill.Server.Configuration.Options;

/// <summary>The configured instruments as messages in FIX name them.</summary>
public static class FixContracts
{
    /// <summary>For the dialect of a venue, or of a log.</summary>
    public static FixInstruments Of(IReadOnlyList<InstrumentOptions> instruments) =>
        instruments.Count == 0 ? FixInstruments.None : new([.. instruments.Select(Of)]);

    /// <summary>Instruments whose contract is no good or another's, by their place, and why.</summary>
    internal static IEnumerable<(int Instrument, string Why, string Hint)> Clashes(
        IReadOnlyList<InstrumentOptions> instruments)
    {
        for (int i = 0; i < instruments.Count; i++)
        {
            if (instruments[i].Contract is not { } contract) continue;
            if (contract.IsCall is null != contract.Strike is null)
            {
                string missing = contract.Strike is null ? "strike" : "put_or_call";
                yield return (i, $"the key '{missing}' is missing", "an option has both put_or_call and strike");
                continue;
            }

            for (int other = 0; other < i; other++)
            {
                if (instruments[other].Contract is not { } earlier || !Of(contract).Overlaps(Of(earlier))) continue;
                yield return (
                    i,
                    $"a message could name this contract and that of '{instruments[other].Symbol}'",
                    "state what tells them apart: security_type, and maturities that are both months or both dates");
            }
        }
    }

    private static FixInstrument Of(InstrumentOptions instrument) => new(
        instrument.Symbol, instrument.Multiplier, instrument.Contract is { } contract ? Of(contract) : null);

    private static FixContract Of(ContractOptions contract) => new(
        contract.Symbol, contract.SecurityType, contract.Maturity, contract.IsCall, contract.Strike);
}
