using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions.Commands;

/// <summary>
/// Enters an opening lot. The reference is unique per account: a second import under it is a duplicate.
/// </summary>
/// <param name="Account">Empty: the default account.</param>
/// <param name="SignedQty">Negative is short.</param>
/// <param name="At">When it was opened; none: now.</param>
public sealed record ImportPosition(
    string Account,
    string Strategy,
    string Symbol,
    Qty SignedQty,
    Px Price,
    ShortText Reference,
    string By,
    string Reason,
    UtcNanos At = default);

/// <summary>Moves quantity from one strategy of an account to another.</summary>
/// <param name="SignedQty">Of the sign of the position it is taken from, and not more than that.</param>
/// <param name="Price">Null: each lot moves at its own.</param>
/// <param name="At">None: now.</param>
public sealed record TransferPosition(
    string Account,
    string From,
    string To,
    string Symbol,
    Qty SignedQty,
    Px? Price,
    string By,
    string Reason,
    UtcNanos At = default);

/// <summary>A price to value a symbol with; its source is the input's.</summary>
/// <param name="At">None: now.</param>
public sealed record SetMark(string Symbol, Px Price, UtcNanos At = default);

/// <summary>One unit of From is worth Rate units of To.</summary>
/// <param name="At">None: now.</param>
public sealed record SetFxRate(Currency From, Currency To, Px Rate, UtcNanos At = default);

/// <summary>What a symbol's numbers mean, for all of its history.</summary>
/// <param name="Currency">None: the account's.</param>
public sealed record DefineInstrument(
    string Symbol,
    Px Multiplier,
    Px Tick = default,
    Qty Lot = default,
    Currency Currency = default,
    bool AllowsNonPositivePrice = false);

/// <summary>An account's home currency and lot method, for all of its history.</summary>
/// <param name="Venue">Empty: none.</param>
public sealed record DefineAccount(string Account, Currency Currency, LotMethod Method, string Venue = "");
