using System;
using System.Globalization;
using System.Text.Json;

namespace Truefill.Server.Http.Lists;

/// <summary>
/// A page of a list whose rows are numbered for good. The cursor is the number of the last row seen, so rows that come
/// or change between two pages are neither skipped nor shown twice.
/// </summary>
internal readonly record struct Paging(int Limit, int After, bool NewestFirst)
{
    public const int LimitMax = 1000;
    private const int LimitDefault = 100;

    private const string Ascending = "asc";
    private const string Descending = "desc";

    public static readonly ApiField[] Parameters =
        [LimitOf(LimitDefault), QueryFields.Cursor, DirectionOf(Ascending)];

    /// <summary>Of a list whose newest row comes first where no order is asked for.</summary>
    public static readonly ApiField[] NewestFirstParameters =
        [LimitOf(LimitDefault), QueryFields.Cursor, DirectionOf(Descending)];

    /// <summary>Of a list that is one page where no number is asked for.</summary>
    public static readonly ApiField[] WholeParameters =
        [ApiField.Whole("limit", 1, LimitMax), QueryFields.Cursor, DirectionOf(Ascending)];

    public static ApiField LimitOf(int otherwise, int max = LimitMax) =>
        ApiField.Whole("limit", 1, max) with { Otherwise = otherwise.ToString(CultureInfo.InvariantCulture) };

    /// <summary>As asked for, else as the route's parameters say.</summary>
    public static Paging Of(ApiCall call)
    {
        int limit = call.QueryLimit(LimitMax);
        bool newestFirst = (call.Query("direction") ?? call.Otherwise("direction")) switch
        {
            null or Ascending => false,
            Descending => true,
            { } other => throw ApiException.BadRequest("invalid_parameter", $"?direction={other}: use asc or desc."),
        };
        if (call.Query("cursor") is not { } cursor) return new Paging(limit, 0, newestFirst);
        char kind = newestFirst ? 'd' : 'a';
        if (cursor[0] == kind && int.TryParse(
            cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int after) && after > 0)
            return new Paging(limit, after, newestFirst);
        throw ApiException.BadRequest(
            "invalid_cursor", $"?cursor={cursor}: use 'next' of the page before, with the same direction.");
    }

    private static ApiField DirectionOf(string otherwise) =>
        ApiField.Word("direction", Ascending, Descending) with { Otherwise = otherwise };

    /// <summary>Writes <c>items</c> and <c>next</c> of the rows 1 to <paramref name="count"/>.</summary>
    /// <param name="write">Writes a row if it is wanted; false if not.</param>
    /// <param name="more">Writes further fields beside the rows; null: there are none.</param>
    public void Write(Utf8JsonWriter json, int count, Func<int, bool> write, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        string? next = Take(count, write);
        json.WriteEndArray();
        json.WriteString("next", next);
        more?.Invoke();
        json.WriteEndObject();
    }

    /// <summary>Goes through the rows 1 to <paramref name="count"/> until the page is full.</summary>
    /// <param name="take">True for a row that is wanted.</param>
    /// <returns>Where the next page begins; null: this is the last.</returns>
    public string? Take(int count, Func<int, bool> take)
    {
        int step = NewestFirst ? -1 : 1;
        int row = After > 0 ? After + step : NewestFirst ? count : 1;
        int last = 0;
        int taken = 0;
        for (; row >= 1 && row <= count && taken < Limit; row += step)
        {
            if (!take(row)) continue;
            last = row;
            taken++;
        }

        return taken == Limit && row >= 1 && row <= count
            ? string.Create(CultureInfo.InvariantCulture, $"{(NewestFirst ? 'd' : 'a')}{last}")
            : null;
    }
}
