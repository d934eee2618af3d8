using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Orders;

namespace Truefill.Server.Views;

/// <summary>
/// Enum values as the outside writes them: lower_snake, and FIX's short words for TimeInForce(59). Both directions are
/// total: an unknown word is refused, an unnamed value is shown as its number.
/// </summary>
public static class Words
{
    private static readonly Dictionary<TimeInForce, string> TimesInForce = new()
    {
        [TimeInForce.GoodTillCancel] = "gtc",
        [TimeInForce.ImmediateOrCancel] = "ioc",
        [TimeInForce.FillOrKill] = "fok",
        [TimeInForce.GoodTillDate] = "gtd",
        [TimeInForce.GoodTillCrossing] = "gtx",
        [TimeInForce.AtTheOpening] = "opg",
        [TimeInForce.AtTheClose] = "cls",
    };

    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.ByValue.TryGetValue(value, out string? word) ? word : value.ToString("D");

    /// <summary>Takes lower and upper case.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum => Table<T>.ByWord.TryGetValue(word, out value);

    /// <summary>Every word of an enum, in the order of its values.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Words;

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = [];
        public static readonly Dictionary<string, T> ByWord = new(StringComparer.OrdinalIgnoreCase);
        public static readonly List<string> Words = [];

        static Table()
        {
            foreach (T value in Enum.GetValues<T>())
            {
                string word = value is TimeInForce time && TimesInForce.TryGetValue(time, out string? known)
                    ? known
                    : SnakeCase.Of(value);
                ByValue[value] = word;
                ByWord[word] = value;
                Words.Add(word);
            }
        }
    }
}
