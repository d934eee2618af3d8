using System;
using System.Collections.Generic;
using System.Text;

namespace Truefill.Domain;

/// <summary>
/// Names as the outside writes them: lower_snake, <c>partially_filled</c>. A digit does not begin a word.
/// </summary>
public static class SnakeCase
{
    /// <summary>The name of a value. Each is spelled once.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.Of(value);

    /// <summary>A name in PascalCase.</summary>
    public static string Of(string name)
    {
        StringBuilder word = new(name.Length + 8);
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('_');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    // Enumerated once and only read afterwards: any thread may ask.
    private static class Words<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> ByValue = Spell();

        public static string Of(T value) => ByValue.TryGetValue(value, out string? word) ? word : value.ToString("D");

        private static Dictionary<T, string> Spell()
        {
            Dictionary<T, string> words = [];
            foreach (T value in Enum.GetValues<T>()) words[value] = SnakeCase.Of(value.ToString());
            return words;
        }
    }
}
