using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Truefill.Server.Http.Lists;

/// <summary>
/// A page of a list whose rows come in the order of a key of whole numbers that a row keeps for good. The cursor is
/// the key of the last row seen, so rows that come or go between two pages shift no other row.
/// </summary>
internal sealed class KeyPaging
{
    public static readonly ApiField[] Parameters = [Paging.LimitOf(LimitDefault), QueryFields.Cursor];

    /// <summary>Of a list that is one page where no number is asked for.</summary>
    public static readonly ApiField[] WholeParameters =
        [ApiField.Whole("limit", 1, Paging.LimitMax), QueryFields.Cursor];

    private const int LimitDefault = 100;
    private const char Kind = 'k';

    private readonly int limit;
    private readonly long[] after;
    private long[]? last;
    private int written;

    private KeyPaging(int limit, long[] after)
    {
        this.limit = limit;
        this.after = after;
    }

    /// <summary>The whole list as one page.</summary>
    public static KeyPaging Whole => new(int.MaxValue, []);

    /// <summary>No row was seen before this page.</summary>
    public bool IsFirst => after.Length == 0;

    /// <summary>There are rows behind this page.</summary>
    public bool HasMore { get; private set; }

    /// <param name="parts">How many numbers a key has.</param>
    public static KeyPaging Of(ApiCall call, int parts)
    {
        int most = call.QueryLimit(Paging.LimitMax);
        if (call.Query("cursor") is not { } cursor) return new KeyPaging(most, []);
        string[] texts = cursor.Length > 0 && cursor[0] == Kind ? cursor[1..].Split('.') : [];
        long[] key = new long[texts.Length];
        bool isKey = texts.Length == parts;
        for (int i = 0; i < key.Length && isKey; i++)
            isKey = long.TryParse(texts[i], NumberStyles.None, CultureInfo.InvariantCulture, out key[i]);
        if (isKey) return new KeyPaging(most, key);
        throw ApiException.BadRequest("invalid_cursor", $"?cursor={cursor}: use 'next' of the page before.");
    }

    /// <summary>Is the next row of the list on this page? Its key is above that of the row before.</summary>
    public bool Takes(params ReadOnlySpan<long> key)
    {
        if (!IsFirst && key.SequenceCompareTo(after) <= 0) return false;
        if (written == limit)
        {
            HasMore = true;
            return false;
        }

        written++;
        last = key.ToArray();
        return true;
    }

    /// <summary>Writes <c>next</c>, once every row was offered.</summary>
    public void WriteNext(Utf8JsonWriter json) => json.WriteString("next", HasMore
        ? Kind + string.Join('.', last!.Select(part => part.ToString(CultureInfo.InvariantCulture)))
        : null);
}
