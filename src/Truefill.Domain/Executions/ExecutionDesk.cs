using System;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions;

/// <summary>
/// Decides trades, busts and corrections: booked, a duplicate, in conflict, or kept until their trade arrives. Every
/// call ends in exactly one outcome, whatever is put in.
/// </summary>
public sealed partial class ExecutionDesk(Deciding deciding) : IExecutionDesk
{
    private readonly Books books = deciding.Books;

    /// <inheritdoc/>
    public InputOutcome Report(in ExecutionReport report, Order? order)
    {
        if (order is not null && TryBookNewTrade(report, order)) return InputOutcome.Applied;
        Reported reported = new()
        {
            Key = new ExecKey(report.Venue, report.Scope, report.ExecId),
            RefId = report.ExecRefId,
            Order = order,
            Account = report.Account,
            AccountName = report.AccountName,
            StrategyName = SubLedgers.Suspense,
            Symbol = report.Symbol,
            SymbolName = report.SymbolName,
            Side = report.Side,
            LastQty = report.LastQty,
            LastPx = report.LastPx,
            Fee = report.Fee,
            FurtherFees = report.FurtherFees,
            OrderRef = report.OrderId,
            VenueSeq = report.VenueSeq,
            TransactTime = report.TransactTime.IsNone ? deciding.Now : report.TransactTime,
        };
        return Decide(reported, report.ExecType);
    }

    /// <inheritdoc/>
    public InputOutcome Book(NormalisedExecution execution)
    {
        string venue = execution.Venue.Length > 0 ? execution.Venue : books.Names.Of(deciding.Source);
        string account = execution.Account.Length > 0 || execution.ExecType != ExecType.Trade
            ? execution.Account
            : deciding.DefaultAccount;
        if (execution.Strategy.StartsWith('@'))
            return deciding.DeadLetter(DeadLetterReason.InvalidValue,
                $"strategy {execution.Strategy}: '@' is reserved");
        Reported reported = new()
        {
            Key = new ExecKey(deciding.Venue(venue), execution.Scope, execution.ExecId),
            RefId = execution.ExecRefId,
            AccountName = account,
            StrategyName = execution.Strategy,
            SymbolName = execution.Symbol,
            Side = execution.Side,
            LastQty = execution.LastQty,
            LastPx = execution.LastPx,
            Fee = execution.Fee,
            OrderRef = execution.OrderId,
            TransactTime = execution.TransactTime.IsNone ? deciding.Now : execution.TransactTime,
            Multiplier = execution.Multiplier,
            Currency = execution.Currency,
        };
        return Decide(reported, execution.ExecType);
    }

    private InputOutcome Decide(in Reported reported, ExecType execType)
    {
        if (reported.Key.ExecId.IsNone) return Missing(reported, "ExecID(17)");
        if (reported.Side is { } side && side is not (Side.Buy or Side.Sell or Side.SellShort))
            return Refuse(reported, DeadLetterReason.InvalidValue, $"Side(54)={(int)side}");
        return execType switch
        {
            ExecType.Trade => Trade(reported),
            ExecType.TradeCancel => Amend(reported, isBust: true),
            ExecType.TradeCorrect => Amend(reported, isBust: false),
            _ => Refuse(reported, DeadLetterReason.InvalidValue, $"ExecType(150)={(char)execType} is no execution"),
        };
    }

    private InputOutcome Missing(in Reported reported, string field) =>
        Refuse(reported, DeadLetterReason.MissingField, field + " is missing");

    private InputOutcome Refuse(in Reported reported, DeadLetterReason reason, string detail)
    {
        string of = reported.Key.ExecId.IsNone ? "" : $"ExecID(17)={reported.Key.ExecId}: ";
        return deciding.DeadLetter(reason, of + detail, reported.VenueSeq);
    }

    private InputOutcome Duplicate(in Reported reported, ExecHandle exec)
    {
        deciding.Emit.Apply(new ExecutionDuplicated(exec, reported.Key, reported.VenueSeq));
        return InputOutcome.Duplicate;
    }

    // A name that nobody has registered yet is none of those that are booked.
    private int Resolve(NameKind kind, int handle, string? name) =>
        handle != 0 || string.IsNullOrEmpty(name) ? handle : books.Names[kind].HandleOf(name);

    private AccountId AccountOf(in Reported reported) =>
        new(Resolve(NameKind.Account, reported.Account.Value, reported.AccountName));

    private AccountId AccountOf(in Reported reported, OrderHandle order) =>
        OfTrade(AccountOf(reported), !order.IsNone || reported.Order is not null);

    // What a venue calls an account need not be one of ours. The order of a trade says whose that is, and only an
    // account that is defined can say otherwise.
    private AccountId OfTrade(AccountId stated, bool hasOrder) =>
        hasOrder && !books.Accounts.Has(stated) && books.Accounts.HasAny ? default : stated;

    // A name that is new is registered.
    private AccountId RegisteredAccountOf(in Reported reported, OrderHandle order)
    {
        AccountId account = AccountOf(reported, order);
        if (account.Value != NameTable.Unregistered) return account;
        return string.IsNullOrWhiteSpace(reported.AccountName) ? default : deciding.Account(reported.AccountName);
    }

    private SymbolId SymbolOf(in Reported reported) =>
        new(Resolve(NameKind.Symbol, reported.Symbol.Value, reported.SymbolName));

    private string Describe(Qty qty, Px px, Side side, AccountId account, SymbolId symbol) =>
        $"{side} {qty} {books.Names.Of(symbol)} @ {px} account {books.Names.Of(account)}";

    private string Describe(in Execution execution)
    {
        Positions.PositionKey key = books.Positions[execution.Position].Key;
        string order = execution.Order.IsNone ? "" : FormattableString.Invariant($" order {execution.Order.Value}");
        return Describe(execution.LastQty, execution.LastPx, execution.Side, key.Account, key.Symbol) + order;
    }

    private static string Describe(in Reported reported)
    {
        string what = $"{reported.Side} {reported.LastQty} {reported.SymbolName} @ {reported.LastPx}";
        string order = reported.Order is null
            ? ""
            : FormattableString.Invariant($" order {reported.Order.Handle.Value}");
        return $"{what} account {reported.AccountName}{order}";
    }
}
