using System;
using System.Runtime.CompilerServices;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <content>
/// What a trade says about its instrument. Currency(15) "identifies currency used for price" and
/// ContractMultiplier(231) is the "ratio or multiply factor to convert from contracts to shares" (FIX 4.2, volume 1).
/// </content>
public sealed partial class FixReportMapper
{
    // Which instrument of ours it is. Only what moves a position is held against what came before: an order's status is
    // the order's, whatever its message says of the instrument.
    private void TellContract(in FixMessage message, bool isExecution, ref ExecutionReport report)
    {
        if (report.SymbolName is not { } symbol) return;
        if (dialect.Instruments.HasContracts || FixContractTerms.MayBeIn(in message))
            TellContract(in message, symbol, isExecution, ref report);
        else if (isExecution && read.IsGood && contracts.Meet(symbol) is { } why)
            read.Invalid(Tags.Symbol, why);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellContract(in FixMessage message, string symbol, bool isExecution, ref ExecutionReport report)
    {
        FixContractTerms stated = FixContractTerms.Read(in message, read.Text(in message, Tags.SecurityType));
        string? ours = dialect.Instruments.Find(symbol, in stated);
        if (ours is null && !stated.HasMaturity && !stated.IsOption && dialect.Instruments.IsOpen(symbol))
        {
            // Its order says which contract it is; without an order it is nobody's.
            report.SymbolName = null;
            return;
        }

        if (ours is not null) report.SymbolName = ours;
        if (isExecution && read.IsGood && contracts.Meet(report.SymbolName!, in stated) is { } why)
            read.Invalid(Tags.Symbol, why);
    }

    // Of a request that somebody sent.
    private string? Instrument(in FixMessage message)
    {
        string? symbol = Symbol(in message);
        if (symbol is null || !dialect.Instruments.HasContracts) return symbol;
        FixContractTerms stated = FixContractTerms.Read(in message, read.Text(in message, Tags.SecurityType));
        return dialect.Instruments.Find(symbol, in stated) ?? symbol;
    }

    private void ReadContract(in FixMessage message, ref ExecutionReport report)
    {
        if (message.MayContain(Tags.Currency))
        {
            Currency currency = read.Currency(in message, Tags.Currency);
            if (!currency.IsNone && !IsDealt(in message, report.SymbolName ?? "")) report.Currency = currency;
        }

        if (message.MayContain(Tags.ContractMultiplier)
            && read.Amount(in message, Tags.ContractMultiplier, out decimal multiplier))
            report.Multiplier = multiplier;
    }

    // Of a currency pair the field is the currency that OrderQty(38) is in (FIX 4.4 volume 7, foreign exchange), and
    // the price is in the other one: EUR of EUR/USD says nothing about the price.
    private static bool IsDealt(in FixMessage message, string symbol)
    {
        message.TryGet(Tags.Currency, out ReadOnlySpan<byte> code);
        if (symbol.Length < code.Length + 3) return false;
        for (int i = 0; i < code.Length; i++)
            if (symbol[i] != code[i]) return false;
        ReadOnlySpan<char> rest = symbol.AsSpan(code.Length);
        if (rest[0] is '/' or '-' or '_' or '.') rest = rest[1..];
        int suffix = rest.IndexOf('.');
        if (suffix > 0) rest = rest[..suffix];
        return rest.Length is 3 or 4 && !rest.ContainsAnyExceptInRange('A', 'Z');
    }
}
