using System.Text;

namespace Truefill.Domain.Orders;

/// <summary>A reason as the outside writes it, for texts that the core makes itself.</summary>
public static class DenyReasonWord
{
    /// <summary>lower_snake: <c>price_outside_collar</c>, the <c>code</c> of an answer.</summary>
    public static string Word(this DenyReason reason)
    {
        string name = reason.ToString();
        StringBuilder word = new(name.Length + 8);
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('_');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
