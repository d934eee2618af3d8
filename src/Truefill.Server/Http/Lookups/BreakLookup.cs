using System.Globalization;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Server.Http.Problems;

namespace Truefill.Server.Http.Lookups;

/// <summary>The break that a path names.</summary>
internal static class BreakLookup
{
    /// <exception cref="ApiException">There is none, or none of an account that the caller may see.</exception>
    public static PositionBreak Of(ApiCall call, Books books, string id) =>
        books.Reconciliation.TryGet(IdOf(id)) is { } found
            && call.Accounts(books, asked: null).Takes(found.Latest.Account)
            ? found
            : throw Denials.Problem(DenyReason.UnknownBreak);

    public static int IdOf(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw ApiException.NotFound("unknown_break", "A break's id is a number.");
}
